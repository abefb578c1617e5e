import { check } from '../frame/checks.js';

// The app that the simulator knows from the start, and its account.
const APP = { client_id: 'simulator-client-id', client_secret: 'simulator-client-secret' };
const PORTAL = 4242;
const RIGHTS = ['read', 'subscriptions.read', 'subscriptions.write', 'snapshots.read', 'snapshots.write'];
const SCOPE = [...RIGHTS.map((right) => `developer.webhooks_journal.${right}`), 'crm.objects.contacts.read'].join(' ');
const CONTACTS = { subscriptionType: 'OBJECT', portalId: PORTAL, objectTypeId: '0-1' };

async function appOf({ hubspot, expectStatus }, scope = SCOPE) {
  const answer = await hubspot.oauth.token({ grant_type: 'client_credentials', ...APP, scope });
  return hubspot.as(expectStatus(answer, 200).access_token);
}

/** A check with a token of the app, which has no subscriptions before and after. */
function journal(title, facts, run) {
  const options = { facts, harmless: false, simulatorOnly: true, drivers: ['http'] };
  check(title, options, async (context) => {
    const app = await appOf(context);
    const { results } = context.expectStatus(await app.journal.subscriptions(), 200);
    for (const { id } of results) {
      await app.journal.unsubscribe(id);
    }
    try {
      await run(context, app.journal, app);
    } finally {
      await app.journal.unsubscribePortal(PORTAL);
    }
  });
}

/** What has been published since an offset, or ever. */
async function eventsAfter({ hubspot, simulator, expectStatus }, calls, offset) {
  await simulator.advance('PT5S');
  const answer = offset === null ? await calls.batchLatest(100) : await calls.batchNext(offset, 100);
  const events = [];
  for (const { url } of expectStatus(answer, 200).results) {
    events.push(...expectStatus(await hubspot.send('GET', url), 200).journalEvents);
  }
  return events;
}

async function now({ simulator }, calls) {
  await simulator.advance('PT5S');
  const { status, body } = await calls.latest();
  return status === 204 ? null : body.currentOffset;
}

journal(
  'a change of a subscribed property is in the next file',
  ['journal/pointer', 'journal/file', 'journal/object-events'],
  async (context, calls) => {
    const { hubspot, make, assert, expectStatus } = context;
    const start = await now(context, calls);
    expectStatus(await calls.subscribe({ ...CONTACTS, actions: ['UPDATE'], properties: ['phone'] }), 200);
    const { id } = await make.record('contacts', { phone: '1' });
    await hubspot.objects.update('contacts', id, { properties: { phone: '2', city: 'Berlin' } });
    await hubspot.objects.update('contacts', id, { properties: { city: 'Bonn' } });
    const events = await eventsAfter(context, calls, start);
    assert.equal(events.length, 1);
    assert.equal(events[0].action, 'UPDATE');
    assert.equal(String(events[0].objectId), id);
    assert.deepEqual(events[0].propertyChanges, { phone: '2' });
  },
);

journal('creations and deletions are events', ['journal/actions'], async (context, calls) => {
  const start = await now(context, calls);
  await calls.subscribe({ ...CONTACTS, actions: ['CREATE', 'DELETE'] });
  const { id } = await context.make.record('contacts');
  await context.hubspot.objects.archive('contacts', id);
  const actions = (await eventsAfter(context, calls, start)).map(({ action }) => action);
  context.assert.deepEqual(actions, ['CREATE', 'DELETE']);
});

journal('at the end of the journal there is nothing', ['journal/end-of-stream'], async (context, calls) => {
  await calls.subscribe({ ...CONTACTS, actions: ['CREATE'] });
  await context.make.record('contacts');
  const last = await now(context, calls);
  context.expectStatus(await calls.next(last), 204);
});

journal('an unknown offset is not found', ['journal/unknown-offset'], async ({ expectError }, calls) =>
  expectError(await calls.next('550e8400-e29b-41d4-a716-446655440000'), 404, 'OBJECT_NOT_FOUND'),
);

journal('offsets lead from file to file', ['journal/offsets', 'journal/batches'], async (context, calls) => {
  const { make, assert, expectStatus } = context;
  await calls.subscribe({ ...CONTACTS, actions: ['CREATE'] });
  await make.record('contacts');
  const first = await now(context, calls);
  await make.record('contacts');
  const second = await now(context, calls);
  assert.notEqual(first, second);
  assert.equal(expectStatus(await calls.next(first), 200).currentOffset, second);
  const { results } = expectStatus(await calls.batchLatest(2), 200);
  assert.deepEqual(results.map(({ currentOffset }) => currentOffset), [first, second]);
});

journal('certain offsets are read together', ['journal/batches'], async (context, calls) => {
  await calls.subscribe({ ...CONTACTS, actions: ['CREATE'] });
  await context.make.record('contacts');
  const offset = await now(context, calls);
  context.expectStatus(await calls.batchRead([offset]), 200);
  const body = context.expectStatus(await calls.batchRead([offset, 'nothing']), 207);
  context.assert.equal(body.results.length, 1);
  context.assert.equal(body.errors.length, 1);
});

journal('a batch has at most 100 files', ['journal/batches'], async ({ expectError, expectStatus }, calls) => {
  expectStatus(await calls.batchLatest(100), 200);
  expectError(await calls.batchLatest(101), 400, 'VALIDATION_ERROR');
});

journal('the local journal is of one account', ['journal/local'], async (context, calls) => {
  await calls.subscribe({ ...CONTACTS, actions: ['CREATE'] });
  await context.make.record('contacts');
  const offset = await now(context, calls);
  context.assert.equal(context.expectStatus(await calls.local(PORTAL), 200).currentOffset, offset);
  context.expectStatus(await calls.local(1), 204);
});

