import { check } from '../frame/checks.js';

const options = (...facts) => ({ facts, harmless: false, simulatorOnly: true, meetsLimits: true });
const ROUTE = 'GET /crm/objects/*/contacts';
const list = (hubspot) => hubspot.objects.list('contacts', { limit: 1 });

for (const [kind, fact] of [
  ['423', 'faults/423'],
  ['500', 'faults/5xx'],
  ['502', 'faults/5xx'],
  ['503', 'faults/5xx'],
  ['504', 'faults/5xx'],
  ['521', 'faults/cloudflare'],
  ['523', 'faults/cloudflare'],
  ['524', 'faults/cloudflare'],
]) {
  check(`a planned ${kind} arrives once`, options(fact), async ({ hubspot, simulator, expectStatus }) => {
    await simulator.faults({ route: ROUTE, kind, count: 1 });
    expectStatus(await list(hubspot), Number(kind));
    expectStatus(await list(hubspot), 200);
  });
}

check(
  'a 477 says in Retry-After when to come back',
  options('faults/477'),
  async ({ hubspot, simulator, assert }) => {
    await simulator.faults({ route: ROUTE, kind: '477', retryAfter: 'PT1H' });
    const { status, headers } = await list(hubspot);
    assert.equal(status, 477);
    assert.equal(headers['retry-after'], '3600');
  },
);

for (const [kind, policy] of [
  ['429-secondly', undefined],
  ['429-ten-secondly', 'TEN_SECONDLY_ROLLING'],
  ['429-daily', 'DAILY'],
]) {
  check(`a planned ${kind} names its policy`, options('faults/429-kinds'), async ({ hubspot, simulator, assert, expectError }) => {
    await simulator.faults({ route: ROUTE, kind });
    assert.equal(expectError(await list(hubspot), 429, 'RATE_LIMITS').policyName, policy);
  });
}

for (const [kind, fact] of [
  ['reset', 'faults/reset-after-reading'],
  ['reset-unread', 'faults/reset-before-reading'],
]) {
  check(`a ${kind} breaks the connection and does nothing`, options(fact), async ({ hubspot, make, simulator, assert, expectStatus }) => {
    const email = make.email();
    await simulator.faults({ route: 'POST /crm/objects/*/contacts', kind });
    await assert.rejects(hubspot.objects.create('contacts', { properties: { email } }));
    expectStatus(await hubspot.objects.read('contacts', email, { idProperty: 'email' }), 404);
  });
}

// The official client waits for the rest of a body that was cut off for as long as the program runs.
for (const [kind, fact, drivers] of [
  ['lost-response', 'faults/lost-response', ['client', 'http']],
  ['truncated', 'faults/truncated', ['http']],
]) {
  const all = { ...options(fact), drivers };
  check(`with a ${kind} the record is there all the same`, all, async ({ hubspot, make, simulator, assert, expectStatus }) => {
    const email = make.email();
    await simulator.faults({ route: 'POST /crm/objects/*/contacts', kind });
    await assert.rejects(hubspot.objects.create('contacts', { properties: { email } }));
    const { id } = expectStatus(await hubspot.objects.read('contacts', email, { idProperty: 'email' }), 200);
    make.remember('contacts', id);
  });
}

check(
  'two writes to a record at once lock it for two seconds',
  options('faults/423-lock-contention'),
  async ({ hubspot, make, simulator, expectStatus }) => {
    const { id } = await make.record('contacts');
    await simulator.advance('PT1M');
    await simulator.settings({ locks: { within: 'PT30S' } });
    const write = (phone) => hubspot.objects.update('contacts', id, { properties: { phone } });
    expectStatus(await write('1'), 200);
    expectStatus(await write('2'), 423);
    await simulator.settings({ locks: { within: 'PT0.001S' } });
    expectStatus(await write('2'), 423);
    await simulator.advance('PT2S');
    expectStatus(await write('2'), 200);
  },
);

check(
  'a URL of more than 16 kB is refused',
  { facts: ['faults/url-of-16-kb'], harmless: true },
  async ({ hubspot, expectStatus }) => {
    expectStatus(await hubspot.objects.list('contacts', { properties: ['x'.repeat(17_000)] }), 414);
  },
);
