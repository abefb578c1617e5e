import assert from 'node:assert/strict';
import { expectStatus } from './expect.js';

/** What a record is given unless the check says otherwise, so that a person who finds it knows where it comes from. */
const IDENTITIES = {
  contacts: (make) => ({ email: make.email() }),
  companies: (make) => ({ name: make.name() }),
  deals: (make) => ({ dealname: make.name(), pipeline: 'default', dealstage: 'appointmentscheduled' }),
  tickets: (make) => ({ subject: make.name(), hs_pipeline: '0', hs_pipeline_stage: '1' }),
};

/** Makes what a check needs, under names that no other run uses, and removes it when the check is over. */
export class Maker {
  #hubspot;
  #prefix;
  #count = 0;
  #undo = [];

  /**
   * @param {Record<string, any>} hubspot
   * @param {string} prefix of all names
   */
  constructor(hubspot, prefix) {
    this.#hubspot = hubspot;
    this.#prefix = prefix;
  }

  /** A name that nothing else has; lower case letters, digits and hyphens. */
  name() {
    return `${this.#prefix}-${++this.#count}`;
  }

  /** An address that nobody else has. */
  email() {
    return `${this.name()}@example.com`;
  }

  /**
   * Creates a record and answers it; it is archived in the end.
   *
   * @param {string} type such as `contacts`
   * @param {Record<string, any>} [properties] added to those that identify it
   */
  async record(type, properties = {}) {
    const identity = IDENTITIES[type]?.(this) ?? {};
    const answer = await this.#hubspot.objects.create(type, { properties: { ...identity, ...properties } });
    const record = expectStatus(answer, 201);
    this.remember(type, record.id);
    return record;
  }

  /** Sees to it that records which the check created by other calls are archived in the end. */
  remember(type, ...ids) {
    for (const id of ids) {
      this.undo(async () => expectStatus(await this.#hubspot.objects.archive(type, id), 204, 404));
    }
  }

  /** Sees to it that something else is undone in the end; what was made last is undone first. */
  undo(action) {
    this.#undo.push(action);
  }

  /** Undoes everything, also if some of it fails. */
  async undoAll() {
    const failures = [];
    for (const action of this.#undo.splice(0).reverse()) {
      await action().catch((failure) => failures.push(failure));
    }
    if (failures.length > 0) {
      assert.fail(`could not clean up: ${failures.map(({ message }) => message).join('; ')}`);
    }
  }
}
