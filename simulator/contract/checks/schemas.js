import { check } from '../frame/checks.js';

const definitions = { harmless: false };

/** A name that a custom object may have. */
const nameOf = (make) => `c_${make.name().replaceAll('-', '_')}`.slice(-50).replace(/^[^a-z]+/, '');

const schemaOf = (name) => ({
  name,
  labels: { singular: 'Car', plural: 'Cars' },
  primaryDisplayProperty: 'plate',
  requiredProperties: ['plate'],
  searchableProperties: ['plate'],
  properties: [
    { name: 'plate', label: 'Plate', type: 'string', fieldType: 'text', hasUniqueValue: true },
    { name: 'doors', label: 'Doors', type: 'number', fieldType: 'number' },
  ],
  associatedObjects: ['CONTACT'],
});

/** Creates a custom object type that is archived and purged in the end. */
async function typeOf({ hubspot, make, expectStatus }, changes = {}) {
  const schema = expectStatus(await hubspot.schemas.create({ ...schemaOf(nameOf(make)), ...changes }), 201);
  make.undo(async () => {
    expectStatus(await hubspot.schemas.archive(schema.objectTypeId), 204, 404);
    expectStatus(await hubspot.schemas.archive(schema.objectTypeId, { archived: true }), 204, 404);
  });
  return schema;
}

check(
  'a custom object type is created with properties and labels',
  { facts: ['schemas/create-answers-201', 'schemas/type-id', 'schemas/fully-qualified-name'], ...definitions },
  async (context) => {
    const { assert } = context;
    const schema = await typeOf(context);
    assert.match(schema.objectTypeId, /^2-\d+$/);
    assert.match(schema.fullyQualifiedName, new RegExp(`^p\\d+_${schema.name}$`));
    assert.deepEqual(schema.labels, { singular: 'Car', plural: 'Cars' });
    assert.deepEqual(schema.requiredProperties, ['plate']);
    assert.ok(schema.properties.some(({ name }) => name === 'doors'));
    assert.ok(schema.properties.some(({ name }) => name === 'hs_object_id'));
  },
);

