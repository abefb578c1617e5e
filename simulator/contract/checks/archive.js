import { check } from '../frame/checks.js';

check(
  'archiving an archived record is a 204 again',
  { facts: ['archive/double-delete'], harmless: true },
  async ({ hubspot, make, expectStatus }) => {
    const { id } = await make.record('companies');
    expectStatus(await hubspot.objects.archive('companies', id), 204);
    expectStatus(await hubspot.objects.archive('companies', id), 204);
    expectStatus(await hubspot.objects.read('companies', id), 404);
  },
);

check(
  'archived records are listed in order of id, each page leading to the next',
  { facts: ['archive/listing-pages-by-id'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const made = [await make.record('companies'), await make.record('companies'), await make.record('companies')];
    for (const { id } of made.toReversed()) {
      expectStatus(await hubspot.objects.archive('companies', id), 204);
    }
    const page = async (after) =>
      expectStatus(await hubspot.objects.list('companies', { limit: 1, after, archived: true }), 200);
    const seen = [];
    for (let after = made[0].id; after !== undefined && seen.length < 3; ) {
      const { results, paging } = await page(after);
      seen.push(...results.map(({ id }) => id));
      after = paging?.next?.after;
    }
    assert.deepEqual(seen, made.map(({ id }) => id));
  },
);

check(
  'a record that a person restores is there again under its id, with its values and history',
  {
    facts: ['archive/restore', 'objects/history-survives-archiving'],
    harmless: false,
    simulatorOnly: true,
  },
  async ({ hubspot, make, simulator, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { phone: '1' });
    expectStatus(await hubspot.objects.update('contacts', id, { properties: { phone: '2' } }), 200);
    expectStatus(await hubspot.objects.archive('contacts', id), 204);
    await simulator.edit(77, { objectType: 'contacts', id, restore: true });
    const query = { propertiesWithHistory: ['phone'] };
    const record = expectStatus(await hubspot.objects.read('contacts', id, query), 200);
    assert.equal(record.archived, false);
    assert.deepEqual(record.propertiesWithHistory.phone.map(({ value }) => value), ['2', '1']);
    expectStatus(await hubspot.objects.read('contacts', id, { archived: true }), 404);
  },
);

check(
  'a contact whose address was taken meanwhile cannot be restored',
  { facts: ['identity/restore-onto-taken-email'], harmless: false, simulatorOnly: true },
  async ({ hubspot, make, simulator, assert, expectStatus }) => {
    const { id, properties } = await make.record('contacts');
    expectStatus(await hubspot.objects.archive('contacts', id), 204);
    const taker = await make.record('contacts', { hs_additional_emails: properties.email });
    await assert.rejects(simulator.edit(77, { objectType: 'contacts', id, restore: true }), /already exists/);
    expectStatus(await hubspot.objects.read('contacts', id), 404);
    expectStatus(await hubspot.objects.read('contacts', taker.id), 200);
  },
);

check(
  'a privacy deletion leaves nothing, not even among the archived records',
  { facts: ['archive/gdpr-delete-is-permanent', 'archive/gdpr-delete-by-email'], harmless: false },
  async ({ hubspot, make, assert, expectStatus }) => {
    const [first, second] = [await make.record('contacts'), await make.record('contacts')];
    expectStatus(await hubspot.typed.purge('contacts', { objectId: first.id }), 204);
    const byAddress = { objectId: second.properties.email, idProperty: 'email' };
    expectStatus(await hubspot.typed.purge('contacts', byAddress), 204);
    const { results } = expectStatus(
      await hubspot.objects.list('contacts', { limit: 100, after: first.id, archived: true }),
      200,
    );
    for (const { id, properties } of [first, second]) {
      expectStatus(await hubspot.objects.read('contacts', id), 404);
      assert.ok(results.every((record) => record.id !== id));
      expectStatus(await hubspot.objects.read('contacts', properties.email, { idProperty: 'email' }), 404);
    }
  },
);

check(
  'a privacy deletion of an address that nobody has is a 204',
  { facts: ['archive/gdpr-delete-of-unknown-email'], harmless: false },
  async ({ hubspot, make, expectStatus }) => {
    const input = { objectId: make.email(), idProperty: 'email' };
    expectStatus(await hubspot.typed.purge('contacts', input), 204);
  },
);

check(
  'an erased address can come back through the API, not through a person',
  { facts: ['archive/gdpr-blocklist'], harmless: false, simulatorOnly: true },
  async ({ hubspot, make, simulator, assert, expectStatus }) => {
    const { id, properties } = await make.record('contacts');
    expectStatus(await hubspot.typed.purge('contacts', { objectId: id }), 204);
    const { email } = properties;
    await assert.rejects(simulator.edit(77, { objectType: 'contacts', properties: { email } }), /blocklist/);
    const again = await make.record('contacts', { email });
    assert.notEqual(again.id, id);
  },
);

check(
  'only contacts can be erased',
  { facts: ['archive/gdpr-delete-of-contacts-only'], harmless: false, drivers: ['http'] },
  async ({ hubspot, make, expectStatus }) => {
    const { id } = await make.record('companies');
    expectStatus(await hubspot.typed.purge('companies', { objectId: id }), 400);
    expectStatus(await hubspot.objects.read('companies', id), 200);
  },
);
