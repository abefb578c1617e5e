import { check } from '../frame/checks.js';

const own = (associationTypeId) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId });
const custom = (associationTypeId) => ({ associationCategory: 'USER_DEFINED', associationTypeId });
const pair = (from, to, ...types) => ({ from: { id: from }, to: { id: to }, ...(types.length > 0 ? { types } : {}) });

/** A contact and a company that are not linked. */
async function two(make) {
  const contact = await make.record('contacts');
  const company = await make.record('companies');
  return { contact: contact.id, company: company.id };
}

/** The type ids of the links that an answer lists, by linked record. */
const typeIds = ({ results }) =>
  Object.fromEntries(
    results.map(({ toObjectId, associationTypes }) => [toObjectId, associationTypes.map(({ typeId }) => typeId).sort((a, b) => a - b)]),
  );

/** A label between two types, gone after the check. */
async function label({ hubspot, make, expectStatus }, from, to, definition) {
  const name = make.name().replaceAll('-', '_');
  const { results } = expectStatus(await hubspot.associations.define(from, to, { name, label: name, ...definition }), 200);
  const there = expectStatus(await hubspot.associations.labels(from, to), 200).results.map(({ typeId }) => typeId);
  const { typeId } = results.find((type) => there.includes(type.typeId) && type.label === (definition?.label ?? name));
  make.undo(async () => expectStatus(await hubspot.associations.remove(from, to, typeId), 204));
  return { typeId, name, results };
}

