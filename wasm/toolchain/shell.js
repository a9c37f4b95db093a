/**
 * Running commands and speaking to the person at the terminal: shared by every script of ours.
 *
 * Invariant: what a person can meet with (no network, a missing tool, a taken port) is a `Trouble`,
 * whose message is a sentence; `main` prints that sentence alone, never a stack trace.
 */
import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Trouble is a failure to tell the reader, in a sentence, optionally with a tool's own words below
 * it.
 */
export class Trouble extends Error {
  /**
   * @param {string} sentence
   * @param {string} [details] the tool's own last words
   */
  constructor(sentence, details = "") {
    super(sentence);
    this.name = "Trouble";
    this.details = details;
  }
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; ours if absent
 * @property {boolean} [show] true: the command writes to our terminal, and `output` stays empty
 * @property {string} [log] a file that its output is appended to
 * @property {(text: string) => void} [onOutput] called with each piece of output as it comes
 */

/** @typedef {{ code: number, output: string }} RunResult */

/**
 * run runs a command to its end, and never rejects: a command that cannot be started has code 127.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>} output is stdout and stderr in the order they came
 */
export function run(command, args, options = {}) {
  const { cwd, env = process.env, show = false, log, onOutput } = options;
  if (log) mkdirSync(dirname(log), { recursive: true });
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    /** @param {Buffer} piece */
    const take = (piece) => {
      const text = piece.toString();
      output += text;
      if (log) appendFileSync(log, text);
      onOutput?.(text);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.on("error", (error) => resolve({ code: 127, output: output + error.message }));
    child.on("close", (code, signal) => {
      resolve({
        code: code ?? 128,
        output: signal ? `${output}\nIt was ended by ${signal}.` : output,
      });
    });
  });
}

/**
 * mustRun runs a command that has to succeed.
 * @param {string} sentence what to say if it does not
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} its output
 * @throws {Trouble} if it fails
 */
export async function mustRun(sentence, command, args, options = {}) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Trouble(sentence, lastLines(output, 30));
  return output;
}

/**
 * lastLines keeps the end of a long output.
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

/**
 * seconds writes a duration as people read it.
 * @param {number} milliseconds
 */
export function seconds(milliseconds) {
  const total = milliseconds / 1000;
  if (total < 60) return `${total.toFixed(1)} s`;
  return `${Math.floor(total / 60)} min ${Math.round(total % 60)} s`;
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * phase says what begins, does it, and says how long it took.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function phase(name, work) {
  const begin = performance.now();
  say(`${name} ...`);
  const result = await work();
  say(`${name}: done in ${seconds(performance.now() - begin)}`);
  return result;
}

/**
 * tell prints a failure as sentences, with no stack trace.
 * @param {unknown} error
 */
export function tell(error) {
  const details = error instanceof Trouble ? error.details : "";
  const message = error instanceof Error ? error.message : String(error);
  if (details) process.stderr.write(`${details}\n`);
  process.stderr.write(`${message}\n`);
  if (process.env.INTERLEAVE_DEBUG && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
}

/**
 * main runs a script's body: a failure ends it with code 1 and a sentence.
 * @param {() => Promise<number | void>} body returns the exit code, 0 if nothing
 */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    tell(error);
    process.exitCode = 1;
  }
}
