import { expect, test } from "vitest";
import { disassemble, instructionsOf, readSymbols } from "../../../web/site/instructions.js";

const SYMBOLS = readSymbols(
  [
    "0:interleave::Shared<int>::read\\28interleave::Location\\29",
    "1:interleave::Shared<int>::write\\28int\\2c\\20interleave::Location\\29",
    "2:\\28anonymous\\20namespace\\29::worker\\28int\\29",
    "",
  ].join("\n"),
);

const SOURCE = "void worker() {\n  int x = counter.read();\n  counter.write(x + 1);\n}\n";

/** A module whose function 2 reads, adds one and writes. */
const WAT = `(module
  (func (param i32) (result i32) i32.const 7)
  (func (param i32 i32))
  (func (param i32) (local i32)
    loop
      local.get 0
      call 0
      i32.const 1
      i32.add
      local.set 1
      local.get 0
      local.get 1
      call 1
      br 0
    end)
  (func i32.const 5 drop))`;

async function lines() {
  const { default: load } = await import("wabt");
  const module = (await load()).parseWat("test.wat", WAT);
  return disassemble(module.toBinary({}).buffer);
}

test("names are those of the symbol map", () => {
  expect(SYMBOLS.get(2)).toBe("(anonymous namespace)::worker(int)");
  expect(SYMBOLS.get(1)).toBe("interleave::Shared<int>::write(int, interleave::Location)");
});

test("a function's instructions, its calls by name, the load, the add and the store marked", async () => {
  const found = instructionsOf(await lines(), SYMBOLS, "worker(int)", SOURCE);
  expect(found.of).toBe("worker");
  expect(found.lines).toEqual([
    { text: "loop", depth: 0 },
    { text: "local.get 0", depth: 1 },
    { text: "call Shared<int>::read()", depth: 1, mark: "load", line: 2 },
    { text: "i32.const 1", depth: 1 },
    { text: "i32.add", depth: 1, mark: "add", line: 3 },
    { text: "local.set 1", depth: 1 },
    { text: "local.get 0", depth: 1 },
    { text: "local.get 1", depth: 1 },
    { text: "call Shared<int>::write(int, Location)", depth: 1, mark: "store", line: 3 },
    { text: "br 0", depth: 1 },
    { text: "end", depth: 0 },
  ]);
});

test("a function that is not there stops the build with a sentence", async () => {
  const module = await lines();
  expect(() => instructionsOf(module, SYMBOLS, "worker(long)", SOURCE)).toThrow(
    'The module has 0 functions "worker(long)", so their instructions cannot be shown.',
  );
});
