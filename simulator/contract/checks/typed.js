import { check } from '../frame/checks.js';

/** By type: a property to change, and two of its values. */
const TYPES = {
  contacts: ['city', 'London', 'Paris'],
  companies: ['city', 'London', 'Paris'],
  deals: ['amount', '5', '7.5'],
  tickets: ['content', 'It hums', 'It hummed'],
  products: ['description', 'Red', 'Blue'],
  line_items: ['quantity', '2', '3'],
  notes: ['hs_attachment_ids', '1', '2'],
  calls: ['hs_call_status', 'QUEUED', 'COMPLETED'],
  emails: ['hs_email_status', 'SENDING', 'SENT'],
  meetings: ['hs_meeting_outcome', 'SCHEDULED', 'COMPLETED'],
  tasks: ['hs_task_status', 'NOT_STARTED', 'COMPLETED'],
  communications: ['hs_communication_channel_type', 'SMS', 'WHATS_APP'],
};

for (const [type, [name, first, second]] of Object.entries(TYPES)) {
  check(
    `${type} are created, read, listed, updated and archived by calls of their own`,
    { facts: ['objects/every-type-alike'], harmless: true },
    async ({ hubspot, make, assert, expectStatus }) => {
      const input = { properties: { ...make.identity(type), [name]: first } };
      const { id } = expectStatus(await hubspot.typed.create(type, input), 201);
      make.remember(type, id);
      const read = async () => expectStatus(await hubspot.typed.read(type, id, { properties: [name] }), 200);
      assert.equal((await read()).properties[name], first);
      const { results } = expectStatus(await hubspot.typed.list(type, { limit: 100, after: id }), 200);
      assert.ok(results.some((record) => record.id === id));
      const update = { properties: { [name]: second } };
      assert.equal(expectStatus(await hubspot.typed.update(type, id, update), 200).properties[name], second);
      assert.equal((await read()).properties[name], second);
      expectStatus(await hubspot.typed.archive(type, id), 204);
      expectStatus(await hubspot.typed.read(type, id), 404);
    },
  );

  check(
    `${type} are created, read, updated and archived in batches of their own`,
    { facts: ['objects/every-type-alike'], harmless: true },
    async ({ hubspot, make, assert, expectStatus }) => {
      const batch = async (status, action, inputs, rest = {}) =>
        expectStatus(await hubspot.typed.batch(type, action, { ...rest, inputs }), status);
      const creations = [1, 2].map(() => ({ properties: { ...make.identity(type), [name]: first }, associations: [] }));
      const ids = (await batch(201, 'create', creations)).results.map(({ id }) => id);
      make.remember(type, ...ids);
      await batch(200, 'update', ids.map((id) => ({ id, properties: { [name]: second } })));
      const asked = { properties: [name], propertiesWithHistory: [] };
      const { results } = await batch(200, 'read', ids.map((id) => ({ id })), asked);
      assert.deepEqual(new Set(results.map(({ id }) => id)), new Set(ids));
      assert.ok(results.every(({ properties }) => properties[name] === second));
      await batch(204, 'archive', ids.map((id) => ({ id })));
      expectStatus(await hubspot.typed.read(type, ids[0]), 404);
    },
  );
}

for (const type of ['contacts', 'companies', 'deals', 'tickets']) {
  check(
    `merging ${type} answers the survivor, to which both ids lead`,
    { facts: ['objects/merge-answers-the-survivor'], harmless: false },
    async ({ hubspot, make, assert, expectStatus }) => {
      const [primary, other] = [await make.record(type), await make.record(type)];
      const input = { primaryObjectId: primary.id, objectIdToMerge: other.id };
      const survivor = expectStatus(await hubspot.typed.merge(type, input), 200);
      for (const { id } of [primary, other]) {
        assert.equal(expectStatus(await hubspot.typed.read(type, id), 200).id, survivor.id);
      }
    },
  );
}

check(
  'a contact is deleted for privacy by its id, or by its address',
  { facts: ['objects/gdpr-delete-answers-204'], harmless: false },
  async ({ hubspot, make, expectStatus }) => {
    const [first, second] = [await make.record('contacts'), await make.record('contacts')];
    expectStatus(await hubspot.typed.purge('contacts', { objectId: first.id }), 204);
    const byAddress = { objectId: second.properties.email, idProperty: 'email' };
    expectStatus(await hubspot.typed.purge('contacts', byAddress), 204);
    for (const { id } of [first, second]) {
      expectStatus(await hubspot.objects.read('contacts', id), 404);
      expectStatus(await hubspot.objects.read('contacts', id, { archived: true }), 404);
    }
  },
);

check(
  "HubSpot's client pages through all records by itself",
  { facts: ['objects/list-in-order-of-id', 'objects/list-ends-without-paging'], harmless: false, simulatorOnly: true, drivers: ['client'] },
  async ({ hubspot, make, assert }) => {
    const { id } = await make.record('companies');
    const all = await hubspot.sdk.crm.companies.getAll(7);
    assert.ok(all.length > 14);
    assert.equal(all.at(-1).id, id);
    assert.equal(new Set(all.map((record) => record.id)).size, all.length);
  },
);
