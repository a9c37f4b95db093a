// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/matrix_view.js";
import { exploration, outcome } from "../support/exploration.js";
import { mount, openStore } from "../support/mount.js";

test("the fix matrix says what can happen, what never does, and what was not seen", async () => {
  const store = openStore();
  const { view } = await mount("il-matrix", store);
  const good = outcome({ values: { x: "2" } });
  store.fills([
    {
      variant: "wrong",
      result: exploration({ complete: true, outcomes: [good, outcome({ fate: "deadlock" })] }),
    },
    { variant: "right", result: exploration({ complete: true, outcomes: [good] }) },
    { variant: "large", result: exploration({ outcomes: [good] }) },
    { variant: "to come", result: null },
  ]);
  await view.updateComplete;
  const table = view.querySelector('table[aria-label="Fix matrix"]');
  const cells = [...(table?.querySelectorAll("tbody tr") ?? [])].map((row) =>
    [...row.children].map((cell) => cell.textContent?.replaceAll(/\s+/g, " ").trim()),
  );
  expect(cells).toEqual([
    ["wrong", "can happen", "can happen", "none", "1, all"],
    ["right", "never", "can happen", "none", "1, all"],
    ["large", "not seen", "can happen", "none", "1"],
    ["to come", "", "", "", "exploring"],
  ]);
});
