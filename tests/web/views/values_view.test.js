// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/values_view.js";
import { mount, openStore, show } from "../support/mount.js";
import { TraceBuilder } from "../support/trace_builder.js";

test("a shared value shows what it is, who wrote it, and how many updates were lost", async () => {
  const store = openStore();
  const builder = new TraceBuilder().threads("A", "B");
  const object = builder.object("shared", "counter");
  builder.add(1, "read", { object, value: 0 });
  builder.add(2, "read", { object, value: 0 });
  builder.add(1, "write", { object, value: 1 });
  builder.add(2, "write", { object, value: 1 });
  show(store, builder);
  const { view, text } = await mount("il-values", store);
  expect(text("h2")).toBe("Shared values");
  expect(text(".value")).toBe("1");
  expect(text(".waits")).toContain("Written last by B");
  expect(text(".lost")).toBe("✕ 1 update lost");
  store.goTo(builder.length - 2);
  await view.updateComplete;
  expect(text(".waits")).toContain("no update lost");
  store.goTo(1);
  await view.updateComplete;
  expect(text(".empty")).toBe("Not made yet at this step.");
});
