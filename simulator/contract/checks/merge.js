import { check } from '../frame/checks.js';

const merging = { harmless: false };

/** Merges one record into another and answers the survivor. */
async function merge({ hubspot, expectStatus }, type, primary, other) {
  const input = { primaryObjectId: primary.id, objectIdToMerge: other.id };
  return expectStatus(await hubspot.typed.merge(type, input), 200);
}

/** What some properties of a record hold. */
async function values({ hubspot, expectStatus }, type, id, ...properties) {
  return expectStatus(await hubspot.objects.read(type, id, { properties }), 200).properties;
}

const parts = (list) => list.split(';').sort();

check(
  'the survivor of a merge has an id of its own and names the ids that it absorbed',
  { facts: ['merge/new-id', 'merge/merged-object-ids'], ...merging },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const [primary, other] = [await make.record('contacts'), await make.record('contacts')];
    const survivor = await merge(context, 'contacts', primary, other);
    assert.ok(![primary.id, other.id].includes(survivor.id));
    for (const { id } of [primary, other]) {
      assert.equal(expectStatus(await hubspot.objects.read('contacts', id), 200).id, survivor.id);
    }
    const { hs_merged_object_ids: merged } = await values(context, 'contacts', survivor.id, 'hs_merged_object_ids');
    assert.deepEqual(parts(merged), [primary.id, other.id].sort());
  },
);

check(
  'an account can preserve the id of the primary record',
  { facts: ['merge/primary-id-preservation'], ...merging, simulatorOnly: true },
  async (context) => {
    const { make, simulator, assert } = context;
    await simulator.settings({ behaviour: { mergePreservesPrimaryId: true } });
    const [primary, other] = [await make.record('contacts'), await make.record('contacts')];
    assert.equal((await merge(context, 'contacts', primary, other)).id, primary.id);
    const { hs_merged_object_ids: merged } = await values(context, 'contacts', other.id, 'hs_merged_object_ids');
    assert.equal(merged, other.id);
  },
);

check(
  'ids of a merge before a merge lead to the last survivor',
  { facts: ['merge/chains', 'merge/calculated-vids-miss-chains'], ...merging },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const records = [await make.record('contacts'), await make.record('contacts'), await make.record('contacts')];
    const between = await merge(context, 'contacts', records[0], records[1]);
    const last = await merge(context, 'contacts', records[2], between);
    for (const { id } of [...records, between]) {
      assert.equal(expectStatus(await hubspot.objects.read('contacts', id), 200).id, last.id);
    }
    const names = ['hs_merged_object_ids', 'hs_calculated_merged_vids'];
    const { hs_merged_object_ids: all, hs_calculated_merged_vids: timed } = await values(context, 'contacts', last.id, ...names);
    assert.deepEqual(parts(all), [...records, between].map(({ id }) => id).sort());
    const ids = parts(timed).map((entry) => entry.split(':')[0]);
    assert.deepEqual(ids, [records[2].id, between.id].sort());
  },
);

check(
  "the primary's values win, gaps are filled and the other address becomes a secondary one",
  { facts: ['merge/values', 'merge/other-email-becomes-secondary'], ...merging },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const other = await make.record('contacts', { phone: '1', city: 'Berlin', lifecyclestage: 'customer' });
    const primary = await make.record('contacts', { phone: '2', lifecyclestage: 'lead' });
    const { id } = await merge(context, 'contacts', primary, other);
    const names = ['phone', 'city', 'lifecyclestage', 'email', 'hs_additional_emails', 'createdate'];
    const survivor = await values(context, 'contacts', id, ...names);
    assert.equal(survivor.phone, '2');
    assert.equal(survivor.city, 'Berlin');
    assert.equal(survivor.lifecyclestage, 'customer');
    assert.equal(survivor.email, primary.properties.email);
    assert.equal(survivor.hs_additional_emails, other.properties.email);
    assert.equal(Date.parse(survivor.createdate), Date.parse(other.createdAt));
    const found = await hubspot.objects.read('contacts', other.properties.email, { idProperty: 'email' });
    assert.equal(expectStatus(found, 200).id, id);
  },
);

check(
  "the other company's domain becomes an additional one",
  { facts: ['merge/other-domain-becomes-additional'], ...merging },
  async (context) => {
    const { make, assert } = context;
    const domains = [`${make.name()}.example`, `${make.name()}.example`];
    const primary = await make.record('companies', { domain: domains[0] });
    const other = await make.record('companies', { domain: domains[1] });
    const { id } = await merge(context, 'companies', primary, other);
    const survivor = await values(context, 'companies', id, 'domain', 'hs_additional_domains');
    assert.equal(survivor.domain, domains[0]);
    assert.equal(survivor.hs_additional_domains, domains[1]);
  },
);

