/** Answers whether what was posted is a memory that is shared. */
addEventListener("message", ({ data }) => {
  postMessage(
    data instanceof WebAssembly.Memory &&
      typeof SharedArrayBuffer === "function" &&
      data.buffer instanceof SharedArrayBuffer,
  );
});

// Only a module has a scope of its own.
export {};
