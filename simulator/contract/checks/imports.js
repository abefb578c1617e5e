import { check } from '../frame/checks.js';

const FILE = 'people.csv';
const mapping = (columnName, propertyName, further = {}) => ({
  columnObjectTypeId: '0-1',
  columnName,
  propertyName,
  ...further,
});
const MAIL = mapping('Mail', 'email', { columnType: 'HUBSPOT_ALTERNATE_ID' });
const NAME = mapping('Name', 'firstname');

function request(make, columnMappings, further = {}) {
  const fileImportPage = { hasHeader: true, columnMappings };
  return { name: make.name(), files: [{ fileName: FILE, fileFormat: 'CSV', fileImportPage }], ...further };
}

async function start({ hubspot, make, expectStatus }, columns, rows, further) {
  const text = rows.map((cells) => cells.map((cell) => JSON.stringify(cell)).join(',')).join('\n');
  return expectStatus(await hubspot.imports.start(request(make, columns, further), { name: FILE, text }), 200);
}

/** Imports rows and waits until that is over. */
async function carryOut(context, columns, rows, further) {
  const { hubspot, assert, expectStatus, eventually } = context;
  const { id } = await start(context, columns, rows, further);
  return eventually(async () => {
    const over = expectStatus(await hubspot.imports.read(id), 200);
    assert.ok(['DONE', 'FAILED', 'CANCELED'].includes(over.state), `state is ${over.state}`);
    return over;
  });
}

async function byAddress({ hubspot, make, expectStatus }, email, properties) {
  const answer = await hubspot.objects.read('contacts', email, { idProperty: 'email', properties });
  const contact = expectStatus(answer, 200);
  make.remember('contacts', contact.id);
  return contact;
}

check(
  'an import is accepted at once and carried out later',
  { facts: ['imports/starts-asynchronously', 'imports/read', 'imports/form'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus, eventually } = context;
    const email = make.email();
    const started = await start(context, [NAME, MAIL], [
      ['Name', 'Mail'],
      ['Ada', email],
    ]);
    assert.equal(started.state, 'STARTED');
    assert.deepEqual(started.mappedObjectTypeIds, ['0-1']);
    await eventually(async () => {
      assert.equal(expectStatus(await hubspot.imports.read(started.id), 200).state, 'DONE');
    });
    const { properties } = await byAddress(context, email, ['firstname']);
    assert.equal(properties.firstname, 'Ada');
  },
);

check(
  'an import counts rows and what became of them',
  { facts: ['imports/counters'], harmless: false },
  async (context) => {
    const { make, assert } = context;
    const known = await make.record('contacts');
    const email = make.email();
    const { metadata } = await carryOut(context, [NAME, MAIL], [
      ['Name', 'Mail'],
      ['Ada', known.properties.email],
      ['Bob', email],
    ]);
    await byAddress(context, email);
    assert.equal(metadata.counters.TOTAL_ROWS, 2);
    assert.equal(metadata.counters.CREATED_OBJECTS, 1);
    assert.equal(metadata.counters.UPDATED_OBJECTS, 1);
    assert.equal(metadata.counters.UNIQUE_OBJECTS_WRITTEN, 2);
  },
);