check(
  "the primary's history goes on, and values that moved are marked as merged",
  { facts: ['merge/history'], ...merging },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const other = await make.record('contacts', { city: 'Berlin' });
    const primary = await make.record('contacts', { phone: '1' });
    expectStatus(await hubspot.objects.update('contacts', primary.id, { properties: { phone: '2' } }), 200);
    const { id } = await merge(context, 'contacts', primary, other);
    const query = { propertiesWithHistory: ['phone', 'city'] };
    const { propertiesWithHistory } = expectStatus(await hubspot.objects.read('contacts', id, query), 200);
    assert.deepEqual(propertiesWithHistory.phone.map(({ value }) => value), ['2', '1']);
    assert.equal(propertiesWithHistory.city[0].value, 'Berlin');
    assert.equal(propertiesWithHistory.city[0].sourceType, 'MERGE_OBJECTS');
  },
);

check(
  'the histories of both are joined, and the value of the primary stays',
  { facts: ['merge/joined-histories'], ...merging },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const primary = await make.record('contacts', { phone: '1' });
    const other = await make.record('contacts', { phone: '2' });
    const { id } = await merge(context, 'contacts', primary, other);
    const read = await hubspot.objects.read('contacts', id, { propertiesWithHistory: ['phone'] });
    const { properties, propertiesWithHistory } = expectStatus(read, 200);
    assert.equal(properties.phone, '1');
    assert.deepEqual(propertiesWithHistory.phone.map(({ value }) => value).sort(), ['1', '1', '2']);
    assert.equal(propertiesWithHistory.phone[0].value, '1');
  },
);

check(
  'absorbed records are neither listed as archived nor found by search',
  { facts: ['merge/absorbed-are-not-archived', 'merge/search-finds-the-survivor'], ...merging },
  async (context) => {
    const { hubspot, make, assert, expectStatus, eventually } = context;
    const company = make.name();
    const [primary, other] = [await make.record('contacts', { company }), await make.record('contacts', { company })];
    const { id } = await merge(context, 'contacts', primary, other);
    const query = { limit: 100, after: primary.id, archived: true };
    const archived = expectStatus(await hubspot.objects.list('contacts', query), 200).results.map((record) => record.id);
    assert.ok(!archived.includes(primary.id) && !archived.includes(other.id));
    await eventually(async () => {
      const request = { filterGroups: [{ filters: [{ propertyName: 'company', operator: 'EQ', value: company }] }] };
      const { results } = expectStatus(await hubspot.search.search('contacts', request), 200);
      assert.deepEqual(results.map((record) => record.id), [id]);
    });
  },
);

check(
  'an update of an absorbed id reaches the survivor',
  { facts: ['merge/writes-reach-the-survivor'], ...merging },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const [primary, other] = [await make.record('contacts'), await make.record('contacts')];
    const { id } = await merge(context, 'contacts', primary, other);
    const updated = await hubspot.objects.update('contacts', other.id, { properties: { phone: '9' } });
    assert.equal(expectStatus(updated, 200).id, id);
    assert.equal((await values(context, 'contacts', id, 'phone')).phone, '9');
  },
);

check(
  'a batch read of an absorbed id answers the survivor',
  { facts: ['batch/read-follows-merged-ids'], ...merging },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const [primary, other] = [await make.record('contacts'), await make.record('contacts')];
    const { id } = await merge(context, 'contacts', primary, other);
    const answer = await hubspot.batch.read('contacts', { inputs: [{ id: other.id }] });
    assert.deepEqual(expectStatus(answer, 200).results.map((record) => record.id), [id]);
  },
);

check(
  'a record is not merged with itself, nor with one that does not exist',
  { facts: ['merge/not-with-itself'], ...merging },
  async ({ hubspot, make, expectStatus }) => {
    const { id } = await make.record('contacts');
    expectStatus(await hubspot.typed.merge('contacts', { primaryObjectId: id, objectIdToMerge: id }), 400);
    expectStatus(await hubspot.typed.merge('contacts', { primaryObjectId: id, objectIdToMerge: '1' }), 404);
    expectStatus(await hubspot.objects.read('contacts', id), 200);
  },
);
