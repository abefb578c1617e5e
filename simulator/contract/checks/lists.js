import { check } from '../frame/checks.js';

const CONTACTS = '0-1';
const BENIGN = { offset: 0, listIds: [], additionalProperties: [], processingTypes: [] };

const property = (name, operation) => ({ filterType: 'PROPERTY', property: name, operation });
const is = (name, value) =>
  property(name, {
    operationType: 'MULTISTRING',
    operator: 'IS_EQUAL_TO',
    values: [value],
    includeObjectsWithNoValueSet: false,
  });
const branch = (type, filters, filterBranches = []) => ({
  filterBranchType: type,
  filterBranchOperator: type === 'AND' || type === 'NOT_ALL' ? 'AND' : 'OR',
  filters,
  filterBranches,
});
const all = (...filters) => branch('OR', [], [branch('AND', filters)]);

/** Makes a list that is deleted in the end. */
async function makeList({ hubspot, make, expectStatus }, further = {}) {
  const list = { name: make.name(), objectTypeId: CONTACTS, processingType: 'MANUAL', ...further };
  const created = expectStatus(await hubspot.lists.create(list), 200).list;
  make.undo(async () => expectStatus(await hubspot.lists.delete(created.listId), 204, 404));
  return created;
}

const makeDynamic = (context, ...filters) =>
  makeList(context, { processingType: 'DYNAMIC', filterBranch: all(...filters) });

async function memberIds({ hubspot, expectStatus }, listId, query) {
  const page = expectStatus(await hubspot.lists.members(listId, query), 200);
  return page.results.map(({ recordId }) => recordId);
}

async function makeContacts({ make }, count, properties) {
  const ids = [];
  for (let i = 0; i < count; i++) {
    ids.push((await make.record('contacts', properties)).id);
  }
  return ids;
}

