/** What an exploration found, for tests: what is not said is plain. */

/**
 * @param {Partial<import("../../../web/model/exploration.js").Outcome>} given
 * @returns {import("../../../web/model/exploration.js").Outcome}
 */
export function outcome(given) {
  return {
    fate: "finished",
    sentence: "Finished.",
    partial: "",
    output: "",
    values: {},
    executions: 1,
    share: null,
    raced: false,
    steps: 5,
    preemptions: 0,
    link: "#/v1/race?s=A",
    ...given,
  };
}

/**
 * @param {Partial<import("../../../web/model/exploration.js").Exploration>} given
 * @returns {import("../../../web/model/exploration.js").Exploration}
 */
export function exploration(given) {
  return {
    ok: true,
    algorithm: "optimal",
    executions: 1,
    blocked: 0,
    complete: false,
    estimate: null,
    deadlocks: 0,
    partial_deadlocks: 0,
    races: 0,
    outcomes: [],
    data_races: [],
    inversions: [],
    limits: [],
    ...given,
  };
}
