import { DRIVERS } from './drivers.js';
import { loadFolder } from './files.js';

/**
 * A promise about HubSpot's API, and the code that puts it to the proof.
 *
 * @typedef {object} Check
 * @property {string} id area and title as one word
 * @property {string} title
 * @property {string} area name of the file it is in
 * @property {string[]} facts ids in the facts register
 * @property {boolean} harmless see {@link Options}
 * @property {boolean} simulatorOnly see {@link Options}
 * @property {boolean} meetsLimits see {@link Options}
 * @property {string[]} drivers
 * @property {(context: import('./runner.js').Context) => Promise<void>} run
 */

/**
 * @typedef {object} Options
 * @property {string[]} facts ids in the facts register that it proves, at least one
 * @property {boolean} harmless whether it only makes records of its own and archives them again: no definitions, no settings,
 *     no merge, no privacy deletion
 * @property {boolean} [simulatorOnly] whether it needs the simulator's control API
 * @property {boolean} [meetsLimits] whether it is about 429s, so that they reach it instead of being waited out
 * @property {('client'|'http')[]} [drivers] those that can carry it out; all unless given
 */

const KNOWN_OPTIONS = ['facts', 'harmless', 'simulatorOnly', 'meetsLimits', 'drivers'];

/** @type {Check[]} */
const checks = [];
let currentArea = '';

/**
 * Adds a check to the area whose file is being loaded.
 *
 * @param {string} title a sentence about what HubSpot does
 * @param {Options} options
 * @param {Check['run']} run
 */
export function check(title, options, run) {
  const { facts, harmless, simulatorOnly = false, meetsLimits = false, drivers = DRIVERS } = options;
  const id = `${currentArea}/${title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`;
  const unknown = Object.keys(options).filter((key) => !KNOWN_OPTIONS.includes(key));
  demand(unknown.length === 0, `${id}: unknown option ${unknown}; there are ${KNOWN_OPTIONS}`);
  demand(Array.isArray(facts) && facts.length > 0, `${id}: name the facts that it proves`);
  demand(typeof harmless === 'boolean', `${id}: say whether it is harmless`);
  demand(drivers.every((driver) => DRIVERS.includes(driver)), `${id}: the drivers are ${DRIVERS}`);
  demand(!checks.some((other) => other.id === id), `${id}: there is another check of that name`);
  checks.push({ id, title, area: currentArea, facts, harmless, simulatorOnly, meetsLimits, drivers, run });
}

function demand(condition, message) {
  if (!condition) {
    throw new Error(message);
  }
}

/** @returns {Promise<Check[]>} every check of every area */
export async function loadChecks() {
  await loadFolder('checks', (area) => (currentArea = area));
  return checks;
}
