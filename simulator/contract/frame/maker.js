import assert from 'node:assert/strict';
import { expectStatus } from './expect.js';

const NOON = '2026-01-05T12:00:00.000Z';

const GROUPS = { contacts: 'contactinformation', companies: 'companyinformation', deals: 'dealinformation' };

/** What a record is given unless the check says otherwise, so that a person who finds it knows where it comes from. */
const IDENTITIES = {
  contacts: (make) => ({ email: make.email() }),
  companies: (make) => ({ name: make.name() }),
  deals: (make) => ({ dealname: make.name(), pipeline: 'default', dealstage: 'appointmentscheduled' }),
  tickets: (make) => ({ subject: make.name(), hs_pipeline: '0', hs_pipeline_stage: '1' }),
  products: (make) => ({ name: make.name() }),
  line_items: (make) => ({ name: make.name() }),
  notes: (make) => ({ hs_timestamp: NOON, hs_note_body: make.name() }),
  calls: (make) => ({ hs_timestamp: NOON, hs_call_title: make.name() }),
  emails: (make) => ({ hs_timestamp: NOON, hs_email_direction: 'EMAIL', hs_email_subject: make.name() }),
  meetings: (make) => ({ hs_timestamp: NOON, hs_meeting_title: make.name() }),
  tasks: (make) => ({ hs_timestamp: NOON, hs_task_subject: make.name() }),
  communications: (make) => ({
    hs_timestamp: NOON,
    hs_communication_channel_type: 'SMS',
    hs_communication_body: make.name(),
  }),
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

  /** The properties that identify a new record of a type such as `contacts`, which none has yet. */
  identity(type) {
    return IDENTITIES[type]?.(this) ?? {};
  }

  /**
   * Creates a record and answers it; it is archived in the end.
   *
   * @param {string} type such as `contacts`
   * @param {Record<string, any>} [properties] added to those that identify it
   */
  async record(type, properties = {}) {
    const input = { properties: { ...this.identity(type), ...properties } };
    const answer = await this.#hubspot.objects.create(type, input);
    const record = expectStatus(answer, 201);
    this.remember(type, record.id);
    return record;
  }

  /**
   * Creates a property and answers its name; it is archived in the end. Not for harmless checks.
   *
   * @param {string} type `contacts`, `companies` or `deals`
   * @param {Record<string, any>} definition at least `type` and `fieldType`
   */
  async property(type, definition) {
    const name = this.name().replaceAll('-', '_');
    const complete = { name, label: name, groupName: GROUPS[type], ...definition };
    expectStatus(await this.#hubspot.properties.create(type, complete), 201);
    this.undo(async () => expectStatus(await this.#hubspot.properties.archive(type, name), 204));
    return name;
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
