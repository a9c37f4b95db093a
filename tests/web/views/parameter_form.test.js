// @vitest-environment happy-dom
import { expect, test } from "vitest";
import "../../../web/views/parameter_form.js";
import { DEMO } from "../support/demo.js";
import { mount, openStore } from "../support/mount.js";

test("every parameter has a labelled field of its kind with its default and its bounds", async () => {
  const { view, find } = await mount("il-parameters", openStore());
  const labels = [...view.querySelectorAll("label")].map((label) => label.getAttribute("for"));
  expect(labels).toEqual(DEMO.parameters.map(({ name }) => `parameter-${name}`));
  expect(find("#parameter-threads")).toMatchObject({
    type: "number",
    value: "10",
    min: "1",
    max: "32",
  });
  expect(find("#parameter-yield")).toMatchObject({ type: "checkbox", checked: false });
  expect(find("#parameter-start").tagName).toBe("SELECT");
  expect(find("#parameter-seconds").value).toBe("10,8,3");
});

test("a wrong value is marked, and its sentence is tied to the field", async () => {
  const { find, text } = await mount("il-parameters", openStore("#/v1/race?threads=99"));
  const field = find("#parameter-threads");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(field.getAttribute("aria-describedby")).toContain("parameter-threads-problem");
  expect(text("#parameter-threads-problem")).toBe(
    "threads must be a whole number from 1 to 32; 99 is too many.",
  );
  expect(find("#parameter-pause").getAttribute("aria-invalid")).toBe("false");
});

test("changes and presets are intents", async () => {
  const { find, button, intents } = await mount("il-parameters", openStore());
  find("#parameter-threads").value = "7";
  find("#parameter-threads").dispatchEvent(new Event("input"));
  find("#parameter-yield").click();
  button("small").click();
  expect(intents).toEqual([
    ["value", { name: "threads", value: "7" }],
    ["value", { name: "yield", value: "true" }],
    ["preset", "small"],
  ]);
});

test("nothing can be changed while it runs", async () => {
  const store = openStore();
  store.starting("live");
  const { view } = await mount("il-parameters", store);
  const all = [...view.querySelectorAll("input, select, button")];
  expect(all.every((one) => one.hasAttribute("disabled"))).toBe(true);
});

test("a demo without parameters says so", async () => {
  const { text } = await mount("il-parameters", openStore("#/v1/plain"));
  expect(text(".empty")).toBe("This demo has no parameters.");
});
