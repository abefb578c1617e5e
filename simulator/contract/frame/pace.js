import { setTimeout as pause } from 'node:timers/promises';

const ATTEMPTS = 6;

/** Keeps the calls of a run one after another and within what the smallest real account allows. */
export class Pace {
  #interval;
  #free = Promise.resolve();

  /** Whether a 429 is waited out, rather than handed to a check that is about it. */
  waitsOutLimits = true;

  /** @param {number} interval milliseconds from the end of one call to the start of the next */
  constructor(interval) {
    this.#interval = interval;
  }

  /**
   * Sends when it is time to.
   *
   * @param {() => Promise<import('./drivers.js').Answer>} send
   */
  keep(send) {
    const answer = this.#free.then(() => this.#persist(send));
    this.#free = answer.catch(() => {}).then(() => pause(this.#interval));
    return answer;
  }

  async #persist(send) {
    for (let attempt = 1; ; attempt++) {
      const answer = await send();
      if (answer.status !== 429 || !this.waitsOutLimits || attempt === ATTEMPTS || isDaily(answer)) {
        return answer;
      }
      await pause(1_000 * 2 ** attempt);
    }
  }
}

function isDaily({ body }) {
  return body?.policyName === 'DAILY' || /daily/.test(body?.message ?? '');
}
