import { check } from '../frame/checks.js';

const TYPE = 'contacts';
const GROUP = 'contactinformation';
const definitions = { harmless: false };

const nameOf = (make) => make.name().replaceAll('-', '_');
const definitionOf = (make, changes = {}) => ({
  name: nameOf(make),
  label: 'Contract check',
  type: 'string',
  fieldType: 'text',
  groupName: GROUP,
  ...changes,
});

/** Creates a property that is archived in the end. */
async function propertyOf({ hubspot, make, expectStatus }, changes = {}) {
  const property = expectStatus(await hubspot.properties.create(TYPE, definitionOf(make, changes)), 201);
  make.undo(async () => expectStatus(await hubspot.properties.archive(TYPE, property.name), 204, 404));
  return property;
}

check(
  'a property is created, read and listed',
  { facts: ['properties/create-answers-201'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const created = await propertyOf(context, { description: 'For a check' });
    assert.equal(created.hubspotDefined, false);
    assert.equal(created.modificationMetadata.archivable, true);
    const read = expectStatus(await hubspot.properties.read(TYPE, created.name), 200);
    assert.equal(read.description, 'For a check');
    const { results } = expectStatus(await hubspot.properties.list(TYPE), 200);
    assert.ok(results.some(({ name }) => name === created.name));
  },
);

check(
  'a name that is taken is a 409',
  { facts: ['properties/name-taken'], harmless: true },
  async ({ hubspot, make, assert, expectError }) => {
    const again = definitionOf(make, { name: 'email' });
    const error = expectError(await hubspot.properties.create(TYPE, again), 409, 'OBJECT_ALREADY_EXISTS');
    assert.equal(error.subCategory, 'Properties.PROPERTY_WITH_NAME_EXISTS');
  },
);

for (const [what, changes, fact] of [
  ['a name in upper case', { name: 'Contract_Check' }, 'properties/names'],
  ['a field type that does not fit', { type: 'number', fieldType: 'text' }, 'properties/field-types'],
  ['the field type datetime', { type: 'datetime', fieldType: 'datetime' }, 'properties/field-types'],
  ['an unknown group', { groupName: 'no_such_group' }, 'properties/group-must-exist'],
  ['an enumeration without options', { type: 'enumeration', fieldType: 'select' }, 'properties/enumeration-needs-options'],
  ['a bool without options', { type: 'bool', fieldType: 'booleancheckbox' }, 'properties/bool-needs-options'],
  ['external options of nothing', { type: 'enumeration', fieldType: 'select', externalOptions: true }, 'properties/external-options'],
]) {
  check(`a property with ${what} is refused`, { facts: [fact], harmless: true }, async ({ hubspot, make, expectError }) => {
    expectError(await hubspot.properties.create(TYPE, definitionOf(make, changes)), 400, 'VALIDATION_ERROR');
  });
}

check(
  'an update overwrites what it names, options as a whole',
  { facts: ['properties/update'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const option = (value) => ({ label: value, value, displayOrder: 0, hidden: false });
    const changes = { type: 'enumeration', fieldType: 'select', options: [option('a'), option('b')] };
    const { name } = await propertyOf(context, changes);
    const renamed = expectStatus(await hubspot.properties.update(TYPE, name, { label: 'New' }), 200);
    assert.equal(renamed.label, 'New');
    assert.equal(renamed.options.length, 2);
    const narrowed = expectStatus(await hubspot.properties.update(TYPE, name, { options: [option('b')] }), 200);
    assert.deepEqual(
      narrowed.options.map(({ value }) => value),
      ['b'],
    );
  },
);

check(
  'an archived property is found among the archived only',
  { facts: ['properties/archive', 'properties/archive-missing'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { name } = await propertyOf(context);
    expectStatus(await hubspot.properties.archive(TYPE, name), 204);
    expectStatus(await hubspot.properties.read(TYPE, name), 404);
    assert.equal(expectStatus(await hubspot.properties.read(TYPE, name, { archived: true }), 200).archived, true);
    expectStatus(await hubspot.properties.archive(TYPE, name), 404);
  },
);

check(
  'creating an archived property again brings its values back',
  { facts: ['properties/recreating-restores'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { name } = await propertyOf(context);
    const { id } = await make.record(TYPE, { [name]: 'kept' });
    expectStatus(await hubspot.properties.archive(TYPE, name), 204);
    expectStatus(await hubspot.properties.create(TYPE, definitionOf(make, { name })), 201);
    const { properties } = expectStatus(await hubspot.objects.read(TYPE, id, { properties: [name] }), 200);
    assert.equal(properties[name], 'kept');
  },
);

check(
  "HubSpot's own properties cannot be archived",
  { facts: ['properties/hubspots-own'], harmless: true },
  async ({ hubspot, expectStatus }) => {
    expectStatus(await hubspot.properties.archive(TYPE, 'hs_object_id'), 400);
  },
);

check(
  'a sensitive property needs what the account has not',
  { facts: ['properties/sensitive-feature', 'properties/sensitive-scope'], harmless: true, drivers: ['http'] },
  async ({ hubspot, make, expectStatus }) => {
    expectStatus(await hubspot.properties.create(TYPE, definitionOf(make, { dataSensitivity: 'sensitive' })), 400, 403);
  },
);

check(
  'a listing shows properties of one sensitivity',
  { facts: ['properties/sensitive-listing'], harmless: true, drivers: ['http'] },
  async ({ hubspot, assert, expectStatus }) => {
    const { results } = expectStatus(await hubspot.properties.list(TYPE, { dataSensitivity: 'sensitive' }), 200);
    assert.ok(results.every(({ dataSensitivity }) => dataSensitivity === 'sensitive'));
    expectStatus(await hubspot.properties.read(TYPE, 'email', { dataSensitivity: 'sensitive' }), 404);
  },
);

check(
  'properties are created, read and archived in batches',
  { facts: ['properties/batch-create', 'properties/batch-read', 'properties/batch-archive'], ...definitions },
  async ({ hubspot, make, assert, expectStatus }) => {
    const definitionsOfBatch = [definitionOf(make), definitionOf(make)];
    const inputs = definitionsOfBatch.map(({ name }) => ({ name }));
    const created = expectStatus(await hubspot.properties.batchCreate(TYPE, { inputs: definitionsOfBatch }), 201);
    assert.equal(created.status, 'COMPLETE');
    assert.equal(created.results.length, 2);
    assert.ok(created.startedAt && created.completedAt);
    const read = expectStatus(await hubspot.properties.batchRead(TYPE, { archived: false, inputs }), 200);
    assert.deepEqual(read.results.map(({ name }) => name).sort(), inputs.map(({ name }) => name).sort());
    expectStatus(await hubspot.properties.batchArchive(TYPE, { inputs }), 204);
    const gone = expectStatus(await hubspot.properties.batchRead(TYPE, { archived: false, inputs }), 207);
    assert.equal(gone.results.length, 0);
  },
);

check(
  'a batch tells which definitions were refused',
  { facts: ['properties/batch-create'], ...definitions },
  async ({ hubspot, make, assert, expectStatus }) => {
    const good = definitionOf(make);
    make.undo(async () => expectStatus(await hubspot.properties.archive(TYPE, good.name), 204));
    const inputs = [good, definitionOf(make, { name: 'email' })];
    const { results, numErrors, errors } = expectStatus(await hubspot.properties.batchCreate(TYPE, { inputs }), 207);
    assert.equal(results[0].name, good.name);
    assert.equal(numErrors, 1);
    assert.equal(errors[0].category, 'OBJECT_ALREADY_EXISTS');
  },
);

check(
  'a calculated property follows its inputs and cannot be written',
  { facts: ['properties/calculation', 'properties/calculation-follows-inputs', 'properties/calculation-is-read-only'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, eventually, expectStatus } = context;
    const input = await propertyOf(context, { type: 'number', fieldType: 'number' });
    const formula = { type: 'number', fieldType: 'calculation_equation', calculationFormula: `${input.name} * 2 + 1` };
    const { name, calculated } = await propertyOf(context, formula);
    assert.equal(calculated, true);
    const { id } = await make.record(TYPE, { [input.name]: '20' });
    await eventually(async () => {
      const { properties } = expectStatus(await hubspot.objects.read(TYPE, id, { properties: [name] }), 200);
      assert.equal(properties[name], '41');
    });
    expectStatus(await hubspot.objects.update(TYPE, id, { properties: { [name]: '1' } }), 400);
  },
);

check(
  'a property that a formula uses cannot be archived',
  { facts: ['properties/calculation-in-use'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const input = await propertyOf(context, { type: 'number', fieldType: 'number' });
    await propertyOf(context, { type: 'number', fieldType: 'calculation_equation', calculationFormula: `${input.name} * 2` });
    const error = expectStatus(await hubspot.properties.archive(TYPE, input.name), 400);
    assert.equal(error.subCategory, 'PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE');
  },
);

check(
  'a formula over nothing is a 404, one without sense a 400',
  { facts: ['properties/calculation-needs-inputs', 'properties/calculation-syntax'], harmless: true },
  async ({ hubspot, make, expectStatus }) => {
    const formula = (calculationFormula) =>
      hubspot.properties.create(
        TYPE,
        definitionOf(make, { type: 'number', fieldType: 'calculation_equation', calculationFormula }),
      );
    expectStatus(await formula('no_such_property + 1'), 404);
    expectStatus(await formula('if(1, 2, 3)'), 400);
  },
);

check(
  'a group is created, read, changed and archived',
  { facts: ['properties/group-create', 'properties/group-read', 'properties/group-update', 'properties/group-archive'], ...definitions },
  async ({ hubspot, make, assert, expectStatus }) => {
    const name = nameOf(make);
    const created = expectStatus(await hubspot.groups.create(TYPE, { name, label: 'Check' }), 201);
    assert.equal(created.name, name);
    assert.equal(created.archived, false);
    assert.equal(expectStatus(await hubspot.groups.update(TYPE, name, { label: 'Checks' }), 200).label, 'Checks');
    assert.equal(expectStatus(await hubspot.groups.read(TYPE, name), 200).label, 'Checks');
    expectStatus(await hubspot.groups.archive(TYPE, name), 204);
    const { results } = expectStatus(await hubspot.groups.list(TYPE), 200);
    assert.ok(results.every((group) => group.name !== name));
  },
);

check(
  'a group with properties in use cannot be archived',
  { facts: ['properties/group-in-use'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const name = nameOf(make);
    expectStatus(await hubspot.groups.create(TYPE, { name, label: 'Check' }), 201);
    make.undo(async () => expectStatus(await hubspot.groups.archive(TYPE, name), 204));
    await propertyOf(context, { groupName: name });
    const { message } = expectStatus(await hubspot.groups.archive(TYPE, name), 400);
    assert.equal(JSON.parse(message).subCategory, 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES');
  },
);

check(
  'a group name that is taken is a 409',
  { facts: ['properties/group-name-taken'], harmless: true },
  async ({ hubspot, expectStatus }) => {
    expectStatus(await hubspot.groups.create(TYPE, { name: GROUP, label: 'Again' }), 409);
  },
);

check(
  'types go by singular and plural names and by id',
  { facts: ['properties/type-names', 'properties/standard-types'], harmless: true },
  async ({ hubspot, assert, expectStatus }) => {
    for (const type of ['contacts', 'contact', 'CONTACTS', '0-1']) {
      assert.equal(expectStatus(await hubspot.properties.read(type, 'email'), 200).name, 'email');
    }
  },
);

check(
  'validation rules are put, read and bind writes',
  { facts: ['properties/rule-put', 'properties/rule-read', 'properties/rules-enforced-from-2026-09-on'], ...definitions, drivers: ['http'] },
  async (context) => {
    const { hubspot, make, assert, expectError, expectStatus } = context;
    const { name } = await propertyOf(context);
    const rule = { ruleArguments: ['NUMERIC_ONLY'] };
    expectStatus(await hubspot.validations.write('0-1', name, 'ALPHANUMERIC', rule), 200, 204);
    const { results } = expectStatus(await hubspot.validations.read('0-1', name), 200);
    assert.deepEqual(results[0].ruleArguments, ['NUMERIC_ONLY']);
    assert.equal(expectStatus(await hubspot.validations.read('0-1', name, 'ALPHANUMERIC'), 200).ruleType, 'ALPHANUMERIC');
    const all = expectStatus(await hubspot.validations.list('0-1'), 200).results;
    assert.ok(all.some(({ propertyName }) => propertyName === name));
    const { id } = await make.record(TYPE, { [name]: '123' });
    expectError(await hubspot.objects.update(TYPE, id, { properties: { [name]: 'abc' } }), 400, 'VALIDATION_ERROR');
  },
);
