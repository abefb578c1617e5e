import { check } from '../frame/checks.js';

const first = async (hubspot, expectStatus) =>
  expectStatus(await hubspot.owners.list({ limit: 100 }), 200).results.find(({ type }) => type === 'PERSON');

check(
  'owners are listed with id, user, address and times',
  { facts: ['owners/list', 'owners/person-and-queue'], harmless: true },
  async ({ hubspot, assert, expectStatus }) => {
    const { results } = expectStatus(await hubspot.owners.list(), 200);
    assert.ok(results.length > 0);
    for (const owner of results) {
      assert.match(owner.id, /^\d+$/);
      assert.ok(['PERSON', 'QUEUE'].includes(owner.type), owner.type);
      assert.equal(owner.archived, false);
      assert.match(owner.createdAt, /^\d{4}-\d\d-\d\dT.*Z$/);
      assert.equal(typeof owner.userId === 'number', owner.type === 'PERSON');
    }
  },
);

check(
  'owners come in pages that lead to the next',
  { facts: ['owners/paging'], harmless: true, simulatorOnly: true },
  async ({ hubspot, assert, expectStatus }) => {
    const one = expectStatus(await hubspot.owners.list({ limit: 2 }), 200);
    assert.equal(one.results.length, 2);
    const two = expectStatus(await hubspot.owners.list({ limit: 100, after: one.paging.next.after }), 200);
    assert.equal(two.paging, undefined);
    const ids = [...one.results, ...two.results].map(({ id }) => Number(id));
    assert.deepEqual(ids, [...ids].sort((a, b) => a - b));
    assert.equal(new Set(ids).size, ids.length);
  },
);

check(
  'an owner is found by address',
  { facts: ['owners/by-email'], harmless: true },
  async ({ hubspot, assert, expectStatus }) => {
    const { id, email } = await first(hubspot, expectStatus);
    const { results } = expectStatus(await hubspot.owners.list({ email }), 200);
    assert.deepEqual(
      results.map((owner) => owner.id),
      [id],
    );
  },
);

check(
  'an owner is read by id and by the id of the user',
  { facts: ['owners/by-user-id'], harmless: true },
  async ({ hubspot, assert, expectStatus }) => {
    const { id, userId } = await first(hubspot, expectStatus);
    assert.equal(expectStatus(await hubspot.owners.read(id), 200).userId, userId);
    assert.equal(expectStatus(await hubspot.owners.read(userId, { idProperty: 'userId' }), 200).id, id);
  },
);

check(
  'an owner who does not exist is a 404',
  { facts: ['owners/by-user-id'], harmless: true },
  async ({ hubspot, expectStatus }) => {
    expectStatus(await hubspot.owners.read(999999999), 404);
  },
);

check(
  'owners who left are apart, with the user whom they were',
  { facts: ['owners/archived'], harmless: true, simulatorOnly: true },
  async ({ hubspot, assert, expectStatus }) => {
    const { results } = expectStatus(await hubspot.owners.list({ archived: true }), 200);
    assert.ok(results.length > 0 && results.every(({ archived }) => archived));
    const [{ id }] = results;
    expectStatus(await hubspot.owners.read(id), 404);
    const gone = expectStatus(await hubspot.owners.read(id, { archived: true }), 200);
    assert.equal(gone.userId, undefined);
    assert.equal(typeof gone.userIdIncludingInactive, 'number');
  },
);

check(
  'a record takes the id of an owner',
  { facts: ['owners/unknown-owner-refused'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await first(hubspot, expectStatus);
    const record = await make.record('contacts', { hubspot_owner_id: id });
    assert.equal(record.properties.hubspot_owner_id, id);
  },
);

check(
  'a record does not take the id of nobody',
  { facts: ['owners/unknown-owner-refused'], harmless: true },
  async ({ hubspot, make, assert, expectError }) => {
    const input = { properties: { email: make.email(), hubspot_owner_id: '999999999' } };
    const error = expectError(await hubspot.objects.create('contacts', input), 400, 'VALIDATION_ERROR');
    assert.match(error.message, /hubspot_owner_id/);
  },
);

check(
  'owners need a scope of their own',
  { facts: ['owners/scope'], harmless: true, simulatorOnly: true },
  async ({ hubspot, simulator, expectError }) => {
    await simulator.settings({ tokens: [{ token: 'narrow', scopes: ['crm.objects.contacts.read'] }] });
    const narrow = await hubspot.as('narrow');
    expectError(await narrow.owners.list(), 403, 'MISSING_SCOPES');
  },
);

check(
  'an owner has teams, one of them the primary one',
  { facts: ['owners/teams'], harmless: true, simulatorOnly: true },
  async ({ hubspot, assert, expectStatus }) => {
    const { teams } = await first(hubspot, expectStatus);
    assert.equal(teams.filter(({ primary }) => primary).length, 1);
    assert.ok(teams.every(({ id, name }) => id && name));
  },
);
