import { check } from '../frame/checks.js';

check(
  'a created record is answered with its id, its properties as strings and its times',
  { facts: ['objects/create-answers-201', 'objects/values-are-strings', 'objects/times-in-iso-8601'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const properties = { dealname: make.name(), pipeline: 'default', dealstage: 'closedwon', amount: 5 };
    const created = expectStatus(await hubspot.objects.create('deals', { properties }), 201);
    make.remember('deals', created.id);
    assert.match(created.id, /^\d+$/);
    assert.equal(created.properties.hs_object_id, created.id);
    assert.equal(created.properties.dealname, properties.dealname);
    assert.equal(created.properties.amount, '5');
    assert.ok(Object.values(created.properties).every((value) => value === null || typeof value === 'string'));
    assert.equal(created.archived, false);
    for (const time of [created.createdAt, created.updatedAt]) {
      assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/);
    }
  },
);

check(
  'a read answers the defaults of the type, and with them what is asked for',
  { facts: ['objects/default-properties', 'objects/read-answers-200'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { firstname: 'Ada', city: 'London' });
    const plain = expectStatus(await hubspot.objects.read('contacts', id), 200);
    for (const name of ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname']) {
      assert.ok(name in plain.properties, `${name} is missing`);
    }
    assert.equal('city' in plain.properties, false);
    const asked = expectStatus(await hubspot.objects.read('contacts', id, { properties: ['city', 'phone'] }), 200);
    assert.equal(asked.properties.city, 'London');
  },
);

check(
  'an update stores what it names and leaves the rest',
  { facts: ['objects/update-answers-200', 'objects/omitted-is-unchanged'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { firstname: 'Ada', lastname: 'Byron' });
    const update = { properties: { lastname: 'Lovelace' } };
    const updated = expectStatus(await hubspot.objects.update('contacts', id, update), 200);
    assert.equal(updated.id, id);
    assert.equal(updated.properties.lastname, 'Lovelace');
    const { properties } = expectStatus(await hubspot.objects.read('contacts', id), 200);
    assert.equal(properties.firstname, 'Ada');
    assert.equal(properties.lastname, 'Lovelace');
  },
);

check(
  'an archived record is gone for reads, and found where archived ones are asked for',
  { facts: ['objects/archive-answers-204', 'objects/archived-is-not-found'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts');
    expectStatus(await hubspot.objects.archive('contacts', id), 204);
    expectStatus(await hubspot.objects.read('contacts', id), 404);
    const archived = expectStatus(await hubspot.objects.read('contacts', id, { archived: true }), 200);
    assert.equal(archived.archived, true);
    assert.ok(archived.archivedAt);
  },
);

check(
  'a property that does not exist fails the whole write',
  { facts: ['objects/one-bad-property-fails-the-write'], harmless: true },
  async ({ hubspot, make, assert, expectError, expectStatus }) => {
    const { id } = await make.record('contacts', { firstname: 'Ada' });
    const update = { properties: { firstname: 'Grace', no_such_property: 'x' } };
    const error = expectError(await hubspot.objects.update('contacts', id, update), 400, 'VALIDATION_ERROR');
    assert.match(error.message, /PROPERTY_DOESNT_EXIST/);
    const { properties } = expectStatus(await hubspot.objects.read('contacts', id), 200);
    assert.equal(properties.firstname, 'Ada');
  },
);

check(
  'a value that is no option of an enumeration is refused',
  { facts: ['objects/unknown-option-is-refused'], harmless: true },
  async ({ hubspot, make, assert, expectError }) => {
    const input = { properties: { email: make.email(), lifecyclestage: 'no such stage' } };
    const error = expectError(await hubspot.objects.create('contacts', input), 400, 'VALIDATION_ERROR');
    assert.match(error.message, /INVALID_OPTION/);
  },
);

check(
  'a listing is in ascending order of id, each page leading to the next',
  { facts: ['objects/list-in-order-of-id'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    await make.record('contacts');
    await make.record('contacts');
    const first = expectStatus(await hubspot.objects.list('contacts', { limit: 1 }), 200);
    const after = first.paging?.next?.after;
    assert.ok(after, 'there is no second page');
    const second = expectStatus(await hubspot.objects.list('contacts', { limit: 1, after }), 200);
    assert.ok(BigInt(second.results[0].id) > BigInt(first.results[0].id));
  },
);

check(
  'a listing has 10 records a page unless told otherwise, and 100 at most',
  { facts: ['objects/list-pages'], harmless: true },
  async ({ hubspot, assert, expectStatus, expectError }) => {
    const page = async (query) => expectStatus(await hubspot.objects.list('contacts', query), 200).results.length;
    assert.equal(await page({}), Math.min(10, await page({ limit: 100 })));
    expectError(await hubspot.objects.list('contacts', { limit: 101 }), 400, 'VALIDATION_ERROR');
  },
);
