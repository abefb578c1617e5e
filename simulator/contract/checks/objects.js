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

check(
  'a listing ends without paging, and a record created meanwhile is on a later page',
  { facts: ['objects/list-ends-without-paging', 'objects/paging-is-no-snapshot', 'objects/paging-link'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const [first, second] = [await make.record('contacts'), await make.record('contacts')];
    const page = async (query) => expectStatus(await hubspot.objects.list('contacts', query), 200);
    const last = await page({ limit: 100, after: second.id });
    assert.deepEqual(last.results.map(({ id }) => id), [second.id]);
    assert.equal(last.paging, undefined);
    const { paging } = await page({ limit: 1, after: first.id });
    assert.ok(paging.next.link.includes(`after=${paging.next.after}`), paging.next.link);
    const late = await make.record('contacts');
    const rest = await page({ limit: 100, after: paging.next.after });
    assert.ok(rest.results.some(({ id }) => id === late.id));
  },
);

check(
  'a listing of archived records has no live ones, and the other way round',
  { facts: ['objects/archived-listing', 'objects/archived-at'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const gone = await make.record('contacts');
    const live = await make.record('contacts');
    expectStatus(await hubspot.objects.archive('contacts', gone.id), 204);
    const listed = async (archived) => {
      const query = { limit: 100, after: gone.id, archived };
      return expectStatus(await hubspot.objects.list('contacts', query), 200).results;
    };
    const archived = await listed(true);
    assert.ok(archived.some(({ id }) => id === gone.id));
    assert.ok(archived.every((record) => record.archived && record.archivedAt));
    const others = await listed(false);
    assert.ok(others.some(({ id }) => id === live.id));
    assert.ok(others.every((record) => !record.archived && record.archivedAt === undefined));
  },
);

check(
  'a name in a query may follow a comma or be a parameter of its own',
  { facts: ['objects/lists-in-queries'], harmless: true, drivers: ['http'] },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { city: 'London', phone: '1' });
    for (const query of ['properties=city,phone', 'properties=city&properties=phone', 'properties=city%2Cphone']) {
      const path = `/crm/objects/2026-09/contacts/${id}?${query}`;
      const { properties } = expectStatus(await hubspot.send('GET', path), 200);
      assert.equal(properties.city, 'London', query);
      assert.equal(properties.phone, '1', query);
    }
  },
);

check(
  'a requested property is null without a value, and left out if it does not exist',
  { facts: ['objects/empty-is-null', 'objects/unknown-property-on-read-is-ignored'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts');
    const query = { properties: ['city', 'no_such_property'] };
    const { properties } = expectStatus(await hubspot.objects.read('contacts', id, query), 200);
    assert.equal(properties.city, null);
    assert.equal('city' in properties, true);
    assert.equal('no_such_property' in properties, false);
  },
);

check(
  'a write answers what was written, not the whole record',
  { facts: ['objects/write-answers-what-was-written'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { phone: '1' });
    const answer = await hubspot.objects.update('contacts', id, { properties: { city: 'London' } });
    const { properties } = expectStatus(answer, 200);
    assert.equal(properties.city, 'London');
    assert.equal('phone' in properties, false);
  },
);

check(
  'updatedAt is the last-modified property of the type',
  { facts: ['objects/updated-at-is-last-modified', 'objects/last-modified-property-by-type'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    for (const [type, name] of [['contacts', 'lastmodifieddate'], ['companies', 'hs_lastmodifieddate']]) {
      const { id } = await make.record(type);
      const record = expectStatus(await hubspot.objects.read(type, id), 200);
      assert.equal(Date.parse(record.properties[name]), Date.parse(record.updatedAt), type);
    }
  },
);

check(
  'writing the value that is there does not count as a change',
  { facts: ['objects/identical-write-changes-nothing'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { phone: '1' });
    const query = { propertiesWithHistory: ['phone'] };
    const before = expectStatus(await hubspot.objects.read('contacts', id, query), 200);
    expectStatus(await hubspot.objects.update('contacts', id, { properties: { phone: '1' } }), 200);
    const after = expectStatus(await hubspot.objects.read('contacts', id, query), 200);
    assert.equal(after.propertiesWithHistory.phone.length, before.propertiesWithHistory.phone.length);
  },
);

check(
  'the history of a property is its values, newest first, with who wrote them and when',
  {
    facts: [
      'objects/history-newest-first',
      'objects/history-entries',
      'objects/history-of-apps',
      'objects/history-besides-values',
    ],
    harmless: true,
  },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { phone: '1' });
    expectStatus(await hubspot.objects.update('contacts', id, { properties: { phone: '2' } }), 200);
    const query = { propertiesWithHistory: ['phone'] };
    const record = expectStatus(await hubspot.objects.read('contacts', id, query), 200);
    assert.equal(record.properties.phone, '2');
    const entries = record.propertiesWithHistory.phone;
    assert.deepEqual(entries.map(({ value }) => value), ['2', '1']);
    assert.ok(Date.parse(entries[0].timestamp) >= Date.parse(entries[1].timestamp));
    for (const { sourceType, sourceId } of entries) {
      assert.equal(sourceType, 'INTEGRATION');
      assert.match(sourceId, /^\d+$/);
    }
  },
);

