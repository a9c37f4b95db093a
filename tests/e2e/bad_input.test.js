/** Whatever comes from outside and is wrong is answered with a sentence, and what can still work does. */
import { describe, expect } from "vitest";
import { test } from "./support/fixtures.js";
import { serveWithout } from "./support/servers.js";

/** Each kind of parameter: its demo, its name and label, a wrong value, and the sentence. @type {[string, string, string, string, RegExp][]} */
const WRONG = [
  ["race", "threads", "Threads", "33", /threads must be a whole number from 1 to 32; 33 is too/],
  ["race", "threads", "Threads", "0", /threads must be .*; 0 is too/],
  ["race", "threads", "Threads", "1.5", /threads must be a whole number .*"1\.5" is not one/],
  ["race", "threads", "Threads", "", /threads must be .*; it is empty/],
  ["race", "increments", "Increments a thread", "1001", /increments must be .* 1 to 1000/],
  [
    "deadlock",
    "pause",
    "Pause between the two locks s",
    "11",
    /pause must be a number from 0 to 10/,
  ],
  ["deadlock", "pause", "Pause between the two locks s", "-1", /pause must be .*; -1 is too/],
  ["sleep_threads", "seconds", "Seconds to sleep s", "1,x", /item 2 of seconds must be .*"x"/],
  ["sleep_threads", "seconds", "Seconds to sleep s", "", /seconds must have from 1 to 12 items/],
  [
    "producer_consumer_condition",
    "producer",
    "Producer's name",
    "x".repeat(41),
    /producer must have at most 40/,
  ],
];

describe("a wrong value", () => {
  for (const [demo, name, label, value, sentence] of WRONG) {
    test(`${name}=${value} is refused, in the form and in the address`, async ({ visit }) => {
      const page = await visit(`#/v1/${demo}`);
      const refused = async () => {
        await page.region("Parameters").getByText(sentence).waitFor();
        expect(await page.field(label).getAttribute("aria-invalid")).toBe("true");
        expect(await page.button("Run live").isDisabled()).toBe(true);
        expect(await page.button("Run controlled").isDisabled()).toBe(true);
      };
      await page.field(label).fill(value);
      await refused();
      await page.button("Reset").click();
      await expect.poll(() => page.button("Run controlled").isEnabled()).toBe(true);
      await page.open(`#/v1/${demo}?${name}=${encodeURIComponent(value)}`);
      await refused();
    });
  }
});

/** Addresses that nobody makes by accident: what is wrong is told, and a page is shown all the same. @type {[string, string, RegExp][]} */
const ADDRESSES = [
  ["a boolean that is neither", "#/v1/race?yield=perhaps", /yield must be true or false/],
  ["a parameter that is not there", "#/v1/race?colour=red", /"colour", which .* does not have/],
  ["a name twice", "#/v1/race?threads=2&threads=3", /"threads" more than once; only the first/],
  ["a percent sign that means nothing", "#/v1/race?threads=%E0%A4%A", /not written as an address/],
  ["a mode that is none", "#/v1/race?mode=quantum", /mode must be live or controlled/],
  ["a seed that is none", "#/v1/race?seed=-1", /seed must be a whole number from 0/],
  ["a speed that is none", "#/v1/race?speed=7", /speed must be 1 or 10 or 1000/],
  ["a damaged schedule", "#/v1/race?s=!!!", /schedule in the link is .* damaged/],
  ["a replay of nothing", "#/v1/race?scheduler=replay", /replay but holds no schedule/],
  ["too many names", `#/v1/race?${"x=1&".repeat(100)}`, /only the first 64 are read/],
  ["a script", "#/v1/<script>alert(1)</script>", /small letters, digits and underscores only/],
  ["a script as a value", "#/v1/race?threads=<img/src/onerror=alert(1)>", /threads must be/],
  ["a demo that is not there", "#/v1/no_such_demo", /No demo is called "no_such_demo"/],
  ["a prototype's name", "#/v1/__proto__", /No demo is called "__proto__"/],
  ["a prototype's name as a parameter", "#/v1/race?constructor=1", /"constructor", which/],
  ["a version to come", "#/v9/race", /version 9; this page opens version 1/],
  ["no link at all", "#hello", /does not have the form/],
  ["far too much", `#/v1/race?threads=${"9".repeat(100_000)}`, /at most 16384 are read/],
];

