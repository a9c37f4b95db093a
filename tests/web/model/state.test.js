import { expect, test } from "vitest";
import { STATE_NAMES, State, copyThread } from "../../../web/model/state.js";

test("every state has its name at its number", () => {
  for (const [name, number] of Object.entries(State)) expect(STATE_NAMES[number]).toBe(name);
});

test("a copied thread changes alone", () => {
  const thread = /** @type {import("../../../web/model/state.js").ThreadState} */ ({
    id: 1,
    state: 0,
  });
  const copy = copyThread(thread);
  copy.state = 2;
  expect(thread.state).toBe(0);
});
