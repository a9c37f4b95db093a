import { threadName } from "./sentence.js";
import { threadStyle } from "./thread_style.js";

/**
 * `marked` gives threads with their names and marks, to be drawn.
 *
 * @param {import("./world.js").World} world
 * @param {readonly number[]} ids
 */
export function marked(world, ids) {
  return ids.map((id) => ({ id, style: threadStyle(id), name: threadName(world, id) }));
}