check(
  'imported values have the import as their source',
  { facts: ['imports/source'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { id, properties } = await make.record('contacts');
    await carryOut(context, [NAME, MAIL], [
      ['Name', 'Mail'],
      ['Ada', properties.email],
    ]);
    const answer = await hubspot.objects.read('contacts', id, { propertiesWithHistory: ['firstname'] });
    const [newest] = expectStatus(answer, 200).propertiesWithHistory.firstname;
    assert.equal(newest.value, 'Ada');
    assert.equal(newest.sourceType, 'IMPORT');
  },
);

check(
  'an import finds companies by their domain',
  { facts: ['imports/dedupe'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const domain = `${make.name()}.example`;
    const { id } = await make.record('companies', { domain });
    const company = (columnName, propertyName) => ({ ...mapping(columnName, propertyName), columnObjectTypeId: '0-2' });
    await carryOut(context, [company('City', 'city'), company('Site', 'domain')], [
      ['City', 'Site'],
      ['Berlin', `https://www.${domain}/`],
    ]);
    const answer = await hubspot.objects.read('companies', id, { properties: ['city'] });
    assert.equal(expectStatus(answer, 200).properties.city, 'Berlin');
  },
);

check(
  'an import that only creates leaves existing records alone',
  { facts: ['imports/operations'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { id, properties } = await make.record('contacts', { firstname: 'Old' });
    const rows = [
      ['Name', 'Mail'],
      ['New', properties.email],
    ];
    const over = await carryOut(context, [NAME, MAIL], rows, { importOperations: { '0-1': 'CREATE' } });
    const answer = await hubspot.objects.read('contacts', id, { properties: ['firstname'] });
    assert.equal(expectStatus(answer, 200).properties.firstname, 'Old');
    const { results } = expectStatus(await hubspot.imports.errors(over.id), 200);
    assert.deepEqual(
      results.map(({ errorType }) => errorType),
      ['CREATE_ONLY_IMPORT'],
    );
  },
);

check(
  'a bad value is reported with its column and line, and the rest of the row imported',
  { facts: ['imports/bad-values', 'imports/errors'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const email = make.email();
    const { id } = await carryOut(context, [NAME, MAIL, mapping('Stage', 'lifecyclestage')], [
      ['Name', 'Mail', 'Stage'],
      ['Ada', email, 'plenty'],
    ]);
    const { properties } = await byAddress(context, email, ['firstname']);
    assert.equal(properties.firstname, 'Ada');
    const query = { includeErrorMessage: true, includeRowData: true };
    const { results } = expectStatus(await hubspot.imports.errors(id, query), 200);
    assert.equal(results.length, 1);
    assert.equal(results[0].errorType, 'INVALID_ENUMERATION_OPTION');
    assert.equal(results[0].invalidValue, 'plenty');
    assert.equal(results[0].knownColumnNumber, 3);
    assert.equal(results[0].sourceData.lineNumber, 2);
    assert.deepEqual(results[0].sourceData.rowData, ['Ada', email, 'plenty']);
    assert.ok(results[0].errorMessage);
  },
);

check('a row says by id which record it is about', { facts: ['imports/by-id'], harmless: false }, async (context) => {
  const { hubspot, make, assert, expectStatus } = context;
  const { id } = await make.record('contacts');
  const column = { columnObjectTypeId: '0-1', columnName: 'Id', propertyName: null, columnType: 'HUBSPOT_OBJECT_ID' };
  await carryOut(context, [column, NAME], [
    ['Id', 'Name'],
    [id, 'Ada'],
  ]);
  const answer = await hubspot.objects.read('contacts', id, { properties: ['firstname'] });
  assert.equal(expectStatus(answer, 200).properties.firstname, 'Ada');
});

check(
  'a running import is canceled',
  { facts: ['imports/cancel'], harmless: false, simulatorOnly: true },
  async (context) => {
    const { hubspot, make, simulator, assert, expectStatus, expectError } = context;
    await simulator.settings({ imports: { startDelay: 'PT1H' } });
    const { id } = await start(context, [MAIL], [['Mail'], [make.email()]]);
    expectStatus(await hubspot.imports.cancel(id), 200);
    assert.equal(expectStatus(await hubspot.imports.read(id), 200).state, 'CANCELED');
    expectError(await hubspot.imports.cancel(id), 400, 'VALIDATION_ERROR');
  },
);

check(
  'imports are listed in pages',
  { facts: ['imports/list'], harmless: false, simulatorOnly: true },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const first = await carryOut(context, [MAIL], [['Mail'], [(await make.record('contacts')).properties.email]]);
    const second = await carryOut(context, [MAIL], [['Mail'], [(await make.record('contacts')).properties.email]]);
    const newest = expectStatus(await hubspot.imports.list({ limit: 1 }), 200);
    assert.equal(newest.results[0].id, second.id);
    const { after } = newest.paging.next;
    const next = expectStatus(await hubspot.imports.list({ limit: 1, after }), 200);
    assert.equal(next.results[0].id, first.id);
  },
);

check(
  'an import that maps a property that does not exist fails',
  { facts: ['imports/unknown-columns'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const over = await carryOut(context, [MAIL, mapping('Other', 'linchpin_contract_nonsense')], [
      ['Mail', 'Other'],
      [make.email(), '1'],
    ]);
    assert.equal(over.state, 'FAILED');
    const { results } = expectStatus(await hubspot.imports.errors(over.id), 200);
    assert.equal(results[0].errorType, 'PROPERTY_DEFINITION_NOT_FOUND');
  },
);

check(
  'an import without files and an import that does not exist are refused',
  { facts: ['imports/form', 'imports/not-found'], harmless: false },
  async ({ hubspot, make, expectError, expectStatus }) => {
    const file = { name: 'other.csv', text: 'Mail\n' };
    expectError(await hubspot.imports.start(request(make, [MAIL]), file), 400, 'VALIDATION_ERROR');
    expectStatus(await hubspot.imports.read('999999999'), 404);
  },
);