check(
  'a manual list is created empty and read by id and by name',
  { facts: ['lists/create-answers-200', 'lists/read-by-id-and-name'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const created = await makeList(context);
    assert.equal(created.listVersion, 1);
    assert.equal(created.processingType, 'MANUAL');
    assert.equal(created.objectTypeId, CONTACTS);
    assert.equal(expectStatus(await hubspot.lists.read(created.listId), 200).list.name, created.name);
    const named = expectStatus(await hubspot.lists.readByName(CONTACTS, created.name.toUpperCase()), 200);
    assert.equal(named.list.listId, created.listId);
  },
);

check(
  'a list that does not exist is a 404',
  { facts: ['lists/not-found'], harmless: false },
  async ({ hubspot, make, expectError }) => {
    expectError(await hubspot.lists.read('999999999'), 404, 'OBJECT_NOT_FOUND');
    expectError(await hubspot.lists.readByName(CONTACTS, make.name()), 404, 'OBJECT_NOT_FOUND');
  },
);

check(
  'a dynamic list without filters is refused',
  { facts: ['lists/filters-for-dynamic-only'], harmless: false },
  async ({ hubspot, make, expectError }) => {
    const list = { name: make.name(), objectTypeId: CONTACTS, processingType: 'DYNAMIC' };
    expectError(await hubspot.lists.create(list), 400, 'VALIDATION_ERROR');
  },
);

check(
  'a manual list with filters is refused',
  { facts: ['lists/filters-for-dynamic-only'], harmless: false },
  async ({ hubspot, make, expectError }) => {
    const filterBranch = all(is('city', 'Berlin'));
    const list = { name: make.name(), objectTypeId: CONTACTS, processingType: 'MANUAL', filterBranch };
    expectError(await hubspot.lists.create(list), 400, 'VALIDATION_ERROR');
  },
);

check(
  'a list of an object type that does not exist is refused',
  { facts: ['lists/unfit-type'], harmless: false },
  async ({ hubspot, make, assert, expectError }) => {
    const list = { name: make.name(), objectTypeId: '0-9999', processingType: 'MANUAL' };
    const error = expectError(await hubspot.lists.create(list), 400, 'VALIDATION_ERROR');
    assert.equal(error.subCategory, 'ListError.INVALID_OBJECT_TYPE_FOR_LIST');
  },
);

check(
  'a name is given to one list only, whatever its case',
  { facts: ['lists/unique-names'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectError } = context;
    const { name } = await makeList(context);
    const list = { name: name.toUpperCase(), objectTypeId: CONTACTS, processingType: 'MANUAL' };
    const error = expectError(await hubspot.lists.create(list), 400, 'VALIDATION_ERROR');
    assert.equal(error.subCategory, 'ILS.DUPLICATE_LIST_NAMES');
  },
);

check('a list is renamed', { facts: ['lists/rename'], harmless: false }, async (context) => {
  const { hubspot, make, assert, expectStatus } = context;
  const { listId } = await makeList(context);
  const name = `${make.name()} & more`;
  const { updatedList } = expectStatus(await hubspot.lists.rename(listId, name), 200);
  assert.equal(updatedList.name, name);
  assert.equal(updatedList.listVersion, 2);
});

check(
  'several lists are read by their ids, with filters if asked for',
  { facts: ['lists/read-several', 'lists/filters-with-defaults'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const manual = await makeList(context);
    const dynamic = await makeDynamic(context, is('city', 'Berlin'));
    const ids = [manual.listId, dynamic.listId];
    const bare = expectStatus(await hubspot.lists.readSeveral(ids), 200).lists;
    assert.deepEqual(bare.map(({ listId }) => listId).sort(), ids.sort());
    assert.ok(bare.every((list) => list.filterBranch === undefined));
    const full = expectStatus(await hubspot.lists.readSeveral([dynamic.listId], { includeFilters: true }), 200);
    const [and] = full.lists[0].filterBranch.filterBranches;
    assert.equal(and.filterBranchOperator, 'AND');
    assert.equal(and.filters[0].property, 'city');
  },
);

check(
  'lists are found by a part of their name, in pages',
  { facts: ['lists/search'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus, eventually } = context;
    const part = make.name();
    for (const letter of ['a', 'b', 'c']) {
      await makeList(context, { name: `${part}-${letter}` });
    }
    await eventually(async () => {
      const search = (offset) => hubspot.lists.search({ ...BENIGN, query: part, count: 2, offset });
      const first = expectStatus(await search(0), 200);
      assert.equal(first.total, 3);
      assert.equal(first.lists.length, 2);
      assert.equal(first.hasMore, true);
      const second = expectStatus(await search(first.offset), 200);
      assert.equal(second.lists.length, 1);
      assert.equal(second.hasMore, false);
    });
  },
);

check(
  'search tells the size of a list',
  { facts: ['lists/additional-properties'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus, eventually } = context;
    const { listId } = await makeList(context);
    expectStatus(await hubspot.lists.add(listId, await makeContacts(context, 2)), 200);
    await eventually(async () => {
      const request = { ...BENIGN, listIds: [listId], additionalProperties: ['hs_list_size'] };
      const { lists } = expectStatus(await hubspot.lists.search(request), 200);
      assert.equal(lists[0].additionalProperties.hs_list_size, '2');
    });
  },
);

check(
  'all lists are paged by a cursor, in order of id',
  { facts: ['lists/all'], harmless: false, drivers: ['http'] },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const wanted = [(await makeList(context)).listId, (await makeList(context)).listId];
    const seen = [];
    let after;
    do {
      const request = { count: 1, processingTypes: ['MANUAL'], additionalProperties: [], ...(after && { after }) };
      const page = expectStatus(await hubspot.lists.all(request), 200);
      seen.push(...page.results.map(({ listId }) => listId));
      after = page.paging?.next?.after;
    } while (after);
    assert.deepEqual(
      seen.filter((id) => wanted.includes(id)),
      wanted,
    );
  },
);

check(
  'a deleted list is gone, and restored with its members',
  { facts: ['lists/delete-answers-204', 'lists/restore-90-days'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { listId } = await makeList(context);
    const ids = await makeContacts(context, 1);
    expectStatus(await hubspot.lists.add(listId, ids), 200);
    expectStatus(await hubspot.lists.delete(listId), 204);
    expectStatus(await hubspot.lists.read(listId), 404);
    expectStatus(await hubspot.lists.restore(listId), 204);
    assert.deepEqual(await memberIds(context, listId), ids);
  },
);

check(
  'a list cannot be restored after 90 days',
  { facts: ['lists/restore-90-days'], harmless: false, simulatorOnly: true },
  async (context) => {
    const { hubspot, simulator, expectStatus } = context;
    const { listId } = await makeList(context);
    expectStatus(await hubspot.lists.delete(listId), 204);
    await simulator.advance('P91D');
    expectStatus(await hubspot.lists.restore(listId), 404);
  },
);

check(
  'members are added, and unknown records reported as missing',
  { facts: ['lists/add', 'lists/missing-records', 'lists/bare-array'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { listId } = await makeList(context);
    const ids = await makeContacts(context, 2);
    const answer = expectStatus(await hubspot.lists.add(listId, [...ids, '1']), 200);
    assert.deepEqual(answer.recordsIdsAdded.sort(), ids);
    assert.deepEqual(answer.recordIdsMissing, ['1']);
    assert.deepEqual(answer.recordIdsRemoved, []);
    assert.deepEqual(await memberIds(context, listId), ids);
  },
);

check(
  'members are added and removed in one call',
  { facts: ['lists/add-and-remove'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { listId } = await makeList(context);
    const [ada, bob] = await makeContacts(context, 2);
    expectStatus(await hubspot.lists.add(listId, [ada]), 200);
    const change = { recordIdsToAdd: [bob], recordIdsToRemove: [ada] };
    const answer = expectStatus(await hubspot.lists.addAndRemove(listId, change), 200);
    assert.deepEqual(answer.recordsIdsAdded, [bob]);
    assert.deepEqual(answer.recordIdsRemoved, [ada]);
    const removed = expectStatus(await hubspot.lists.remove(listId, [bob]), 200);
    assert.deepEqual(removed.recordIdsRemoved, [bob]);
    assert.deepEqual(await memberIds(context, listId), []);
  },
);

check(
  'the members of a dynamic list cannot be written',
  { facts: ['lists/writes-to-static-only'], harmless: false },
  async (context) => {
    const { hubspot, expectError } = context;
    const { listId } = await makeDynamic(context, is('city', 'Berlin'));
    const ids = await makeContacts(context, 1);
    expectError(await hubspot.lists.add(listId, ids), 400, 'VALIDATION_ERROR');
    expectError(await hubspot.lists.removeAll(listId), 400, 'VALIDATION_ERROR');
  },
);

check(
  'the members of another list are added',
  { facts: ['lists/add-from'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus, eventually } = context;
    const source = await makeList(context);
    const target = await makeList(context);
    const ids = await makeContacts(context, 2);
    expectStatus(await hubspot.lists.add(source.listId, ids), 200);
    expectStatus(await hubspot.lists.addFrom(target.listId, source.listId), 204);
    await eventually(async () => assert.deepEqual(await memberIds(context, target.listId), ids));
  },
);

check('a list is emptied', { facts: ['lists/remove-all'], harmless: false }, async (context) => {
  const { hubspot, assert, expectStatus, eventually } = context;
  const { listId } = await makeList(context);
  expectStatus(await hubspot.lists.add(listId, await makeContacts(context, 2)), 200);
  expectStatus(await hubspot.lists.removeAll(listId), 204);
  await eventually(async () => assert.deepEqual(await memberIds(context, listId), []));
});

check(
  'members are paged in order of record id, forward and backward',
  { facts: ['lists/members-by-id', 'lists/members-backward'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { listId } = await makeList(context);
    const ids = await makeContacts(context, 3);
    expectStatus(await hubspot.lists.add(listId, ids), 200);
    const first = expectStatus(await hubspot.lists.members(listId, { limit: 2 }), 200);
    assert.deepEqual(
      first.results.map(({ recordId }) => recordId),
      ids.slice(0, 2),
    );
    assert.ok(Date.parse(first.results[0].membershipTimestamp) > 0);
    const { after } = first.paging.next;
    const second = expectStatus(await hubspot.lists.members(listId, { limit: 2, after }), 200);
    assert.deepEqual(
      second.results.map(({ recordId }) => recordId),
      ids.slice(2),
    );
    assert.equal(second.paging?.next, undefined);
    assert.deepEqual(
      await memberIds(context, listId, { limit: 2, before: second.paging.prev.before }),
      ids.slice(0, 2).reverse(),
    );
  },
);

check(
  'a page of members has at most 250',
  { facts: ['lists/members-page'], harmless: false },
  async (context) => {
    const { hubspot, expectError } = context;
    const { listId } = await makeList(context);
    expectError(await hubspot.lists.members(listId, { limit: 251 }), 400, 'VALIDATION_ERROR');
  },
);

check(
  'members are listed in the order in which they joined',
  { facts: ['lists/join-order'], harmless: false },
  async (context) => {
    const { hubspot, simulator, assert, expectStatus } = context;
    const { listId } = await makeList(context);
    const [ada, bob] = await makeContacts(context, 2);
    expectStatus(await hubspot.lists.add(listId, [bob]), 200);
    await simulator?.advance('PT1S');
    expectStatus(await hubspot.lists.add(listId, [ada]), 200);
    const { results } = expectStatus(await hubspot.lists.joinOrder(listId), 200);
    assert.deepEqual(
      results.map(({ recordId }) => recordId),
      [bob, ada],
    );
  },
);

check(
  'a record tells which lists it is in',
  { facts: ['lists/of-record'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { listId } = await makeList(context);
    const [ada] = await makeContacts(context, 1);
    expectStatus(await hubspot.lists.add(listId, [ada]), 200);
    const { results } = expectStatus(await hubspot.lists.ofRecord(CONTACTS, ada), 200);
    const membership = results.find((each) => each.listId === listId);
    assert.equal(membership.listVersion, 1);
    assert.equal(membership.firstAddedTimestamp, membership.lastAddedTimestamp);
  },
);

check(
  'the lists of several records are read at once',
  { facts: ['lists/of-records'], harmless: false, drivers: ['http'] },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { listId } = await makeList(context);
    const ids = await makeContacts(context, 2);
    expectStatus(await hubspot.lists.add(listId, [ids[0]]), 200);
    const inputs = ids.map((recordId) => ({ objectTypeId: CONTACTS, recordId }));
    const { results } = expectStatus(await hubspot.lists.ofRecords(inputs), 200);
    const of = (id) => results.find(({ recordId }) => recordId === id).recordListMemberships;
    assert.deepEqual(
      of(ids[0]).map((membership) => membership.listId),
      [listId],
    );
    assert.deepEqual(of(ids[1]), []);
  },
);

check(
  'joining a list does not touch the record',
  { facts: ['lists/no-last-modified-bump'], harmless: false },
  async (context) => {
    const { hubspot, make, simulator, assert, expectStatus } = context;
    const { listId } = await makeList(context);
    const { id, updatedAt } = await make.record('contacts');
    await simulator?.advance('PT1S');
    expectStatus(await hubspot.lists.add(listId, [id]), 200);
    assert.equal(expectStatus(await hubspot.objects.read('contacts', id), 200).updatedAt, updatedAt);
  },
);

check(
  'an archived record leaves its lists',
  { facts: ['lists/archived-leave'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus, eventually } = context;
    const { listId } = await makeList(context);
    const [ada, bob] = await makeContacts(context, 2);
    expectStatus(await hubspot.lists.add(listId, [ada, bob]), 200);
    expectStatus(await hubspot.objects.archive('contacts', ada), 204);
    await eventually(async () => assert.deepEqual(await memberIds(context, listId), [bob]));
  },
);

check(
  'a dynamic list is filled in the background',
  { facts: ['lists/dynamic-is-asynchronous'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus, eventually } = context;
    const city = make.name();
    const ids = await makeContacts(context, 2, { city });
    const created = await makeDynamic(context, is('city', city));
    assert.equal(created.processingStatus, 'PROCESSING');
    await eventually(async () => {
      assert.deepEqual(await memberIds(context, created.listId), ids);
      assert.equal(expectStatus(await hubspot.lists.read(created.listId), 200).list.processingStatus, 'COMPLETE');
    });
  },
);

check(
  'a changed record joins and leaves a dynamic list after a while',
  { facts: ['lists/dynamic-follows-changes'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus, eventually } = context;
    const city = make.name();
    const { listId } = await makeDynamic(context, is('city', city));
    const ids = await makeContacts(context, 1, { city });
    assert.deepEqual(await memberIds(context, listId), []);
    await eventually(async () => assert.deepEqual(await memberIds(context, listId), ids));
    expectStatus(await hubspot.objects.update('contacts', ids[0], { properties: { city: 'elsewhere' } }), 200);
    await eventually(async () => assert.deepEqual(await memberIds(context, listId), []));
  },
);

check(
  'a snapshot takes who matches once',
  { facts: ['lists/snapshot-once'], harmless: false },
  async (context) => {
    const { make, assert, eventually } = context;
    const city = make.name();
    const ids = await makeContacts(context, 1, { city });
    const { listId } = await makeList(context, { processingType: 'SNAPSHOT', filterBranch: all(is('city', city)) });
    await eventually(async () => assert.deepEqual(await memberIds(context, listId), ids));
    await makeContacts(context, 1, { city });
    await eventually(async () => assert.deepEqual(await memberIds(context, listId), ids));
  },
);

check(
  'a dynamic list with new filters is filled anew, and a manual one gets none',
  { facts: ['lists/update-filters'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus, expectError, eventually } = context;
    const [here, there] = [make.name(), make.name()];
    await makeContacts(context, 1, { city: here });
    const ids = await makeContacts(context, 1, { city: there });
    const { listId } = await makeDynamic(context, is('city', here));
    const { updatedList } = expectStatus(await hubspot.lists.refilter(listId, all(is('city', there))), 200);
    assert.equal(updatedList.listVersion, 2);
    await eventually(async () => assert.deepEqual(await memberIds(context, listId), ids));
    const manual = await makeList(context);
    expectError(await hubspot.lists.refilter(manual.listId, all(is('city', there))), 400, 'VALIDATION_ERROR');
  },
);

check(
  'filter branches that are no OR of ANDs are refused',
  { facts: ['lists/root-is-or-of-ands'], harmless: false },
  async ({ hubspot, make, expectError }) => {
    for (const filterBranch of [
      branch('AND', [is('city', 'Berlin')]),
      branch('OR', [], [branch('OR', [is('city', 'Berlin')])]),
    ]) {
      const list = { name: make.name(), objectTypeId: CONTACTS, processingType: 'DYNAMIC', filterBranch };
      expectError(await hubspot.lists.create(list), 400, 'VALIDATION_ERROR');
    }
  },
);

check(
  'operations compare texts and options, and what has no value',
  { facts: ['lists/property-operations', 'lists/no-value-matches-nothing'], harmless: false },
  async (context) => {
    const { make, assert, eventually } = context;
    const city = make.name();
    const [lead] = await makeContacts(context, 1, { city, lifecyclestage: 'lead' });
    const [other] = await makeContacts(context, 1, { city });
    const expected = [
      [[lead, other], 'city', { operationType: 'STRING', operator: 'CONTAINS', value: city.slice(1) }],
      [[lead], 'lifecyclestage', { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['lead'] }],
      [[], 'lifecyclestage', { operationType: 'ENUMERATION', operator: 'IS_NONE_OF', values: ['lead'] }],
      [[other], 'lifecyclestage', { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN' }],
    ];
    const lists = [];
    for (const [ids, name, operation] of expected) {
      const filter = property(name, { includeObjectsWithNoValueSet: false, ...operation });
      lists.push([ids, await makeDynamic(context, is('city', city), filter)]);
    }
    await eventually(async () => {
      for (const [ids, { listId }] of lists) {
        assert.deepEqual(await memberIds(context, listId), ids);
      }
    });
  },
);

check(
  'an operator that does not exist is refused',
  { facts: ['lists/unknown-filters-refused'], harmless: false },
  async ({ hubspot, make, expectError }) => {
    const filter = property('city', {
      operationType: 'STRING',
      operator: 'SOUNDS_LIKE',
      value: 'Berlin',
      includeObjectsWithNoValueSet: false,
    });
    const list = { name: make.name(), objectTypeId: CONTACTS, processingType: 'DYNAMIC', filterBranch: all(filter) };
    expectError(await hubspot.lists.create(list), 400, 'VALIDATION_ERROR');
  },
);

check(
  'a list is filtered by membership of another one',
  { facts: ['lists/in-list'], harmless: false },
  async (context) => {
    const { hubspot, assert, expectStatus, eventually } = context;
    const friends = await makeList(context);
    const ids = await makeContacts(context, 1);
    expectStatus(await hubspot.lists.add(friends.listId, ids), 200);
    const { listId } = await makeDynamic(context, {
      filterType: 'IN_LIST',
      operator: 'IN_LIST',
      listId: friends.listId,
    });
    await eventually(async () => assert.deepEqual(await memberIds(context, listId), ids));
    expectStatus(await hubspot.lists.remove(friends.listId, ids), 200);
    await eventually(async () => assert.deepEqual(await memberIds(context, listId), []));
  },
);

check(
  'the survivor of a merge takes over the memberships',
  { facts: ['lists/merge-carries-memberships'], harmless: false, drivers: ['http'] },
  async (context) => {
    const { hubspot, make, assert, expectStatus, eventually } = context;
    const { listId } = await makeList(context);
    const [ada, bob] = await makeContacts(context, 2);
    expectStatus(await hubspot.lists.add(listId, [bob]), 200);
    const body = { primaryObjectId: ada, objectIdToMerge: bob };
    const merged = expectStatus(await hubspot.send('POST', '/crm/objects/2026-09/contacts/merge', { body }), 200);
    make.remember('contacts', merged.id);
    await eventually(async () => assert.deepEqual(await memberIds(context, listId), [merged.id]));
  },
);
