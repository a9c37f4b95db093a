/**
 * A FakeWorker stands for a host worker: a test hears what the page sends and answers in its place.
 */
export class FakeWorker {
  /** @type {any[]} */
  sent = [];
  terminated = false;
  /** @type {((event: { data: any }) => void) | null} */
  onmessage = null;
  /** @type {((event: any) => void) | null} */
  onerror = null;
  /** @type {(() => void) | null} */
  onmessageerror = null;

  /** @param {any} message */
  postMessage(message) {
    if (this.terminated) throw new Error("a terminated worker was written to");
    this.sent.push(message);
  }

  terminate() {
    this.terminated = true;
  }

  /** `say` answers in the worker's place. @param {any} data */
  say(data) {
    if (!this.terminated) this.onmessage?.({ data });
  }

  /** The types of the messages it was sent. */
  get heard() {
    return this.sent.map(({ type }) => type);
  }
}

/** `asWorker` passes a fake for a worker. @param {FakeWorker} fake */
export function asWorker(fake) {
  return /** @type {Worker} */ (/** @type {unknown} */ (fake));
}

/** `settled` lets everything that waits for promises go on. */
export async function settled() {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
