import { check } from '../frame/checks.js';

const BENIGN = {
  exportType: 'VIEW',
  format: 'CSV',
  language: 'EN',
  objectType: 'CONTACT',
  objectProperties: ['firstname', 'lifecyclestage'],
  exportInternalValuesOptions: [],
  overrideAssociatedObjectsPerDefinitionPerRowLimit: false,
};

const view = (...filters) => ({ publicCrmSearchRequest: { filters, sorts: [], query: '' } });
const equals = (propertyName, value) => ({ propertyName, operator: 'EQ', value });

async function start({ hubspot, make, expectStatus }, further) {
  const request = { ...BENIGN, exportName: make.name(), ...further };
  return expectStatus(await hubspot.exports.start(request), 202).id;
}

/** Exports and waits for the file. */
async function carryOut(context, further) {
  const { hubspot, assert, expectStatus, eventually } = context;
  const id = await start(context, further);
  return eventually(async () => {
    const task = expectStatus(await hubspot.exports.status(id), 200);
    assert.equal(task.status, 'COMPLETE');
    return { id, ...task };
  });
}

async function lines({ result }) {
  const response = await fetch(result);
  return (await response.text()).trim().split('\n');
}

check(
  'an export is accepted at once and complete later, with a file',
  { facts: ['exports/accepted-202', 'exports/status', 'exports/csv'], harmless: false },
  async (context) => {
    const { make, assert } = context;
    const { id, properties } = await make.record('contacts', { firstname: 'Ada, "A"', lifecyclestage: 'lead' });
    // Views of a real account lag behind like searches.
    await context.eventually(async () => {
      const task = await carryOut(context, view(equals('email', properties.email)));
      assert.ok(Date.parse(task.completedAt) >= Date.parse(task.requestedAt));
      assert.deepEqual(await lines(task), [
        '"Record ID","First Name","Lifecycle Stage"',
        `"${id}","Ada, ""A""","Lead"`,
      ]);
    });
  },
);

check(
  'an export is pending, then processing, then complete',
  { facts: ['exports/status'], harmless: false, simulatorOnly: true },
  async (context) => {
    const { hubspot, simulator, assert, expectStatus } = context;
    await simulator.settings({ exports: { pendingFor: 'PT1H', processingFor: 'PT1H' } });
    const id = await start(context);
    for (const status of ['PENDING', 'PROCESSING', 'COMPLETE']) {
      const task = expectStatus(await hubspot.exports.status(id), 200);
      assert.equal(task.status, status);
      assert.equal(task.result !== undefined, status === 'COMPLETE');
      await simulator.advance('PT1H1S');
    }
  },
);

check(
  'an export shows names and values as they are inside if asked to',
  { facts: ['exports/internal-values'], harmless: false },
  async (context) => {
    const { make, assert, eventually } = context;
    const { properties } = await make.record('contacts', { lifecyclestage: 'lead' });
    const further = { exportInternalValuesOptions: ['NAMES', 'VALUES'], objectProperties: ['lifecyclestage'] };
    await eventually(async () => {
      const task = await carryOut(context, { ...further, ...view(equals('email', properties.email)) });
      const [title, row] = await lines(task);
      assert.equal(title, '"hs_object_id","lifecyclestage"');
      assert.ok(row.endsWith(',"lead"'), row);
    });
  },
);

check(
  'an export of a view holds what its filters select',
  { facts: ['exports/view'], harmless: false },
  async (context) => {
    const { make, assert, eventually } = context;
    const city = make.name();
    const { id } = await make.record('contacts', { city });
    await make.record('contacts', { city: `${city}-2` });
    await eventually(async () => {
      const task = await carryOut(context, { objectProperties: [], ...view(equals('city', city)) });
      assert.deepEqual(await lines(task), ['"Record ID"', `"${id}"`]);
    });
  },
);

check(
  'an export of a list holds its members',
  { facts: ['exports/list'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { id } = await make.record('contacts');
    const list = { name: make.name(), objectTypeId: '0-1', processingType: 'MANUAL' };
    const { listId } = expectStatus(await hubspot.lists.create(list), 200).list;
    make.undo(async () => expectStatus(await hubspot.lists.delete(listId), 204, 404));
    expectStatus(await hubspot.lists.add(listId, [id]), 200);
    const task = await carryOut(context, { exportType: 'LIST', listId, objectProperties: [] });
    assert.deepEqual(await lines(task), ['"Record ID"', `"${id}"`]);
  },
);

check(
  'the file needs no token, and its address works for five minutes',
  { facts: ['exports/link-lasts-five-minutes'], harmless: false, simulatorOnly: true },
  async (context) => {
    const { hubspot, simulator, assert, expectStatus } = context;
    const { id, result } = await carryOut(context);
    assert.equal((await fetch(result)).status, 200);
    assert.equal((await fetch(result.replace('expires=', 'expires=9'))).status, 403);
    await simulator.advance('PT5M1S');
    assert.equal((await fetch(result)).status, 403);
    const anew = expectStatus(await hubspot.exports.status(id), 200);
    assert.equal((await fetch(anew.result)).status, 200);
  },
);

check(
  'a large file is zipped',
  { facts: ['exports/zip'], harmless: false, simulatorOnly: true },
  async (context) => {
    const { simulator, assert } = context;
    await simulator.settings({ exports: { zipAbove: 1 } });
    const { result } = await carryOut(context);
    const bytes = Buffer.from(await (await fetch(result)).arrayBuffer());
    assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  },
);

check(
  'one export runs at a time',
  { facts: ['exports/one-at-a-time'], harmless: false, simulatorOnly: true },
  async (context) => {
    const { hubspot, simulator, assert, expectStatus } = context;
    const first = await start(context);
    const second = await start(context);
    const status = async (id) => expectStatus(await hubspot.exports.status(id), 200).status;
    await simulator.advance('PT3S');
    assert.equal(await status(first), 'COMPLETE');
    assert.equal(await status(second), 'PENDING');
    await simulator.advance('PT3S');
    assert.equal(await status(second), 'COMPLETE');
  },
);

check(
  'no more than so many exports start in 24 hours',
  { facts: ['exports/thirty-a-day'], harmless: false, simulatorOnly: true, meetsLimits: true },
  async (context) => {
    const { hubspot, make, simulator, expectError } = context;
    await simulator.advance('P1D');
    await simulator.settings({ exports: { maximumPerDay: 1 } });
    await start(context);
    const request = { ...BENIGN, exportName: make.name() };
    expectError(await hubspot.exports.start(request), 429, 'RATE_LIMITS');
    await simulator.advance('P1D');
    await start(context);
  },
);

check(
  'an export of a property or a type that does not exist is refused',
  { facts: ['exports/bad-requests'], harmless: false },
  async ({ hubspot, make, expectStatus, expectError }) => {
    const request = { ...BENIGN, exportName: make.name() };
    const nonsense = { ...request, objectProperties: ['linchpin_contract_nonsense'] };
    expectError(await hubspot.exports.start(nonsense), 400, 'VALIDATION_ERROR');
    expectStatus(await hubspot.exports.start({ ...request, objectType: 'UNICORN' }), 400);
  },
);

check(
  'an export tells what it is and how far',
  { facts: ['exports/details', 'exports/not-found'], harmless: false, drivers: ['http'] },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { id } = await carryOut(context);
    const details = expectStatus(await hubspot.exports.read(id), 200);
    assert.equal(details.exportState, 'DONE');
    assert.equal(details.exportType, 'VIEW');
    assert.ok(details.recordCount >= 0);
    expectStatus(await hubspot.exports.read('1'), 404);
  },
);