journal("a file's url expires", ['journal/signed-url'], async (context, calls) => {
  await calls.subscribe({ ...CONTACTS, actions: ['CREATE'] });
  await context.make.record('contacts');
  await now(context, calls);
  const { url } = context.expectStatus(await calls.latest(), 200);
  context.expectStatus(await context.hubspot.send('GET', url), 200);
  context.expectStatus(await context.hubspot.send('GET', `${url}0`), 403);
  await context.simulator.advance('PT5M');
  context.expectStatus(await context.hubspot.send('GET', url), 403);
});

journal('files are kept for three days', ['journal/retention'], async (context, calls) => {
  await calls.subscribe({ ...CONTACTS, actions: ['CREATE'] });
  await context.make.record('contacts');
  const offset = await now(context, calls);
  await context.simulator.advance('P3D');
  const later = (await appOf(context)).journal;
  context.expectStatus(await later.next(offset), 404);
  context.expectStatus(await later.earliest(), 204);
  await later.unsubscribePortal(PORTAL);
});

journal(
  'subscribing again changes the subscription',
  ['journal/upsert', 'journal/subscription-api'],
  async ({ assert, expectStatus }, calls) => {
    const made = expectStatus(await calls.subscribe({ ...CONTACTS, actions: ['CREATE'] }), 200);
    const again = expectStatus(await calls.subscribe({ ...CONTACTS, actions: ['CREATE', 'UPDATE'] }), 200);
    assert.equal(again.id, made.id);
    assert.deepEqual(expectStatus(await calls.subscription(made.id), 200).actions, ['CREATE', 'UPDATE']);
    assert.equal(expectStatus(await calls.subscriptions(), 200).results.length, 1);
    expectStatus(await calls.unsubscribe(made.id), 204);
    expectStatus(await calls.subscription(made.id), 404);
  },
);

journal('bad subscriptions are refused', ['journal/bad-subscriptions'], async ({ expectStatus }, calls) => {
  for (const bad of [
    { ...CONTACTS, actions: ['EVERYTHING'] },
    { ...CONTACTS, subscriptionType: 'NOTHING', actions: ['CREATE'] },
    { ...CONTACTS, objectTypeId: '9-99', actions: ['CREATE'] },
    { ...CONTACTS, portalId: 1, actions: ['CREATE'] },
  ]) {
    expectStatus(await calls.subscribe(bad), 400);
  }
});

journal('filters let through what they hold of', ['journal/filters'], async (context, calls) => {
  const { make, assert, expectStatus } = context;
  const start = await now(context, calls);
  const { id } = expectStatus(await calls.subscribe({ ...CONTACTS, actions: ['CREATE'] }), 200);
  const conditions = [
    { filterType: 'CRM_OBJECT_PROPERTY', property: 'city', operator: 'STARTS_WITH', value: 'Ber' },
    { filterType: 'CRM_OBJECT_PROPERTY', property: 'phone', operator: 'IS_EMPTY' },
  ];
  const { filterId } = expectStatus(await calls.addFilter({ subscriptionId: id, filter: { conditions } }), 200);
  await make.record('contacts', { city: 'Berlin', phone: '1' });
  const wanted = await make.record('contacts', { city: 'Berlin' });
  const events = await eventsAfter(context, calls, start);
  assert.deepEqual(events.map(({ objectId }) => String(objectId)), [wanted.id]);
  assert.deepEqual(expectStatus(await calls.filter(filterId), 200).filter.conditions, conditions);
  assert.equal(expectStatus(await calls.filters(id), 200).length, 1);
  expectStatus(await calls.removeFilter(filterId), 204);
  expectStatus(await calls.filter(filterId), 404);
});

journal(
  'a snapshot goes into the journal',
  ['journal/snapshots', 'journal/snapshot-states'],
  async (context, calls) => {
    const { simulator, make, assert, expectStatus } = context;
    const start = await now(context, calls);
    const { id } = await make.record('contacts', { phone: '1' });
    const request = { portalId: PORTAL, objectTypeId: '0-1', objectId: Number(id), properties: ['phone'] };
    const { snapshotResponses } = expectStatus(await calls.snapshot([request]), 200);
    const status = async () =>
      expectStatus(await calls.status(snapshotResponses[0].snapshotStatusId), 200).status;
    assert.ok(['PENDING', 'IN_PROGRESS'].includes(await status()));
    await simulator.advance('PT2S');
    assert.equal(await status(), 'SUCCESS');
    const events = await eventsAfter(context, calls, start);
    assert.deepEqual(events.map(({ action, propertyChanges }) => [action, propertyChanges]), [
      ['SNAPSHOT', { phone: '1' }],
    ]);
  },
);

journal('a snapshot of nothing fails', ['journal/snapshot-states'], async (context, calls) => {
  const request = { portalId: PORTAL, objectTypeId: '0-1', objectId: 1, properties: [] };
  const { snapshotResponses } = context.expectStatus(await calls.snapshot([request]), 200);
  await context.simulator.advance('PT2S');
  const status = context.expectStatus(await calls.status(snapshotResponses[0].snapshotStatusId), 200);
  context.assert.equal(status.status, 'FAILED');
  context.assert.equal(status.errorCode, 'VALIDATION_ERROR');
});

journal('each call needs its scope', ['journal/scopes'], async (context) => {
  const reader = (await appOf(context, 'developer.webhooks_journal.read')).journal;
  context.expectStatus(await reader.latest(), 200, 204);
  context.expectError(await reader.subscriptions(), 403, 'MISSING_SCOPES');
});
