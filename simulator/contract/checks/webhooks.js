import { createHash, createHmac } from 'node:crypto';
import { check } from '../frame/checks.js';
import { Receiver } from '../frame/receiver.js';

// The app that the simulator knows from the start.
const APP = 900200;
const SECRET = 'simulator-client-secret';
const target = (targetUrl, maxConcurrentRequests = 10) => ({ targetUrl, throttling: { maxConcurrentRequests } });

/** A check that leaves the app without configuration. */
function configured(title, facts, run, options = {}) {
  check(title, { facts, harmless: false, simulatorOnly: true, ...options }, async (context) => {
    try {
      await run(context, context.hubspot.webhooks);
    } finally {
      const { results } = (await context.hubspot.webhooks.list(APP)).body;
      for (const { id } of results) {
        await context.hubspot.webhooks.archive(APP, id);
      }
      await context.hubspot.webhooks.clear(APP);
    }
  });
}

/** A check with a target that listens, and the app subscribed to this. */
function delivered(title, facts, subscriptions, run, options) {
  const prepared = async (context, webhooks) => {
    const receiver = await Receiver.start();
    try {
      context.expectStatus(await webhooks.configure(APP, target(receiver.url)), 200);
      for (const subscription of subscriptions) {
        context.expectStatus(await webhooks.create(APP, { active: true, ...subscription }), 201);
      }
      await run(context, receiver);
    } finally {
      receiver.close();
    }
  };
  configured(title, facts, prepared, options);
}

configured(
  'settings are put, read and deleted',
  ['webhooks/settings-api'],
  async ({ assert, expectStatus }, webhooks) => {
    expectStatus(await webhooks.configure(APP, target('https://hook.example/')), 200);
    const settings = expectStatus(await webhooks.settings(APP), 200);
    assert.equal(settings.targetUrl, 'https://hook.example/');
    assert.equal(settings.throttling.maxConcurrentRequests, 10);
    assert.ok(Date.parse(settings.createdAt));
    expectStatus(await webhooks.clear(APP), 204);
    expectStatus(await webhooks.settings(APP), 404);
  },
);

configured(
  'a target must be https and take more than five requests at once',
  ['webhooks/settings-bounds'],
  async ({ expectError }, webhooks) => {
    expectError(await webhooks.configure(APP, target('http://hook.example/')), 400, 'VALIDATION_ERROR');
    expectError(await webhooks.configure(APP, target('https://hook.example/', 5)), 400, 'VALIDATION_ERROR');
  },
);

configured(
  'a new subscription is paused',
  ['webhooks/new-ones-are-paused', 'webhooks/subscription-api'],
  async ({ assert, expectStatus }, webhooks) => {
    const made = expectStatus(
      await webhooks.create(APP, { eventType: 'contact.propertyChange', propertyName: 'phone' }),
      201,
    );
    assert.equal(made.active, false);
    assert.equal(made.propertyName, 'phone');
    const read = expectStatus(await webhooks.read(APP, made.id), 200);
    assert.equal(read.eventType, 'contact.propertyChange');
  },
);

configured(
  'a subscription is switched and deleted',
  ['webhooks/subscription-api'],
  async ({ assert, expectStatus }, webhooks) => {
    const { id } = expectStatus(await webhooks.create(APP, { eventType: 'contact.creation' }), 201);
    assert.equal(expectStatus(await webhooks.update(APP, id, { active: true }), 200).active, true);
    assert.deepEqual((await webhooks.list(APP)).body.results.map((known) => known.id), [id]);
    expectStatus(await webhooks.archive(APP, id), 204);
    expectStatus(await webhooks.read(APP, id), 404);
  },
);

configured(
  'several subscriptions are switched at once',
  ['webhooks/batch-update'],
  async ({ assert, expectStatus }, webhooks) => {
    const one = (await webhooks.create(APP, { eventType: 'contact.creation' })).body;
    const two = (await webhooks.create(APP, { eventType: 'contact.deletion' })).body;
    const inputs = [one, two].map(({ id }) => ({ id: Number(id), active: true }));
    const body = expectStatus(await webhooks.updateBatch(APP, { inputs }), 200);
    assert.deepEqual(body.results.map(({ active }) => active), [true, true]);
    expectStatus(await webhooks.updateBatch(APP, { inputs: [...inputs, { id: 1, active: true }] }), 207);
  },
);

configured(
  'the same subscription twice is refused',
  ['webhooks/duplicate-subscription'],
  async ({ expectStatus }, webhooks) => {
    expectStatus(await webhooks.create(APP, { eventType: 'contact.creation' }), 201);
    expectStatus(await webhooks.create(APP, { eventType: 'contact.creation' }), 409, 400);
  },
);

configured(
  'unknown event types are refused',
  ['webhooks/subscription-types'],
  async ({ expectError }, webhooks) => {
    for (const eventType of ['contact.created', 'company.privacyDeletion', 'object.creation']) {
      expectError(await webhooks.create(APP, { eventType }), 400, 'VALIDATION_ERROR');
    }
  },
);

configured(
  'some properties cannot be subscribed to',
  ['webhooks/silent-properties'],
  async ({ expectError }, webhooks) => {
    for (const propertyName of ['hs_lastmodifieddate', 'num_unique_conversion_events']) {
      const body = { eventType: 'contact.propertyChange', propertyName };
      expectError(await webhooks.create(APP, body), 400, 'VALIDATION_ERROR');
    }
  },
);

