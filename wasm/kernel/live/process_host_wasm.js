// @ts-nocheck: it becomes part of the generated code, in whose scope it stands.
/**
 * What is in every thread's scope of the live module, beside the generated code: the memory that
 * the processes of a run share, and the way to the host worker. The host has them as options of the
 * module; a thread's worker gets them as a message that comes before its first work, since from
 * then on it never sees its message queue again.
 */
/** @type {Int32Array} */
var interleaveCommons = Module["commons"];
/** @type {MessagePort} */
var interleavePort;
if (globalThis.name?.startsWith("em-pthread")) {
  addEventListener("message", ({ data }) => {
    if (!data?.interleave) return;
    interleaveCommons = new Int32Array(data.interleave.commons);
    interleavePort = data.interleave.port;
  });
}