check(
  'a plain link is there from both records, under a type id for each direction',
  { facts: ['associations/default-link', 'associations/both-directions'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const linked = expectStatus(await hubspot.associations.link('contacts', contact, 'companies', company), 200);
    assert.deepEqual(linked.results.map(({ associationSpec }) => associationSpec.associationTypeId).sort(), [279, 280]);
    const there = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.deepEqual(typeIds(there)[company].includes(279), true);
    const back = expectStatus(await hubspot.associations.list('companies', company, 'contacts'), 200);
    assert.deepEqual(typeIds(back)[contact].includes(280), true);
  },
);

check(
  'the plain kind of link has no label',
  { facts: ['associations/read-answers-types'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.link('contacts', contact, 'companies', company), 200);
    const { results } = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    const plain = results[0].associationTypes.find(({ typeId }) => typeId === 279);
    assert.equal(plain.category, 'HUBSPOT_DEFINED');
    assert.equal(plain.label ?? null, null);
  },
);

check(
  'ids of linked records are numbers',
  { facts: ['associations/ids-are-numbers'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.link('contacts', contact, 'companies', company), 200);
    const { results } = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.equal(typeof results[0].toObjectId, 'number');
  },
);

for (const [from, to, typeId] of [
  ['contacts', 'deals', 4],
  ['deals', 'companies', 341],
  ['contacts', 'tickets', 15],
  ['notes', 'contacts', 202],
  ['calls', 'contacts', 194],
  ['meetings', 'contacts', 200],
  ['tasks', 'deals', 216],
  ['emails', 'companies', 186],
]) {
  check(
    `${from} are linked to ${to} by type id ${typeId}`,
    { facts: ['associations/type-ids', 'associations/labels-list'], harmless: true },
    async ({ hubspot, assert, expectStatus }) => {
      const { results } = expectStatus(await hubspot.associations.labels(from, to), 200);
      const plain = results.filter(({ category, label }) => category === 'HUBSPOT_DEFINED' && (label ?? null) === null);
      assert.deepEqual(plain.map((type) => type.typeId), [typeId]);
    },
  );
}

check(
  'records of one type are linked by the same type id both ways',
  { facts: ['associations/same-type'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id: first } = await make.record('contacts');
    const { id: second } = await make.record('contacts');
    expectStatus(await hubspot.associations.link('contacts', first, 'contacts', second), 200);
    for (const [from, to] of [[first, second], [second, first]]) {
      const links = expectStatus(await hubspot.associations.list('contacts', from, 'contacts'), 200);
      assert.deepEqual(typeIds(links), { [to]: [449] });
    }
  },
);

check(
  'a primary company is linked plainly as well',
  { facts: ['associations/primary-makes-plain', 'associations/plain-beside-labels', 'associations/primary-pairs'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.label('contacts', contact, 'companies', company, [own(1)]), 201);
    const there = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.deepEqual(typeIds(there)[company], [1, 279]);
    const back = expectStatus(await hubspot.associations.list('companies', company, 'contacts'), 200);
    assert.deepEqual(typeIds(back)[contact], [2, 280]);
  },
);

check(
  'a new primary company demotes the one before',
  { facts: ['associations/one-primary'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const { id: other } = await make.record('companies');
    for (const each of [company, other]) {
      expectStatus(await hubspot.associations.label('contacts', contact, 'companies', each, [own(1)]), 201);
    }
    const links = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.deepEqual(typeIds(links), { [company]: [279], [other]: [1, 279] });
  },
);

check(
  'a company is the primary one of several contacts',
  { facts: ['associations/company-of-many'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const { id: other } = await make.record('contacts');
    for (const each of [contact, other]) {
      expectStatus(await hubspot.associations.label('contacts', each, 'companies', company, [own(1)]), 201);
    }
    const links = expectStatus(await hubspot.associations.list('companies', company, 'contacts'), 200);
    assert.deepEqual(typeIds(links), { [contact]: [2, 280], [other]: [2, 280] });
  },
);

check(
  'a deal has a primary company, too',
  { facts: ['associations/primary-pairs'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id: deal } = await make.record('deals');
    const { id: company } = await make.record('companies');
    expectStatus(await hubspot.associations.label('deals', deal, 'companies', company, [own(5)]), 201);
    const links = expectStatus(await hubspot.associations.list('companies', company, 'deals'), 200);
    assert.deepEqual(typeIds(links), { [deal]: [6, 342] });
  },
);

check(
  'a company has a parent and a parent has children',
  { facts: ['associations/parent-and-child'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id: parent } = await make.record('companies');
    const { id: child } = await make.record('companies');
    expectStatus(await hubspot.associations.label('companies', parent, 'companies', child, [own(13)]), 201);
    const links = expectStatus(await hubspot.associations.list('companies', child, 'companies'), 200);
    assert.ok(typeIds(links)[parent].includes(14));
  },
);

check(
  'no kinds of links make no link, yet the call succeeds',
  { facts: ['associations/no-types-no-link'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const body = { inputs: [{ ...pair(contact, company), types: [] }] };
    expectStatus(await hubspot.associations.batchCreate('contacts', 'companies', body), 201);
    const { results } = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.deepEqual(results, []);
  },
);

check(
  'unlinking ends all links between two records, from either side',
  { facts: ['associations/unlink', 'associations/unlink-is-idempotent'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.label('contacts', contact, 'companies', company, [own(1)]), 201);
    expectStatus(await hubspot.associations.unlink('companies', company, 'contacts', contact), 204);
    const { results } = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.deepEqual(results, []);
    expectStatus(await hubspot.associations.unlink('contacts', contact, 'companies', company), 204);
  },
);

check(
  'a record that does not exist cannot be linked',
  { facts: ['associations/invalid-record'], harmless: true },
  async ({ hubspot, make, assert, expectError }) => {
    const { id: contact } = await make.record('contacts');
    const answer = await hubspot.associations.label('contacts', contact, 'companies', '1', [own(279)]);
    const error = expectError(answer, 400, 'VALIDATION_ERROR');
    assert.equal(error.message, 'One or more associations are invalid');
    assert.deepEqual(error.context.INVALID_OBJECT_IDS, ['COMPANY=1 is not valid']);
  },
);

check(
  'a kind of link that does not exist is refused',
  { facts: ['associations/invalid-type'], harmless: true },
  async ({ hubspot, make, assert, expectError }) => {
    const { contact, company } = await two(make);
    const answer = await hubspot.associations.label('contacts', contact, 'companies', company, [custom(999_999)]);
    const error = expectError(answer, 400, 'VALIDATION_ERROR');
    assert.deepEqual(error.context.INVALID_ASSOCIATION_TYPE_ID, [
      'USER_DEFINED=999999 is not a valid association definition id',
    ]);
  },
);

check(
  'the type id decides which types the ids in the path are of',
  { facts: ['associations/type-id-wins-over-path'], harmless: true },
  async ({ hubspot, make, assert, expectError }) => {
    const { id: deal } = await make.record('deals');
    const { id: company } = await make.record('companies');
    const answer = await hubspot.associations.label('deals', deal, 'companies', company, [own(1)]);
    const error = expectError(answer, 400, 'VALIDATION_ERROR');
    assert.deepEqual(error.context.INVALID_OBJECT_IDS, [`CONTACT=${deal} is not valid`]);
  },
);

check(
  'a page of links leads on to the next',
  { facts: ['associations/read-pages'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const { id: other } = await make.record('companies');
    const body = { inputs: [pair(contact, company), pair(contact, other)] };
    expectStatus(await hubspot.associations.batchLink('contacts', 'companies', body), 200);
    const first = expectStatus(await hubspot.associations.list('contacts', contact, 'companies', { limit: 1 }), 200);
    const { after } = first.paging.next;
    const rest = expectStatus(await hubspot.associations.list('contacts', contact, 'companies', { limit: 1, after }), 200);
    const seen = [...first.results, ...rest.results].map(({ toObjectId }) => String(toObjectId));
    assert.deepEqual(seen.sort(), [company, other].sort());
    assert.equal(rest.paging?.next ?? null, null);
  },
);

check(
  'linking does not move the last-modified property',
  { facts: ['associations/no-last-modified-bump'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { id: first, updatedAt } = await make.record('contacts');
    const { id: second } = await make.record('contacts');
    expectStatus(await hubspot.associations.link('contacts', first, 'contacts', second), 200);
    await eventually(async () => {
      const read = expectStatus(await hubspot.objects.read('contacts', first), 200);
      assert.equal(Date.parse(read.updatedAt), Date.parse(updatedAt));
    });
  },
);

check(
  'a batch links pairs and answers their labels',
  { facts: ['associations/batch-create'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const body = { inputs: [pair(contact, company, own(1))] };
    const { status, results } = expectStatus(await hubspot.associations.batchCreate('contacts', 'companies', body), 201);
    assert.equal(status, 'COMPLETE');
    assert.equal(String(results[0].fromObjectId), contact);
    assert.equal(results[0].toObjectTypeId, '0-2');
    assert.equal(results[0].labels.length, 1);
  },
);

check(
  'a bad pair of a batch is an error beside the good ones',
  { facts: ['associations/batch-create-partial'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const body = { inputs: [pair(contact, '1', own(279)), pair(contact, company, own(279))] };
    const { results, numErrors } = expectStatus(await hubspot.associations.batchCreate('contacts', 'companies', body), 207);
    assert.equal(numErrors, 1);
    assert.deepEqual(results.map(({ toObjectId }) => String(toObjectId)), [company]);
  },
);

check(
  'a batch of plain links answers both directions of each',
  { facts: ['associations/batch-default'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const body = { inputs: [pair(contact, company)] };
    const { results } = expectStatus(await hubspot.associations.batchLink('contacts', 'companies', body), 200);
    assert.deepEqual(results.map(({ from }) => from.id).sort(), [contact, company].sort());
  },
);

check(
  'a batch archive ends links',
  { facts: ['associations/batch-archive'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.link('contacts', contact, 'companies', company), 200);
    const body = { inputs: [{ from: { id: contact }, to: [{ id: company }] }] };
    // Without a body under v4, with one under dated versions.
    expectStatus(await hubspot.associations.batchUnlink('contacts', 'companies', body), 204, 200);
    const { results } = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.deepEqual(results, []);
  },
);

check(
  'a link without its plain kind goes altogether',
  { facts: ['associations/batch-labels-archive'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.label('contacts', contact, 'companies', company, [own(1)]), 201);
    const body = { inputs: [pair(contact, company, own(279))] };
    expectStatus(await hubspot.associations.batchUnlabel('contacts', 'companies', body), 204, 200);
    const { results } = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.deepEqual(results, []);
  },
);

check(
  'a batch read answers the links of each record',
  { facts: ['associations/batch-read'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.link('contacts', contact, 'companies', company), 200);
    const { results } = expectStatus(await hubspot.associations.batchRead('contacts', 'companies', { inputs: [{ id: contact }] }), 200);
    assert.equal(results[0].from.id, contact);
    assert.equal(String(results[0].to[0].toObjectId), company);
  },
);

check(
  'a record without links is an error in a batch read',
  { facts: ['associations/batch-read-207'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id: contact } = await make.record('contacts');
    const { errors } = expectStatus(await hubspot.associations.batchRead('contacts', 'companies', { inputs: [{ id: contact }] }), 207);
    assert.equal(errors[0].category, 'OBJECT_NOT_FOUND');
    assert.equal(errors[0].subCategory, 'crm.associations.NO_ASSOCIATIONS_FOUND');
    assert.equal(errors[0].message, `No company is associated with contact ${contact}.`);
  },
);

check(
  'a batch read is for 1,000 records at most',
  { facts: ['associations/batch-read'], harmless: true },
  async ({ hubspot, expectError }) => {
    const inputs = Array.from({ length: 1_001 }, (_, i) => ({ id: String(i + 1) }));
    expectError(await hubspot.associations.batchRead('contacts', 'companies', { inputs }), 400, 'VALIDATION_ERROR');
  },
);

check(
  'a record is created together with its links',
  { facts: ['associations/in-creation', 'objects/create-with-associations'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id: company } = await make.record('companies');
    const associations = [{ to: { id: company }, types: [own(279)] }];
    const created = expectStatus(
      await hubspot.objects.create('contacts', { properties: { email: make.email() }, associations }),
      201,
    );
    make.remember('contacts', created.id);
    const links = expectStatus(await hubspot.associations.list('contacts', created.id, 'companies'), 200);
    assert.ok(typeIds(links)[company].includes(279));
  },
);

check(
  'an impossible link creates no record',
  { facts: ['associations/creation-is-atomic'], harmless: true },
  async ({ hubspot, make, expectError, expectStatus }) => {
    const email = make.email();
    const associations = [{ to: { id: '1' }, types: [own(279)] }];
    expectError(await hubspot.objects.create('contacts', { properties: { email }, associations }), 400, 'VALIDATION_ERROR');
    expectStatus(await hubspot.objects.read('contacts', email, { idProperty: 'email' }), 404);
  },
);

check(
  'records of a batch are created together with their links',
  { facts: ['associations/in-creation'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id: company } = await make.record('companies');
    const associations = [{ to: { id: company }, types: [own(1)] }];
    const inputs = [make.email(), make.email()].map((email) => ({ properties: { email }, associations }));
    const { results } = expectStatus(await hubspot.batch.create('contacts', { inputs }), 201);
    make.remember('contacts', ...results.map(({ id }) => id));
    const links = expectStatus(await hubspot.associations.list('companies', company, 'contacts'), 200);
    assert.equal(links.results.length, 2);
  },
);

check(
  'a read shows linked ids, once for each kind of link',
  { facts: ['associations/in-reads', 'associations/none-in-reads'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const before = expectStatus(await hubspot.objects.read('contacts', contact, { associations: ['companies'] }), 200);
    assert.equal(before.associations?.companies ?? null, null);
    expectStatus(await hubspot.associations.label('contacts', contact, 'companies', company, [own(1)]), 201);
    const read = expectStatus(await hubspot.objects.read('contacts', contact, { associations: ['companies'] }), 200);
    assert.deepEqual(
      read.associations.companies.results.map(({ id, type }) => [id, type]).sort(),
      [[company, 'contact_to_company'], [company, 'contact_to_company_unlabeled']],
    );
  },
);

check(
  'links vanish with an archived record',
  { facts: ['associations/archived-with-record'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.link('contacts', contact, 'companies', company), 200);
    expectStatus(await hubspot.objects.archive('contacts', contact), 204);
    const { results } = expectStatus(await hubspot.associations.list('companies', company, 'contacts'), 200);
    assert.deepEqual(results, []);
  },
);

check(
  'a restored record has its links again',
  { facts: ['associations/restored-with-record'], harmless: true, simulatorOnly: true },
  async ({ hubspot, make, simulator, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.link('contacts', contact, 'companies', company), 200);
    expectStatus(await hubspot.objects.archive('contacts', contact), 204);
    await simulator.edit(7, { objectType: 'contacts', id: contact, restore: true });
    const links = expectStatus(await hubspot.associations.list('companies', company, 'contacts'), 200);
    assert.deepEqual(typeIds(links), { [contact]: [280] });
  },
);

check(
  'a person links records in HubSpot itself',
  { facts: ['associations/both-directions'], harmless: true, simulatorOnly: true },
  async ({ hubspot, make, simulator, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const other = { objectType: 'companies', id: company };
    await simulator.edit(7, { objectType: 'contacts', id: contact, associate: other });
    const links = expectStatus(await hubspot.associations.list('companies', company, 'contacts'), 200);
    assert.deepEqual(typeIds(links), { [contact]: [280] });
    await simulator.edit(7, { objectType: 'contacts', id: contact, disassociate: other });
    const { results } = expectStatus(await hubspot.associations.list('companies', company, 'contacts'), 200);
    assert.deepEqual(results, []);
  },
);

check(
  'a search finds records by what they are linked to',
  { facts: ['associations/in-search'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.link('contacts', contact, 'companies', company), 200);
    const filters = [{ propertyName: 'associations.company', operator: 'EQ', value: company }];
    await eventually(async () => {
      const { results } = expectStatus(await hubspot.search.search('contacts', { filterGroups: [{ filters }] }), 200);
      assert.deepEqual(results.map(({ id }) => id), [contact]);
    });
  },
);

check(
  'labels are set: one that is not named goes',
  { facts: ['associations/labels-are-set', 'associations/labels-answer-201', 'associations/labels-single'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const first = await label(context, 'contacts', 'companies');
    const second = await label(context, 'contacts', 'companies');
    const { contact, company } = await two(make);
    make.undo(async () => expectStatus(await hubspot.associations.unlink('contacts', contact, 'companies', company), 204));
    const answer = await hubspot.associations.label('contacts', contact, 'companies', company, [custom(first.typeId)]);
    assert.deepEqual(expectStatus(answer, 201).labels, [first.name]);
    const both = [custom(second.typeId)];
    expectStatus(await hubspot.associations.label('contacts', contact, 'companies', company, both), 201);
    const { results } = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.deepEqual(
      results[0].associationTypes.map(({ label: text }) => text ?? null).sort(),
      [second.name, null].sort(),
    );
  },
);

check(
  'a label is taken away and the link stays',
  { facts: ['associations/batch-labels-archive'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { typeId } = await label(context, 'contacts', 'companies');
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.label('contacts', contact, 'companies', company, [custom(typeId)]), 201);
    const body = { inputs: [pair(contact, company, custom(typeId))] };
    expectStatus(await hubspot.associations.batchUnlabel('contacts', 'companies', body), 204, 200);
    const links = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
    assert.deepEqual(typeIds(links), { [company]: [279] });
  },
);

check(
  'a paired label reads differently from each side',
  { facts: ['associations/labels-paired'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { typeId } = await label(context, 'contacts', 'contacts', { label: 'Manager', inverseLabel: 'Employee' });
    const { id: worker } = await make.record('contacts');
    const { id: boss } = await make.record('contacts');
    expectStatus(await hubspot.associations.label('contacts', worker, 'contacts', boss, [custom(typeId)]), 201);
    make.undo(async () => expectStatus(await hubspot.associations.unlink('contacts', worker, 'contacts', boss), 204));
    const { results } = expectStatus(await hubspot.associations.list('contacts', boss, 'contacts'), 200);
    assert.ok(results[0].associationTypes.some((type) => type.label === 'Employee'));
  },
);

check(
  'a label is renamed and keeps its type id',
  { facts: ['associations/labels-rename'], harmless: false },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { typeId } = await label(context, 'contacts', 'companies');
    const renamed = make.name();
    expectStatus(await hubspot.associations.rename('contacts', 'companies', { associationTypeId: typeId, label: renamed }), 204);
    const { results } = expectStatus(await hubspot.associations.labels('contacts', 'companies'), 200);
    assert.equal(results.find((type) => type.category === 'USER_DEFINED' && type.typeId === typeId).label, renamed);
  },
);

check(
  'a label that is in use is not deleted',
  { facts: ['associations/labels-in-use', 'associations/labels-delete'], harmless: false },
  async (context) => {
    const { hubspot, make, expectStatus } = context;
    const { typeId } = await label(context, 'contacts', 'companies');
    const { contact, company } = await two(make);
    expectStatus(await hubspot.associations.label('contacts', contact, 'companies', company, [custom(typeId)]), 201);
    make.undo(async () => expectStatus(await hubspot.associations.unlink('contacts', contact, 'companies', company), 204));
    expectStatus(await hubspot.associations.remove('contacts', 'companies', typeId), 400);
  },
);

check(
  "HubSpot's own kinds of links cannot be deleted",
  { facts: ['associations/labels-of-hubspot'], harmless: false },
  async ({ hubspot, expectStatus }) => {
    expectStatus(await hubspot.associations.remove('contacts', 'companies', 1), 400);
  },
);

check(
  'the name of a label has no hyphens',
  { facts: ['associations/labels-name'], harmless: false },
  async ({ hubspot, make, expectError }) => {
    const answer = await hubspot.associations.define('contacts', 'companies', { name: make.name(), label: 'x' });
    expectError(answer, 400, 'VALIDATION_ERROR');
  },
);

check(
  'a link beyond a limit is refused, and limits are not retroactive',
  { facts: ['associations/limits-set', 'associations/limits-enforced', 'associations/limits-not-retroactive'], harmless: false, drivers: ['http'] },
  async ({ hubspot, make, assert, expectError, expectStatus }) => {
    const { id: deal } = await make.record('deals');
    const contacts = [await make.record('contacts'), await make.record('contacts')].map(({ id }) => id);
    const [first, second] = contacts;
    expectStatus(await hubspot.associations.link('deals', deal, 'contacts', first), 200);
    const limit = { category: 'HUBSPOT_DEFINED', typeId: 3 };
    const set = await hubspot.associations.limit('deals', 'contacts', { inputs: [{ ...limit, maxToObjectIds: 1 }] });
    assert.equal(expectStatus(set, 201).results[0].userEnforcedMaxToObjectIds, 1);
    make.undo(async () =>
      expectStatus(await hubspot.associations.removeLimit('deals', 'contacts', { inputs: [limit] }), 204),
    );
    expectError(await hubspot.associations.link('deals', deal, 'contacts', second), 400, 'VALIDATION_ERROR');
    const { results } = expectStatus(await hubspot.associations.limits('deals', 'contacts'), 200);
    assert.deepEqual(results.map(({ typeId }) => typeId), [3]);
    const links = expectStatus(await hubspot.associations.list('deals', deal, 'contacts'), 200);
    assert.deepEqual(typeIds(links), { [first]: [3] });
  },
);

check(
  "a label's limit is at most that of the plain kind",
  { facts: ['associations/limits-of-labels'], harmless: false, drivers: ['http'] },
  async (context) => {
    const { hubspot, make, expectStatus } = context;
    const { typeId } = await label(context, 'deals', 'contacts');
    const limit = { category: 'HUBSPOT_DEFINED', typeId: 3 };
    expectStatus(await hubspot.associations.limit('deals', 'contacts', { inputs: [{ ...limit, maxToObjectIds: 5 }] }), 201);
    make.undo(async () =>
      expectStatus(await hubspot.associations.removeLimit('deals', 'contacts', { inputs: [limit] }), 204),
    );
    const inputs = [{ category: 'USER_DEFINED', typeId, maxToObjectIds: 6 }];
    expectStatus(await hubspot.associations.limit('deals', 'contacts', { inputs }), 207, 400);
  },
);

check(
  'records near their limit are reported',
  { facts: ['associations/usage', 'associations/technical-limit'], harmless: true, simulatorOnly: true, drivers: ['http'] },
  async ({ hubspot, make, simulator, assert, expectStatus }) => {
    await simulator.settings({ associations: { maximumPerRecord: 5 } });
    const { id: deal } = await make.record('deals');
    const inputs = [];
    for (let i = 0; i < 4; i++) {
      inputs.push(pair(deal, (await make.record('contacts')).id));
    }
    expectStatus(await hubspot.associations.batchLink('deals', 'contacts', { inputs }), 200);
    const from = expectStatus(await hubspot.associations.usage('records/from'), 200);
    assert.ok(from.results.some(({ objectTypeId, hasRecordsNearLimit }) => objectTypeId === '0-3' && hasRecordsNearLimit));
    const between = expectStatus(await hubspot.associations.usage('records/0-3/0-1'), 200);
    assert.equal(between.limit, 5);
    assert.deepEqual(between.nearLimitFromRecordSamples.map(({ objectId, usage }) => [String(objectId), usage]), [[deal, 4]]);
  },
);

check(
  'labels are counted against their limit',
  { facts: ['associations/usage-labels'], harmless: false, drivers: ['http'] },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { name } = await label(context, 'deals', 'contacts');
    const query = { fromObjectTypeId: '0-3', toObjectTypeId: '0-1' };
    const { results } = expectStatus(await hubspot.associations.usage('labels', query), 200);
    assert.ok(results[0].allLabels.includes(name));
    assert.ok(results[0].usage <= results[0].limit);
  },
);

check(
  'under v3 kinds of links have names',
  { facts: ['associations/v3-types'], harmless: true },
  async ({ hubspot, assert, expectStatus }) => {
    const { results } = expectStatus(await hubspot.associations.oldTypes('contacts', 'companies'), 200);
    const names = Object.fromEntries(results.map(({ id, name }) => [id, name]));
    assert.equal(names[1], 'contact_to_company');
    assert.equal(names[279], 'contact_to_company_unlabeled');
  },
);

check(
  'under v3 batches link, read and unlink by names',
  { facts: ['associations/v3-batches', 'associations/v3-read'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id: contact } = await make.record('contacts');
    const { id: deal } = await make.record('deals');
    const body = { inputs: [{ ...pair(contact, deal), type: 'contact_to_deal' }] };
    expectStatus(await hubspot.associations.oldCreate('contacts', 'deals', body), 201);
    const { results } = expectStatus(await hubspot.associations.oldRead('contacts', 'deals', { inputs: [{ id: contact }] }), 200);
    assert.deepEqual(results[0].to.map(({ id, type }) => [id, type]), [[deal, 'contact_to_deal']]);
    expectStatus(await hubspot.associations.oldArchive('contacts', 'deals', body), 204);
    const links = expectStatus(await hubspot.associations.list('contacts', contact, 'deals'), 200);
    assert.deepEqual(links.results, []);
  },
);

check(
  'under v3 a link is made and ended by the name of its kind',
  { facts: ['associations/v3-link'], harmless: true, drivers: ['http'] },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id: contact } = await make.record('contacts');
    const { id: deal } = await make.record('deals');
    const linked = await hubspot.associations.oldLink('contacts', contact, 'deals', deal, 'contact_to_deal');
    assert.equal(expectStatus(linked, 200).id, contact);
    expectStatus(await hubspot.associations.oldUnlink('contacts', contact, 'deals', deal, '4'), 204);
    const { results } = expectStatus(await hubspot.associations.list('contacts', contact, 'deals'), 200);
    assert.deepEqual(results, []);
  },
);

check(
  'the survivor of a merge has the links of both records',
  { facts: ['associations/merge-moves'], harmless: false, drivers: ['http'] },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { contact, company } = await two(make);
    const { id: other } = await make.record('contacts');
    const { id: second } = await make.record('companies');
    expectStatus(await hubspot.associations.label('contacts', contact, 'companies', company, [own(1)]), 201);
    expectStatus(await hubspot.associations.label('contacts', other, 'companies', second, [own(1)]), 201);
    const merge = { primaryObjectId: contact, objectIdToMerge: other };
    const { id } = expectStatus(await hubspot.send('POST', '/crm/objects/2026-09/contacts/merge', { body: merge }), 200);
    make.remember('contacts', id);
    const links = expectStatus(await hubspot.associations.list('contacts', id, 'companies'), 200);
    assert.deepEqual(typeIds(links), { [company]: [1, 279], [second]: [279] });
  },
);