configured(
  'a wrong key configures nothing',
  ['webhooks/developer-key'],
  async ({ hubspot, expectStatus }) => {
    const nobody = await hubspot.as(null);
    const path = `/webhooks/v3/${APP}/subscriptions`;
    expectStatus(await nobody.send('GET', path, { query: { hapikey: 'wrong' } }), 401);
    expectStatus(await nobody.send('GET', path, { query: { hapikey: 'simulator-developer-key' } }), 200);
  },
  { drivers: ['http'] },
);

delivered(
  'a creation is told for the record and for each subscribed property',
  ['webhooks/creation-fan-out', 'webhooks/per-subscription'],
  [{ eventType: 'contact.creation' }, { eventType: 'contact.propertyChange', propertyName: 'phone' }],
  async ({ make, assert }, receiver) => {
    const { id } = await make.record('contacts', { phone: '1', city: 'Berlin' });
    await receiver.until(({ events }) => events.length >= 2);
    const kinds = receiver.events.map(({ subscriptionType }) => subscriptionType).sort();
    assert.deepEqual(kinds, ['contact.creation', 'contact.propertyChange']);
    const [creation] = receiver.events.filter(({ changeFlag }) => changeFlag === 'CREATED');
    assert.equal(String(creation.objectId), id);
    assert.equal(creation.appId, APP);
    assert.equal(creation.attemptNumber, 0);
  },
);

delivered(
  'deliveries are signed the v1 and the v3 way',
  ['webhooks/signature-v1', 'webhooks/signature-v3'],
  [{ eventType: 'contact.creation' }],
  async ({ make, assert }, receiver) => {
    await make.record('contacts');
    await receiver.until(({ requests }) => requests.length >= 1);
    const { headers, text } = receiver.requests[0];
    assert.equal(headers['x-hubspot-signature'], createHash('sha256').update(SECRET + text).digest('hex'));
    const timestamp = headers['x-hubspot-request-timestamp'];
    const signed = `POST${receiver.url}${text}${timestamp}`;
    assert.equal(headers['x-hubspot-signature-v3'], createHmac('sha256', SECRET).update(signed).digest('base64'));
    assert.ok(Math.abs(Date.now() - Number(timestamp)) < 300_000);
  },
);

delivered(
  'an update is told for each property that changed',
  ['webhooks/only-changed-properties'],
  [
    { eventType: 'contact.propertyChange', propertyName: 'phone' },
    { eventType: 'contact.propertyChange', propertyName: 'city' },
  ],
  async ({ hubspot, make, assert }, receiver) => {
    const { id } = await make.record('contacts', { phone: '1', city: 'Berlin' });
    await receiver.until(({ events }) => events.length >= 2);
    await hubspot.objects.update('contacts', id, { properties: { phone: '2', city: 'Berlin' } });
    await receiver.until(({ events }) => events.length >= 3);
    assert.equal(receiver.events.at(-1).propertyName, 'phone');
    assert.equal(receiver.events.at(-1).propertyValue, '2');
  },
);

delivered(
  'archiving is told as a deletion',
  ['webhooks/deletion-and-restore'],
  [{ eventType: 'contact.deletion' }],
  async ({ hubspot, make, assert }, receiver) => {
    const { id } = await make.record('contacts');
    await hubspot.objects.archive('contacts', id);
    await receiver.until(({ events }) => events.length >= 1);
    assert.equal(receiver.events[0].changeFlag, 'DELETED');
    assert.equal(String(receiver.events[0].objectId), id);
  },
);

delivered(
  'a refused delivery comes again with a higher attemptNumber',
  ['webhooks/retries'],
  [{ eventType: 'contact.creation' }],
  async ({ simulator, make, assert }, receiver) => {
    receiver.status = 500;
    const { id } = await make.record('contacts');
    await receiver.until(({ requests }) => requests.length >= 1);
    receiver.status = 204;
    for (let minutes = 0; minutes < 3 && receiver.requests.length < 2; minutes++) {
      await simulator.advance('PT1M');
      await receiver.until(({ requests }) => requests.length >= 2, 1).catch(() => {});
    }
    const attempts = receiver.events.filter(({ objectId }) => String(objectId) === id);
    assert.deepEqual(attempts.map(({ attemptNumber }) => attemptNumber), [0, 1]);
  },
);

delivered(
  'a receiver that does not answer within five seconds has failed',
  ['webhooks/timeout'],
  [{ eventType: 'contact.creation' }],
  async ({ simulator, make, assert }, receiver) => {
    receiver.status = 0;
    const before = (await simulator.call('GET', 'stats')).webhooks.failed;
    const start = Date.now();
    await make.record('contacts');
    await receiver.until(({ requests }) => requests.length >= 1);
    let failed = before;
    while (failed === before && Date.now() - start < 10_000) {
      await new Promise((later) => setTimeout(later, 100));
      failed = (await simulator.call('GET', 'stats')).webhooks.failed;
    }
    assert.equal(failed, before + 1);
    assert.ok(Date.now() - start >= 4_500, 'it was given up before five seconds');
  },
  { drivers: ['http'] },
);