describe("an address", () => {
  test("with anything wrong in it is answered with a sentence", async ({ visit }) => {
    const page = await visit("", {
      before: () => {
        globalThis.alert = () => {
          throw new Error("A script out of the address ran.");
        };
      },
    });
    for (const [what, fragment, sentence] of ADDRESSES) {
      await page.open(fragment);
      await expect
        .poll(() => page.place.getByText(sentence).count(), { message: what, timeout: 10_000 })
        .toBeGreaterThan(0);
      await page.page.goto("about:blank");
      await page.page.goBack();
      await page.loaded();
      await expect
        .poll(() => page.place.getByText(sentence).count(), { message: `${what}, loaded anew` })
        .toBeGreaterThan(0);
    }
  });

  test("with a schedule of another program is refused by the engine, which says so", async ({
    visit,
  }) => {
    const page = await visit("#/v1/race?mode=controlled&scheduler=replay&s=AAAAAAAAAAAAAAAAAAAA");
    const said = await page.over();
    expect(said).toMatch(/schedule/i);
    await page.field("Scheduler").selectOption({ label: "Random walk" });
    expect(await page.run("Run controlled")).toMatch(/^Finished/);
  });

  test("with a step beyond the end shows the end", async ({ visit }) => {
    const page = await visit("#/v1/race?threads=1&increments=1&mode=controlled&at=999999");
    expect(await page.over()).toMatch(/^Finished/);
    const step = page.place.getByRole("slider", { name: "Step" });
    expect(await step.inputValue()).toBe(await step.getAttribute("max"));
  });
});

test("a seed that is none is refused", async ({ visit }) => {
  const page = await visit("#/v1/race");
  for (const seed of ["", "-1", "1.5", "99999999999999999"]) {
    await page.field("Seed").fill(seed);
    await page.place.getByText(/The seed must be a whole number from 0/).waitFor();
    expect(await page.button("Run controlled").isDisabled()).toBe(true);
    await page.field("Seed").fill("1");
    await expect.poll(() => page.button("Run controlled").isEnabled()).toBe(true);
  }
});

/** What a page must say and do that cannot run live. @param {import("./support/playground.js").Playground} page @param {RegExp} sentence */
async function runsControlledOnly(page, sentence) {
  await page.place.getByText(sentence).waitFor();
  expect(await page.button("Run live").isDisabled()).toBe(true);
  expect(await page.run("Run controlled")).toMatch(/^Finished/);
  expect(await page.lines()).toContain("Expected: 1000");
}

describe("a page", () => {
  test("without isolation says so and runs controlled", async ({ visit, site }) => {
    const bare = await serveWithout(site, [
      "Cross-Origin-Opener-Policy",
      "Cross-Origin-Embedder-Policy",
      "Document-Isolation-Policy",
    ]);
    try {
      const page = await visit("#/v1/race", { address: bare.address });
      expect(await page.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
      await runsControlledOnly(page, /came without the headers/);
    } finally {
      await bare.close();
    }
  });

  test("in a browser that shares no memory says so and runs controlled", async ({ visit }) => {
    const page = await visit("#/v1/race", {
      // As a browser without WebAssembly's threads: isolated, but a shared memory is not to be had.
      before: () => {
        Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
        const { Memory } = WebAssembly;
        WebAssembly.Memory = /** @type {any} */ (
          class extends Memory {
            /** @param {WebAssembly.MemoryDescriptor} descriptor */
            constructor(descriptor) {
              if (descriptor.shared) throw new TypeError("shared memory is not supported");
              super(descriptor);
            }
          }
        );
      },
    });
    await runsControlledOnly(page, /does not share memory between threads/);
  });

  test("in a browser without WebAssembly says so, and can still be read", async ({ visit }) => {
    const page = await visit("#/v1/race", {
      before: () => Reflect.deleteProperty(globalThis, "WebAssembly"),
    });
    await page.place.getByText(/no WebAssembly/).waitFor();
    expect(await page.button("Run live").isDisabled()).toBe(true);
    expect(await page.button("Run controlled").isDisabled()).toBe(true);
    await page.region("Source").getByText("counter.read()").first().waitFor();
  });

  test("whose engine is gone says so", async ({ visit, site }) => {
    const page = await visit("", { expected: ["404", "Failed to load", "ERR_FAILED"] });
    await page.page.route("**/demos.json", (route) => route.fulfill({ status: 404, body: "" }));
    await page.page.goto(`${site}?gone#/v1/race`);
    await page.place.getByText(/could not be loaded: the server answered 404/).waitFor();
  });
});
