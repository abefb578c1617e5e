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
