/**
 * Runs the program of lost_wakeup.cpp in a process of its own and prints how many wake-ups were
 * lost:
 *   node lost_wakeup_run.js MODULE.js ROUNDS
 */
import { pathToFileURL } from "node:url";

const [module, rounds] = process.argv.slice(2);
const { default: factory } = await import(pathToFileURL(module).href);
const program = await factory({ poolSize: 2 });
process.stdout.write(`${program._lost_wakeups(Number(rounds))}\n`, () => process.exit(0));
