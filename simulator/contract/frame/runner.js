import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from './drivers.js';
import { expectError, expectStatus } from './expect.js';
import { Maker } from './maker.js';
import { Pace } from './pace.js';
import { Simulator } from './simulator.js';

/** Below 5 searches a second and 100 calls in 10 seconds, the limits of the smallest account. */
const REAL_INTERVAL = 250;
const PATIENCE = 60_000;

/** Something that a person has to put right before any check can be run. */
export class CannotRun extends Error {}

/**
 * What a check is given.
 *
 * @typedef {object} Context
 * @property {Record<string, any>} hubspot the calls, by area
 * @property {Maker} make what the check needs, removed afterwards
 * @property {Simulator | undefined} simulator the control API; undefined on a real account
 * @property {typeof assert} assert `node:assert/strict`
 * @property {typeof expectStatus} expectStatus
 * @property {typeof expectError} expectError
 * @property {(action: () => Promise<any>) => Promise<any>} eventually tries until HubSpot has caught up with what was written
 */

/**
 * @typedef {object} Result
 * @property {string} id
 * @property {string} title
 * @property {string[]} facts
 * @property {boolean} passed
 * @property {string} message why it failed; empty if it passed
 */

/** Runs checks one after another by one driver. */
export class Runner {
  #driver;
  #hubspot;
  #simulator;
  #pace;
  #stopped = false;

  constructor(driver, hubspot, simulator, pace) {
    this.#driver = driver;
    this.#hubspot = hubspot;
    this.#simulator = simulator;
    this.#pace = pace;
  }

  /**
   * Looks whether checks can be run.
   *
   * @throws {CannotRun} if not
   */
  static async start({ driver, baseUrl, token }) {
    const simulator = await Simulator.at(baseUrl).catch((error) => {
      throw new CannotRun(`Nobody answers at ${baseUrl}: ${error.cause?.message ?? error.message}`);
    });
    const pace = new Pace(simulator ? 0 : REAL_INTERVAL);
    const hubspot = await connect({ driver, baseUrl, token, pace }).catch((error) => {
      throw error.code === 'ERR_MODULE_NOT_FOUND'
        ? new CannotRun("HubSpot's client is not installed: run npm ci in this folder")
        : error;
    });
    const { status, body } = await hubspot.objects.list('contacts', { limit: 1 });
    if (status !== 200) {
      throw new CannotRun(`${baseUrl} does not let this token read contacts: ${status} ${body?.message ?? ''}`);
    }
    return new Runner(driver, hubspot, simulator, pace);
  }

  /** Runs nothing more after the current check. */
  stop() {
    this.#stopped = true;
  }

  /**
   * @param {import('./checks.js').Check[]} checks
   * @returns {Promise<Result[]>} of those that this driver and this account can run
   */
  async run(checks) {
    const able = checks
      .filter((check) => check.drivers.includes(this.#driver))
      .filter((check) => this.#simulator || !check.simulatorOnly);
    const results = [];
    for (const check of able) {
      if (this.#stopped) {
        throw new CannotRun('Interrupted; what the checks made so far has been archived');
      }
      const result = await this.#result(check);
      results.push(result);
      console.log(`${result.passed ? 'ok    ' : 'FAILED'} ${check.area}: ${check.title}`);
      if (!result.passed) {
        console.log(`       ${result.message.replaceAll('\n', '\n       ')}\n       facts: ${check.facts.join(', ')}`);
      }
    }
    const failed = results.filter((result) => !result.passed).length;
    const left = checks.length - able.length;
    console.log(
      `${this.#driver}: ${results.length - failed} passed, ${failed} failed` +
        (left === 0 ? '' : `; ${left} left out, which need the other driver or the simulator`),
    );
    return results;
  }

  async #result({ id, title, facts, meetsLimits, run }) {
    const make = new Maker(this.#hubspot, `linchpin-contract-${Date.now().toString(36)}`);
    const problems = [];
    const attempt = (action) => action().catch((error) => problems.push(describe(error)));
    this.#pace.waitsOutLimits = !meetsLimits;
    await attempt(() => run(this.#context(make)));
    this.#pace.waitsOutLimits = true;
    // Faults and limits have to go before records can be archived reliably.
    await attempt(async () => this.#simulator?.restore());
    await attempt(() => make.undoAll());
    return { id, title, facts, passed: problems.length === 0, message: problems.join('\n') };
  }

  /** @returns {Context} */
  #context(make) {
    return {
      hubspot: this.#hubspot,
      make,
      simulator: this.#simulator,
      assert,
      expectStatus,
      expectError,
      eventually: (action) => this.#eventually(action),
    };
  }

  async #eventually(action) {
    if (this.#simulator) {
      await this.#simulator.advance('PT10S');
      return action();
    }
    for (const end = Date.now() + PATIENCE; ; ) {
      try {
        return await action();
      } catch (error) {
        if (Date.now() > end) {
          throw error;
        }
        await pause(2_000);
      }
    }
  }
}

function describe(error) {
  // An assertion speaks for itself; anything else is a mistake in the check, a driver or the network.
  return error instanceof assert.AssertionError ? error.message : (error.stack ?? String(error));
}