check(
  'its records go by id and by the fully qualified name',
  { facts: ['schemas/names'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { objectTypeId, fullyQualifiedName } = await typeOf(context);
    const record = await make.record(objectTypeId, { plate: 'B-LN 1', doors: '4' });
    for (const type of [objectTypeId, fullyQualifiedName]) {
      const read = expectStatus(await hubspot.objects.read(type, record.id, { properties: ['doors'] }), 200);
      assert.equal(read.properties.doors, '4');
    }
  },
);

check(
  'its records are found by search and by unique value',
  { facts: ['schemas/names'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, eventually, expectStatus } = context;
    const { objectTypeId } = await typeOf(context);
    const record = await make.record(objectTypeId, { plate: 'B-LN 2' });
    const byPlate = expectStatus(await hubspot.objects.read(objectTypeId, 'B-LN 2', { idProperty: 'plate' }), 200);
    assert.equal(byPlate.id, record.id);
    const filters = [{ propertyName: 'plate', operator: 'EQ', value: 'B-LN 2' }];
    await eventually(async () => {
      const { total } = expectStatus(await hubspot.search.search(objectTypeId, { filterGroups: [{ filters }] }), 200);
      assert.equal(total, 1);
    });
  },
);

check(
  'its properties and groups go by its id',
  { facts: ['schemas/names', 'schemas/property-defaults'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { objectTypeId, name } = await typeOf(context);
    const property = expectStatus(await hubspot.properties.read(objectTypeId, 'doors'), 200);
    assert.equal(property.groupName, `${name}_information`);
    const { results } = expectStatus(await hubspot.groups.list(objectTypeId), 200);
    assert.ok(results.some((group) => group.name === `${name}_information`));
  },
);

check(
  'its bare name is not understood',
  { facts: ['schemas/bare-name-refused'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { name } = await typeOf(context);
    const error = expectStatus(await hubspot.properties.list(name), 400);
    assert.match(error.message, /Unable to infer object type/);
  },
);

check(
  'a record needs what the schema requires from 2026-09 on',
  { facts: ['schemas/required-properties'], ...definitions, drivers: ['http'] },
  async (context) => {
    const { hubspot, expectError } = context;
    const { objectTypeId } = await typeOf(context);
    expectError(await hubspot.objects.create(objectTypeId, { properties: { doors: 2 } }), 400, 'VALIDATION_ERROR');
  },
);

check(
  'schemas are listed and read by any name',
  { facts: ['schemas/names', 'schemas/standard-types'], ...definitions },
  async (context) => {
    const { hubspot, assert, eventually, expectStatus } = context;
    const schema = await typeOf(context);
    await eventually(async () => {
      const { results } = expectStatus(await hubspot.schemas.list(), 200);
      assert.ok(results.some(({ objectTypeId }) => objectTypeId === schema.objectTypeId));
    });
    for (const name of [schema.objectTypeId, schema.fullyQualifiedName]) {
      assert.equal(expectStatus(await hubspot.schemas.read(name), 200).name, schema.name);
    }
    assert.equal(expectStatus(await hubspot.schemas.read('contacts'), 200).objectTypeId, '0-1');
  },
);

check(
  'a schema that does not exist is a 404',
  { facts: ['schemas/names'], harmless: true },
  async ({ hubspot, expectStatus }) => {
    expectStatus(await hubspot.schemas.read('2-1'), 404);
  },
);

check(
  'labels and required properties can be changed',
  { facts: ['schemas/patch'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { objectTypeId, name } = await typeOf(context);
    const changes = { labels: { singular: 'Lorry', plural: 'Lorries' }, requiredProperties: [], clearDescription: false };
    const updated = expectStatus(await hubspot.schemas.update(objectTypeId, changes), 200);
    assert.equal(updated.labels.plural, 'Lorries');
    assert.deepEqual(updated.requiredProperties, []);
    assert.equal(updated.name, name);
  },
);

for (const [what, changes, fact] of [
  ['a name with a hyphen', { name: 'my-car' }, 'schemas/name-rules'],
  ['a name that starts with a digit', { name: '1car' }, 'schemas/name-rules'],
  ['no labels', { labels: { singular: '', plural: '' } }, 'schemas/labels-required'],
  ['a display property that does not exist', { primaryDisplayProperty: 'wings' }, 'schemas/display-properties-exist'],
  ['a required property that does not exist', { requiredProperties: ['wings'] }, 'schemas/display-properties-exist'],
]) {
  check(`a schema with ${what} is refused`, { facts: [fact], ...definitions }, async ({ hubspot, make, expectStatus }) => {
    expectStatus(await hubspot.schemas.create({ ...schemaOf(nameOf(make)), ...changes }), 400);
  });
}

check(
  'a schema without a display property is refused',
  { facts: ['schemas/primary-display-required'], ...definitions },
  async ({ hubspot, make, expectStatus }) => {
    const { primaryDisplayProperty: _, ...rest } = schemaOf(nameOf(make));
    expectStatus(await hubspot.schemas.create(rest), 400);
  },
);

check(
  'a schema cannot be archived while it has records',
  { facts: ['schemas/delete-needs-no-records', 'schemas/archived-leaves-the-list'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { objectTypeId } = await typeOf(context);
    const input = { properties: { plate: 'B-LN 3' } };
    const record = expectStatus(await hubspot.objects.create(objectTypeId, input), 201);
    const error = expectStatus(await hubspot.schemas.archive(objectTypeId), 400);
    assert.match(error.subCategory, /EXISTING_OBJECT_RECORDS/);
    expectStatus(await hubspot.objects.archive(objectTypeId, record.id), 204);
    expectStatus(await hubspot.schemas.archive(objectTypeId), 204);
    expectStatus(await hubspot.objects.list(objectTypeId), 400);
    const { results } = expectStatus(await hubspot.schemas.list({ archived: true }), 200);
    assert.equal(results.find((schema) => schema.objectTypeId === objectTypeId)?.archived, true);
  },
);

check(
  'only an archived schema can be purged',
  { facts: ['schemas/purge'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { objectTypeId } = await typeOf(context);
    expectStatus(await hubspot.schemas.archive(objectTypeId, { archived: true }), 400);
    expectStatus(await hubspot.schemas.archive(objectTypeId), 204);
    expectStatus(await hubspot.schemas.archive(objectTypeId, { archived: true }), 204);
    const { results } = expectStatus(await hubspot.schemas.list({ archived: true }), 200);
    assert.ok(results.every((schema) => schema.objectTypeId !== objectTypeId));
  },
);

check(
  'associations are added to a schema and removed',
  { facts: ['schemas/associations'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { objectTypeId, associations } = await typeOf(context);
    assert.ok(associations.some(({ toObjectTypeId }) => toObjectTypeId === '0-1'));
    const input = { fromObjectTypeId: objectTypeId, toObjectTypeId: '0-2', name: nameOf(make) };
    const added = expectStatus(await hubspot.schemas.associate(objectTypeId, input), 201);
    assert.equal(added.fromObjectTypeId, objectTypeId);
    expectStatus(await hubspot.schemas.dissociate(objectTypeId, added.id), 204);
    const after = expectStatus(await hubspot.schemas.read(objectTypeId), 200);
    assert.ok(after.associations.every(({ toObjectTypeId }) => toObjectTypeId !== '0-2'));
  },
);

check(
  'schemas are read in batches',
  { facts: ['schemas/batch-read'], ...definitions, drivers: ['http'] },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { objectTypeId } = await typeOf(context);
    const inputs = [{ id: objectTypeId }, { id: '2-1' }];
    const { results, errors } = expectStatus(await hubspot.schemas.batchRead({ inputs }), 207);
    assert.equal(results[0].objectTypeId, objectTypeId);
    assert.equal(errors.length, 1);
  },
);

check(
  'a custom type gets its pipeline properties with its first pipeline',
  { facts: ['schemas/pipelines'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { objectTypeId } = await typeOf(context);
    expectStatus(await hubspot.properties.read(objectTypeId, 'hs_pipeline_stage'), 404);
    const stages = [{ label: 'In', displayOrder: 0, metadata: {} }];
    const input = { label: make.name(), displayOrder: 0, stages };
    const pipeline = expectStatus(await hubspot.pipelines.create(objectTypeId, input), 201);
    const property = expectStatus(await hubspot.properties.read(objectTypeId, 'hs_pipeline_stage'), 200);
    assert.equal(property.options[0].value, pipeline.stages[0].id);
    expectStatus(await hubspot.pipelines.archive(objectTypeId, pipeline.id), 204);
  },
);

check(
  'records of a custom type can be linked to notes from the start',
  { facts: ['schemas/activities-linkable'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { objectTypeId, associations } = await typeOf(context);
    assert.ok(associations.some(({ toObjectTypeId }) => toObjectTypeId === '0-46'));
    const record = await make.record(objectTypeId, { plate: make.name() });
    const note = await make.record('notes');
    expectStatus(await hubspot.associations.link(objectTypeId, record.id, 'notes', note.id), 200);
  },
);
