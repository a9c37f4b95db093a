// @ts-nocheck mergeInto and LibraryManager are known to the linker alone.
// What fiber_emscripten.cpp imports, for the linker alone, which wants to know every import:
// Binaryen's Asyncify puts functions of its own in their place.
mergeInto(LibraryManager.library, {
  start_unwind() {},
  stop_unwind() {},
  start_rewind() {},
  stop_rewind() {},
});