check(
  "a person's change has the person in its history",
  { facts: ['objects/history-of-people', 'objects/created-by-user'], harmless: false, simulatorOnly: true },
  async ({ hubspot, make, simulator, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { phone: '1' });
    await simulator.edit(77, { objectType: 'contacts', id, properties: { phone: '2' } });
    const query = { properties: ['hs_updated_by_user_id'], propertiesWithHistory: ['phone'] };
    const record = expectStatus(await hubspot.objects.read('contacts', id, query), 200);
    const [newest] = record.propertiesWithHistory.phone;
    assert.equal(newest.sourceType, 'CRM_UI');
    assert.equal(newest.sourceId, 'userId:77');
    assert.equal(newest.updatedByUserId, 77);
    assert.equal(record.properties.hs_updated_by_user_id, '77');
  },
);

check(
  'clearing a property is an entry of its history, too',
  { facts: ['objects/history-of-clearing', 'values/empty-clears'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { phone: '1' });
    expectStatus(await hubspot.objects.update('contacts', id, { properties: { phone: '' } }), 200);
    const query = { propertiesWithHistory: ['phone'] };
    const record = expectStatus(await hubspot.objects.read('contacts', id, query), 200);
    assert.deepEqual(record.propertiesWithHistory.phone.map(({ value }) => value), ['', '1']);
    assert.ok(!record.properties.phone);
  },
);

check(
  'a listing with history has smaller pages',
  { facts: ['objects/history-page-maximum'], harmless: true },
  async ({ hubspot, expectStatus, expectError }) => {
    const page = (limit) => hubspot.objects.list('contacts', { limit, propertiesWithHistory: ['phone'] });
    expectStatus(await page(50), 200);
    expectError(await page(51), 400, 'VALIDATION_ERROR');
  },
);

check(
  'a record tells that an app created it',
  { facts: ['objects/provenance', 'objects/provenance-details'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts');
    const names = ['hs_object_source', 'hs_object_source_id', 'hs_object_source_label', 'hs_object_source_detail_1'];
    const { properties } = expectStatus(await hubspot.objects.read('contacts', id, { properties: names }), 200);
    assert.equal(properties.hs_object_source, 'INTEGRATION');
    assert.match(properties.hs_object_source_id, /^\d+$/);
    assert.equal(properties.hs_object_source_label, 'INTEGRATION');
    assert.equal('hs_object_source_detail_1' in properties, true);
  },
);

check(
  'a type goes by its name and by its id',
  { facts: ['objects/type-by-name-or-id'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const ids = { contacts: '0-1', companies: '0-2', deals: '0-3', tickets: '0-5', products: '0-7', notes: '0-46' };
    for (const [name, typeId] of Object.entries(ids)) {
      const { id } = await make.record(name);
      assert.equal(expectStatus(await hubspot.objects.read(typeId, id), 200).id, id, name);
      const input = { properties: make.identity(name) };
      const other = expectStatus(await hubspot.objects.create(typeId, input), 201);
      make.remember(name, other.id);
      expectStatus(await hubspot.objects.read(name, other.id), 200);
    }
  },
);

check(
  'what a type requires is enforced under 2026-09, not under v3',
  { facts: ['objects/required-from-2026-09', 'objects/required-of-companies'], harmless: true },
  async ({ hubspot, make, expectStatus, expectError }) => {
    const answer = await hubspot.objects.create('companies', { properties: { city: 'London' } });
    if (hubspot.send) {
      expectError(answer, 400, 'VALIDATION_ERROR');
    } else {
      make.remember('companies', expectStatus(answer, 201).id);
    }
  },
);

/** By type: a required property, and the fact that says so. */
const REQUIRED = [
  ['deals', 'dealname', 'objects/required-of-deals'],
  ['deals', 'dealstage', 'objects/required-of-deals'],
  ['deals', 'pipeline', 'objects/required-of-deals'],
  ['tickets', 'subject', 'objects/required-of-tickets'],
  ['tickets', 'hs_pipeline_stage', 'objects/required-of-tickets'],
  ['products', 'name', 'objects/required-of-products'],
  ['notes', 'hs_timestamp', 'activities/timestamp-required'],
  ['calls', 'hs_timestamp', 'activities/timestamp-required'],
  ['meetings', 'hs_timestamp', 'activities/timestamp-required'],
  ['tasks', 'hs_timestamp', 'activities/timestamp-required'],
  ['emails', 'hs_email_direction', 'objects/required-of-emails'],
  ['communications', 'hs_communication_channel_type', 'objects/required-of-communications'],
];

for (const [type, name, fact] of REQUIRED) {
  check(
    `${type} cannot be created without ${name}`,
    { facts: [fact, 'errors/required'], harmless: true, drivers: ['http'] },
    async ({ hubspot, make, assert, expectError }) => {
      const { [name]: left, ...properties } = make.identity(type);
      const error = expectError(await hubspot.objects.create(type, { properties }), 400, 'VALIDATION_ERROR');
      assert.match(error.message, /^Error creating [A-Z_]+\. Some required properties were not set\.$/);
      assert.ok(JSON.stringify(error.context.properties).includes(name), `${left}: ${JSON.stringify(error)}`);
    },
  );
}

check(
  "every answer names the record's page in HubSpot",
  { facts: ['objects/url'], harmless: true, drivers: ['http'] },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id, url } = await make.record('companies');
    const page = new RegExp(`^https://app[\\w-]*\\.hubspot\\.com/contacts/\\d+/record/0-2/${id}$`);
    assert.match(url, page);
    assert.match(expectStatus(await hubspot.objects.read('companies', id), 200).url, page);
    const listed = expectStatus(await hubspot.objects.list('companies', { limit: 1, after: id }), 200);
    assert.match(listed.results[0].url, page);
  },
);
