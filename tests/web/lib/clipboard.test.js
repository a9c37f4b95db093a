// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { copyText, saveText } from "../../../web/lib/clipboard.js";

afterEach(() => vi.unstubAllGlobals());

test("copying tells whether it could", async () => {
  const writeText = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error("no"));
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  expect(await copyText("text")).toBe(true);
  expect(writeText).toHaveBeenCalledWith("text");
  expect(await copyText("text")).toBe(false);
  vi.stubGlobal("navigator", {});
  expect(await copyText("text")).toBe(false);
});

test("saving offers a file of that name", () => {
  const made = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
  let name = "";
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(
    /** @this {HTMLAnchorElement} */ function () {
      name = this.download;
    },
  );
  saveText("race.txt", "lines");
  expect(name).toBe("race.txt");
  expect(made).toHaveBeenCalledTimes(1);
});
