import { check } from '../frame/checks.js';

const plain = { harmless: true, drivers: ['http'] };

check(
  'the account tells its id, kind, time zone and currency',
  { facts: ['account/details', 'account/types'], ...plain },
  async ({ hubspot, assert, expectStatus }) => {
    const details = expectStatus(await hubspot.account.details(), 200);
    assert.equal(typeof details.portalId, 'number');
    assert.ok(['STANDARD', 'DEVELOPER_TEST', 'SANDBOX', 'APP_DEVELOPER'].includes(details.accountType));
    assert.match(details.companyCurrency, /^[A-Z]{3}$/);
    const now = new Date(new Date().toLocaleString('en-US', { timeZone: details.timeZone }));
    assert.ok(!Number.isNaN(now.getTime()), details.timeZone);
    assert.match(details.utcOffset, /^[+-]\d\d:\d\d$/);
    const [hours, minutes] = details.utcOffset.slice(1).split(':').map(Number);
    const sign = details.utcOffset.startsWith('-') ? -1 : 1;
    assert.equal(details.utcOffsetMilliseconds, sign * (hours * 60 + minutes) * 60_000);
  },
);

check(
  'daily usage tells limit, usage and the end of the day',
  { facts: ['account/daily-usage', 'account/daily-reset'], ...plain },
  async ({ hubspot, assert, expectStatus }) => {
    const { results } = expectStatus(await hubspot.account.dailyUsage(), 200);
    for (const { usageLimit, currentUsage, collectedAt, resetsAt, fetchStatus } of results) {
      assert.equal(typeof usageLimit, 'number');
      assert.equal(typeof currentUsage, 'number');
      assert.equal(fetchStatus, 'SUCCESS');
      assert.ok(new Date(collectedAt) < new Date(resetsAt));
      assert.equal(new Date(resetsAt).getUTCSeconds(), 0);
    }
  },
);

check(
  'daily usage grows with every call',
  { facts: ['account/daily-usage'], ...plain, simulatorOnly: true },
  async ({ hubspot, assert, expectStatus }) => {
    const used = async () => expectStatus(await hubspot.account.dailyUsage(), 200).results[0].currentUsage;
    const before = await used();
    await hubspot.objects.list('contacts', { limit: 1 });
    assert.equal(await used(), before + 2);
  },
);

check(
  'custom properties are counted by type and in all',
  { facts: ['account/custom-property-limits'], ...plain },
  async ({ hubspot, assert, expectStatus }) => {
    const limits = expectStatus(await hubspot.account.limits('custom-properties'), 200);
    for (const key of ['overallLimit', 'overallUsage', 'overallPercentage']) {
      assert.equal(typeof limits[key], 'number', key);
    }
    const contacts = limits.byObjectType.find(({ objectTypeId }) => objectTypeId === '0-1');
    assert.equal(contacts.limit, 1000);
    assert.equal(typeof contacts.usage, 'number');
    assert.ok(contacts.singularLabel && contacts.pluralLabel);
  },
);

check(
  'custom object types are counted',
  { facts: ['account/custom-type-limits'], ...plain },
  async ({ hubspot, assert, expectStatus }) => {
    const limits = expectStatus(await hubspot.account.limits('custom-object-types'), 200);
    assert.deepEqual(Object.keys(limits).sort(), ['limit', 'percentage', 'usage']);
  },
);

check(
  'pipelines are counted beyond the first',
  { facts: ['account/pipeline-limits'], ...plain },
  async ({ hubspot, assert, expectStatus }) => {
    const limits = expectStatus(await hubspot.account.limits('pipelines'), 200);
    const deals = limits.hubspotDefinedObjectTypes.find(({ objectTypeId }) => objectTypeId === '0-3');
    const { results } = expectStatus(await hubspot.pipelines.list('deals'), 200);
    assert.equal(deals.usage, results.length - 1);
    assert.equal(typeof limits.customObjectTypes.overallLimit, 'number');
  },
);

check(
  'records are counted by type',
  { facts: ['account/record-limits'], ...plain },
  async ({ hubspot, assert, expectStatus }) => {
    const limits = expectStatus(await hubspot.account.limits('records'), 200);
    const contacts = limits.hubspotDefinedObjectTypes.find(({ objectTypeId }) => objectTypeId === '0-1');
    assert.equal(typeof contacts.usage, 'number');
    assert.ok(contacts.limit > contacts.usage);
    assert.ok(Array.isArray(limits.customObjectTypes.byObjectType));
  },
);

check(
  'limits need a scope of records',
  { facts: ['account/limit-scopes'], ...plain, simulatorOnly: true },
  async ({ hubspot, simulator, expectError, expectStatus }) => {
    await simulator.settings({
      tokens: [
        { token: 'definitions', scopes: ['crm.schemas.contacts.read'] },
        { token: 'records', scopes: ['crm.objects.contacts.read'] },
      ],
    });
    const definitions = await hubspot.as('definitions');
    expectError(await definitions.account.limits('custom-properties'), 403, 'MISSING_SCOPES');
    const records = await hubspot.as('records');
    expectStatus(await records.account.limits('custom-properties'), 200);
  },
);
