import { check } from '../frame/checks.js';

const where = (...filters) => ({ filterGroups: [{ filters }] });
const equals = (propertyName, value) => ({ propertyName, operator: 'EQ', value });

check(
  'search finds a record once it has caught up',
  { facts: ['search/lags-behind', 'search/answers-total'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { id, properties } = await make.record('contacts', { firstname: 'Ada' });
    await eventually(async () => {
      const request = { ...where(equals('email', properties.email)), properties: ['firstname'] };
      const found = expectStatus(await hubspot.search.search('contacts', request), 200);
      assert.equal(found.total, 1);
      assert.equal(found.results[0].id, id);
      assert.equal(found.results[0].properties.firstname, 'Ada');
    });
  },
);

check(
  'search does not see a record before the lag is over',
  { facts: ['search/lags-behind'], harmless: false, simulatorOnly: true },
  async ({ hubspot, make, simulator, assert, expectStatus }) => {
    await simulator.settings({ searchLag: 'PT1H', searchLagJitter: 'PT0S' });
    const { properties } = await make.record('contacts');
    const total = async () =>
      expectStatus(await hubspot.search.search('contacts', where(equals('email', properties.email))), 200).total;
    assert.equal(await total(), 0);
    await simulator.advance('PT1H');
    assert.equal(await total(), 1);
  },
);

check(
  'a contact is not found by the last-modified property of the other types',
  { facts: ['search/wrong-last-modified-property'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { properties } = await make.record('contacts');
    const total = async (name) => {
      const since = { propertyName: name, operator: 'GTE', value: '0' };
      const answer = await hubspot.search.search('contacts', where(since, equals('email', properties.email)));
      return expectStatus(answer, 200).total;
    };
    await eventually(async () => assert.equal(await total('lastmodifieddate'), 1));
    assert.equal(await total('hs_lastmodifieddate'), 0);
  },
);

check(
  'search refuses a page of more than 200 and a window beyond 10,000',
  { facts: ['search/page-of-200', 'search/window-of-10000'], harmless: true },
  async ({ hubspot, expectError }) => {
    expectError(await hubspot.search.search('contacts', { limit: 201 }), 400, 'VALIDATION_ERROR');
    expectError(await hubspot.search.search('contacts', { limit: 200, after: '9900' }), 400, 'VALIDATION_ERROR');
  },
);

check(
  'search refuses more than five filter groups and an operator that does not exist',
  { facts: ['search/five-groups', 'search/operators'], harmless: true },
  async ({ hubspot, expectError }) => {
    const group = { filters: [{ propertyName: 'email', operator: 'HAS_PROPERTY' }] };
    const groups = { filterGroups: Array.from({ length: 6 }, () => group) };
    expectError(await hubspot.search.search('contacts', groups), 400, 'VALIDATION_ERROR');
    const like = { propertyName: 'email', operator: 'LIKE', value: 'x' };
    expectError(await hubspot.search.search('contacts', where(like)), 400, 'VALIDATION_ERROR');
  },
);

/** Records that only this check has, told apart by a text of their own; to be found once search has caught up. */
async function some(make, type, mark, ...properties) {
  const name = make.name();
  const records = [];
  for (const each of properties) {
    records.push(await make.record(type, { [mark]: name, ...each }));
  }
  return { type, company: name, mine: equals(mark, name), ids: records.map(({ id }) => id) };
}

const people = (make, ...properties) => some(make, 'contacts', 'company', ...properties);

/** Deals, because their amount is a number. */
const deals = (make, ...amounts) =>
  some(make, 'deals', 'description', ...amounts.map((amount) => (amount === undefined ? {} : { amount })));

const ids = (page) => page.results.map(({ id }) => id);
const byId = [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }];

/** What a filter finds among them, as their numbers in order. */
async function found({ hubspot, expectStatus }, { type, mine, ids: all }, ...filters) {
  const request = { ...where(mine, ...filters), sorts: byId, limit: 100 };
  return ids(expectStatus(await hubspot.search.search(type, request), 200)).map((id) => all.indexOf(id));
}

const OPERATORS = [
  ['EQ', { value: '9' }, [0]],
  ['NEQ', { value: '9' }, [1, 2]],
  ['LT', { value: '20' }, [0]],
  ['LTE', { value: '20' }, [0, 1]],
  ['GT', { value: '9' }, [1]],
  ['GTE', { value: '9' }, [0, 1]],
  ['BETWEEN', { value: '9', highValue: '20' }, [0, 1]],
  ['IN', { values: ['9', '30'] }, [0]],
  ['HAS_PROPERTY', {}, [0, 1]],
  ['NOT_HAS_PROPERTY', {}, [2]],
];

for (const [operator, operands, expected] of OPERATORS) {
  const facts = operator === 'BETWEEN' ? ['search/operators', 'search/between'] : ['search/operators'];
  check(`${operator} compares numbers as documented`, { facts, harmless: true }, async (context) => {
    const three = await deals(context.make, '9', '20', undefined);
    const filter = { propertyName: 'amount', operator, ...operands };
    await context.eventually(async () => context.assert.deepEqual(await found(context, three, filter), expected));
  });
}

check(
  'the values of IN on text have to be in lower case',
  { facts: ['search/in-wants-lower-case'], harmless: true },
  async (context) => {
    const both = await people(context.make, { city: 'Berlin' }, { city: 'Paris' });
    const among = (...values) => ({ propertyName: 'city', operator: 'IN', values });
    await context.eventually(async () =>
      context.assert.deepEqual(await found(context, both, among('berlin', 'paris')), [0, 1]),
    );
    context.assert.deepEqual(await found(context, both, among('Berlin')), []);
  },
);

check(
  'EQ on text ignores case',
  { facts: ['search/text-ignores-case'], harmless: true },
  async (context) => {
    const both = await people(context.make, { city: 'Berlin' }, { city: 'Paris' });
    await context.eventually(async () =>
      context.assert.deepEqual(await found(context, both, equals('city', 'BERLIN')), [0]),
    );
  },
);

check(
  'CONTAINS_TOKEN finds words, and a star stands for anything',
  { facts: ['search/contains-token'], harmless: true },
  async (context) => {
    const both = await people(context.make, { jobtitle: 'Head of Sales' }, { jobtitle: 'Salesman' });
    const token = (operator, value) => ({ propertyName: 'jobtitle', operator, value });
    await context.eventually(async () =>
      context.assert.deepEqual(await found(context, both, token('CONTAINS_TOKEN', 'sales')), [0]),
    );
    context.assert.deepEqual(await found(context, both, token('CONTAINS_TOKEN', 'sales*')), [0, 1]);
    context.assert.deepEqual(await found(context, both, token('NOT_CONTAINS_TOKEN', 'sales')), [1]);
  },
);

check(
  'groups are alternatives and the filters of one all hold',
  { facts: ['search/groups-are-alternatives'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { company, ids: all } = await people(make, { city: 'Berlin' }, { city: 'Paris' }, { city: 'Rome' });
    const group = (city) => ({ filters: [equals('company', company), equals('city', city)] });
    await eventually(async () => {
      const request = { filterGroups: [group('Berlin'), group('Rome')], sorts: byId };
      const page = expectStatus(await hubspot.search.search('contacts', request), 200);
      assert.deepEqual(ids(page), [all[0], all[2]]);
      assert.equal(page.total, 2);
    });
  },
);

check(
  'after is an offset, the total counts everything and the last page has no paging',
  { facts: ['search/after-is-an-offset', 'search/answers-total', 'search/no-last-page'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { company, ids: all } = await people(make, {}, {}, {});
    const page = async (after) =>
      expectStatus(
        await hubspot.search.search('contacts', { ...where(equals('company', company)), sorts: byId, limit: 2, after }),
        200,
      );
    await eventually(async () => assert.equal((await page(undefined)).total, 3));
    const first = await page(undefined);
    assert.deepEqual(ids(first), all.slice(0, 2));
    assert.equal(first.paging.next.after, '2');
    const last = await page('2');
    assert.deepEqual(ids(last), all.slice(2));
    assert.equal(last.total, 3);
    assert.equal(last.paging, undefined);
  },
);

check(
  'results come in the order that was asked for',
  { facts: ['search/sorted'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { mine, ids: all } = await deals(make, '20', '100', '3');
    const order = async (direction) => {
      const sorts = [{ propertyName: 'amount', direction }];
      return ids(expectStatus(await hubspot.search.search('deals', { ...where(mine), sorts }), 200));
    };
    await eventually(async () => assert.deepEqual(await order('ASCENDING'), [all[2], all[0], all[1]]));
    assert.deepEqual(await order('DESCENDING'), [all[1], all[0], all[2]]);
  },
);

check(
  'a poll by id keyset sees every record once',
  { facts: ['search/id-keyset'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { company, ids: all } = await people(make, {}, {}, {}, {}, {});
    const after = async (last) => {
      const filters = [
        equals('company', company),
        { propertyName: 'lastmodifieddate', operator: 'GTE', value: '0' },
        { propertyName: 'hs_object_id', operator: 'GT', value: last },
      ];
      return ids(expectStatus(await hubspot.search.search('contacts', { ...where(...filters), sorts: byId, limit: 2 }), 200));
    };
    await eventually(async () => assert.equal((await after(all[2])).length, 2));
    const seen = [];
    for (let page = await after('0'); page.length > 0; page = await after(seen.at(-1))) {
      seen.push(...page);
    }
    assert.deepEqual(seen, all);
  },
);

check(
  'the query looks for words in names and addresses',
  { facts: ['search/query-text'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const lastname = make.name();
    const { id } = await make.record('contacts', { firstname: 'Ada', lastname });
    await make.record('contacts', { firstname: 'Bob' });
    await eventually(async () => {
      const page = expectStatus(await hubspot.search.search('contacts', { query: `${lastname} ada` }), 200);
      assert.deepEqual(ids(page), [id]);
    });
  },
);

check(
  'archived records are never found',
  { facts: ['search/archived-never-found'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { company, ids: all } = await people(make, {}, {});
    const now = async () =>
      ids(expectStatus(await hubspot.search.search('contacts', { ...where(equals('company', company)), sorts: byId }), 200));
    await eventually(async () => assert.deepEqual(await now(), all));
    expectStatus(await hubspot.objects.archive('contacts', all[0]), 204);
    await eventually(async () => assert.deepEqual(await now(), [all[1]]));
  },
);

check(
  'results hold the properties that were asked for',
  { facts: ['search/properties'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { company } = await people(make, { city: 'Berlin', phone: '1' });
    await eventually(async () => {
      const request = { ...where(equals('company', company)), properties: ['city'] };
      const { results } = expectStatus(await hubspot.search.search('contacts', request), 200);
      const names = Object.keys(results[0].properties).sort();
      assert.deepEqual(names, ['city', 'createdate', 'hs_object_id', 'lastmodifieddate']);
    });
  },
);

check(
  'search refuses two sorts, a long body and too many filters',
  {
    facts: ['search/one-sort', 'search/body-of-3000', 'search/six-filters-a-group', 'search/eighteen-filters'],
    harmless: true,
  },
  async ({ hubspot, expectError }) => {
    const refused = async (body) => expectError(await hubspot.search.search('contacts', body), 400, 'VALIDATION_ERROR');
    const has = { propertyName: 'email', operator: 'HAS_PROPERTY' };
    const group = (size) => ({ filters: Array.from({ length: size }, () => has) });
    await refused({ sorts: [...byId, { propertyName: 'email', direction: 'ASCENDING' }] });
    await refused({ query: 'x'.repeat(3_000) });
    await refused({ filterGroups: [group(7)] });
    await refused({ filterGroups: [group(5), group(5), group(5), group(4)] });
  },
);

check(
  'search can notice a later write before an earlier one',
  { facts: ['search/lag-reorders'], harmless: false, simulatorOnly: true },
  async ({ hubspot, make, simulator, assert, expectStatus }) => {
    await simulator.settings({ searchLag: 'PT1H', searchLagJitter: 'PT1H' });
    const { company, ids: all } = await people(make, ...Array.from({ length: 12 }, () => ({})));
    await simulator.advance('PT90M');
    const request = { ...where(equals('company', company)), sorts: byId, limit: 100 };
    const some = ids(expectStatus(await hubspot.search.search('contacts', request), 200));
    assert.ok(some.length > 0 && some.length < 12, `${some.length} of 12 were noticed`);
    assert.notDeepEqual(some, all.slice(0, some.length));
    await simulator.advance('PT30M');
    assert.deepEqual(ids(expectStatus(await hubspot.search.search('contacts', request), 200)), all);
  },
);

check(
  'without a sort the newest records come first',
  { facts: ['search/newest-first'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { mine, ids: all } = await people(make, {}, {}, {});
    await eventually(async () => {
      const page = expectStatus(await hubspot.search.search('contacts', where(mine)), 200);
      assert.deepEqual(ids(page), all.toReversed());
    });
  },
);

check(
  'negative filters match records without a value',
  { facts: ['search/negatives-match-empty'], harmless: true },
  async (context) => {
    const three = await people(context.make, { city: 'Berlin' }, { city: 'Paris' }, {});
    const filters = [
      { propertyName: 'city', operator: 'NEQ', value: 'Berlin' },
      { propertyName: 'city', operator: 'NOT_IN', values: ['berlin'] },
      { propertyName: 'city', operator: 'NOT_CONTAINS_TOKEN', value: 'berlin' },
    ];
    for (const filter of filters) {
      await context.eventually(async () => context.assert.deepEqual(await found(context, three, filter), [1, 2]));
    }
  },
);

check(
  'times in filters are milliseconds or ISO 8601',
  { facts: ['search/dates-in-milliseconds'], harmless: true },
  async (context) => {
    const closedate = '2026-01-01T00:00:00.000Z';
    const two = await some(context.make, 'deals', 'description', { closedate: '2025-12-31T23:59:59.999Z' }, { closedate });
    for (const value of [closedate, String(Date.parse(closedate))]) {
      const filter = { propertyName: 'closedate', operator: 'GTE', value };
      await context.eventually(async () => context.assert.deepEqual(await found(context, two, filter), [1]));
    }
  },
);

check(
  'a filter on a property that does not exist is refused, an empty request is not',
  { facts: ['search/unknown-property', 'search/empty-request'], harmless: true },
  async ({ hubspot, assert, expectError, expectStatus }) => {
    const unknown = equals('no_such_property', 'x');
    expectError(await hubspot.search.search('contacts', where(unknown)), 400, 'VALIDATION_ERROR');
    assert.equal(typeof expectStatus(await hubspot.search.search('contacts', {}), 200).total, 'number');
  },
);
