import { defineConfig } from "vitest/config";

/** How long a test may take that compiles a program, or opens a page. */
const LONG_MS = 300_000;

/** End-to-end tests that mostly wait for pages: two files at a time. */
const PAGES = ["accessibility", "bad_input", "controlled", "link", "site", "start_page"].map(
  (name) => `tests/e2e/${name}.test.js`,
);

export default defineConfig({
  define: { __ENGINE__: JSON.stringify("./engine/test/") },
  test: {
    // A busy machine may take long to show what is polled for.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "web",
          include: ["tests/{web,toolchain,runner,layers}/**/*.test.js"],
          testTimeout: LONG_MS,
          hookTimeout: LONG_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.js"],
          exclude: PAGES,
          testTimeout: LONG_MS,
          hookTimeout: LONG_MS,
          // Live programs take both cores: two pages at once would only slow each other down.
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e_pages",
          include: PAGES,
          testTimeout: LONG_MS,
          hookTimeout: LONG_MS,
          maxWorkers: 2,
        },
      },
    ],
  },
});
