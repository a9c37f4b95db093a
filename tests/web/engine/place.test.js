import { afterEach, expect, test, vi } from "vitest";
import { engineFolder } from "../../../web/engine/place.js";

afterEach(() => vi.unstubAllGlobals());

test("the engine lies beside the page, wherever the page is", () => {
  vi.stubGlobal("document", { baseURI: "https://host/some/folder/embed.html#/v1/race" });
  expect(engineFolder()).toBe("https://host/some/folder/engine/test/");
});
