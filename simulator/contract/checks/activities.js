import { check } from '../frame/checks.js';

const NOTE_TO_CONTACT = 202;
const CALL_TO_CONTACT = 194;
const TASK_TO_CONTACT = 204;

const YESTERDAY = () => new Date(Date.now() - 86_400_000).toISOString();

/** Logs an activity on a contact; it is archived in the end. */
async function log({ hubspot, make, expectStatus }, type, properties, contact, associationTypeId) {
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }];
  const created = expectStatus(
    await hubspot.objects.create(type, { properties, associations: contact ? [{ to: { id: contact }, types }] : [] }),
    201,
  );
  make.remember(type, created.id);
  return created;
}

async function value({ hubspot, expectStatus }, type, id, name) {
  const { properties } = expectStatus(await hubspot.objects.read(type, id, { properties: [name] }), 200);
  return properties[name] ?? null;
}

check(
  'a note is a record that is logged on a contact when it is created',
  { facts: ['activities/are-objects', 'activities/linked-in-creation'], harmless: true },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { id: contact } = await make.record('contacts');
    const note = { hs_timestamp: YESTERDAY(), hs_note_body: 'Spoke on the phone' };
    const { id } = await log(context, 'notes', note, contact, NOTE_TO_CONTACT);
    const { results } = expectStatus(await hubspot.associations.list('notes', id, 'contacts'), 200);
    assert.deepEqual(results.map(({ toObjectId }) => String(toObjectId)), [contact]);
  },
);

for (const type of ['notes', 'calls', 'meetings', 'tasks']) {
  check(
    `${type} need a time`,
    { facts: ['activities/timestamp-required'], harmless: true },
    async ({ hubspot, expectError }) => {
      expectError(await hubspot.objects.create(type, { properties: { hs_attachment_ids: '' } }), 400, 'VALIDATION_ERROR');
    },
  );
}

check(
  'a body without tags is read as it was written',
  { facts: ['activities/plain-bodies'], harmless: true },
  async (context) => {
    const { id } = await log(context, 'notes', { hs_timestamp: YESTERDAY(), hs_note_body: 'Only words' });
    context.assert.equal(await value(context, 'notes', id, 'hs_note_body'), 'Only words');
  },
);

check(
  'scripts do not survive in a body',
  { facts: ['activities/bodies-sanitised'], harmless: true },
  async (context) => {
    const body = '<p onclick="x()">Hello</p><script>alert(1)</script>';
    const { id } = await log(context, 'notes', { hs_timestamp: YESTERDAY(), hs_note_body: body });
    const read = await value(context, 'notes', id, 'hs_note_body');
    context.assert.match(read, /Hello/);
    context.assert.doesNotMatch(read, /script|onclick/);
  },
);

check(
  'an HTML body is read in a wrapping',
  { facts: ['activities/bodies-wrapped'], harmless: true, simulatorOnly: true },
  async (context) => {
    const { id } = await log(context, 'notes', { hs_timestamp: YESTERDAY(), hs_note_body: '<p>Hello</p>' });
    context.assert.match(await value(context, 'notes', id, 'hs_note_body'), /^<div .*><p>Hello<\/p><\/div>$/);
  },
);

check(
  'the preview of a body is its text',
  { facts: ['activities/body-preview'], harmless: true },
  async (context) => {
    const { id } = await log(context, 'notes', { hs_timestamp: YESTERDAY(), hs_note_body: '<p>Hello <b>Ada</b></p>' });
    context.assert.equal(await value(context, 'notes', id, 'hs_body_preview'), 'Hello Ada');
    context.assert.equal(await value(context, 'notes', id, 'hs_body_preview_is_truncated'), 'false');
  },
);

check(
  'a body has 65,536 characters at most',
  { facts: ['activities/body-length'], harmless: true },
  async ({ hubspot, expectError }) => {
    const properties = { hs_timestamp: YESTERDAY(), hs_note_body: 'x'.repeat(65_537) };
    expectError(await hubspot.objects.create('notes', { properties }), 400, 'VALIDATION_ERROR');
  },
);

check(
  'a contact counts its activities, and notes and tasks are no contacts',
  { facts: ['activities/number-of-activities', 'activities/last-contacted'], harmless: true },
  async (context) => {
    const { make, assert, eventually } = context;
    const { id: contact } = await make.record('contacts');
    const time = { hs_timestamp: YESTERDAY() };
    await log(context, 'notes', { ...time, hs_note_body: 'n' }, contact, NOTE_TO_CONTACT);
    await log(context, 'calls', { ...time, hs_call_body: 'c' }, contact, CALL_TO_CONTACT);
    await log(context, 'tasks', { ...time, hs_task_subject: 't' }, contact, TASK_TO_CONTACT);
    await eventually(async () => {
      assert.equal(await value(context, 'contacts', contact, 'num_notes'), '3');
      assert.equal(await value(context, 'contacts', contact, 'num_contacted_notes'), '1');
    });
  },
);

check(
  'logging an activity moves the last-modified property of the contact and tells when it was',
  { facts: ['side-effects/activities-bump', 'activities/last-activity'], harmless: true },
  async (context) => {
    const { hubspot, make, assert, expectStatus, eventually } = context;
    const { id: contact, updatedAt } = await make.record('contacts');
    const hs_timestamp = YESTERDAY();
    await log(context, 'notes', { hs_timestamp, hs_note_body: 'n' }, contact, NOTE_TO_CONTACT);
    await eventually(async () => {
      const read = expectStatus(await hubspot.objects.read('contacts', contact, { properties: ['notes_last_updated'] }), 200);
      assert.equal(Date.parse(read.properties.notes_last_updated), Date.parse(hs_timestamp));
      assert.ok(Date.parse(read.updatedAt) > Date.parse(updatedAt));
    });
  },
);

check(
  'an activity to come is the next one, and no activity until it has come',
  { facts: ['activities/next-activity'], harmless: true, simulatorOnly: true },
  async (context) => {
    const { make, simulator, assert } = context;
    const { id: contact } = await make.record('contacts');
    const soon = new Date((await simulator.now()).getTime() + 3_600_000).toISOString();
    await log(context, 'meetings', { hs_timestamp: soon, hs_meeting_title: 'm' }, contact, 200);
    await simulator.advance('PT10S');
    assert.equal(Date.parse(await value(context, 'contacts', contact, 'notes_next_activity_date')), Date.parse(soon));
    assert.equal((await value(context, 'contacts', contact, 'notes_last_contacted')) || null, null);
    await simulator.advance('PT2H');
    assert.equal(Date.parse(await value(context, 'contacts', contact, 'notes_last_contacted')), Date.parse(soon));
  },
);
