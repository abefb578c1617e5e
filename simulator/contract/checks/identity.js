import { check } from '../frame/checks.js';

const EMAIL = { idProperty: 'email' };

check(
  'a second contact with the same address is a 409 that names the first',
  {
    facts: ['identity/contact-409', 'identity/409-names-the-contact', 'identity/email-ignores-case'],
    harmless: true,
  },
  async ({ hubspot, make, assert, expectError }) => {
    const { id, properties } = await make.record('contacts');
    for (const email of [properties.email, properties.email.toUpperCase()]) {
      const error = expectError(await hubspot.objects.create('contacts', { properties: { email } }), 409, 'CONFLICT');
      assert.equal(error.message, `Contact already exists. Existing ID: ${id}`);
    }
  },
);

check(
  'an address is stored in lower case and without spaces around it',
  { facts: ['identity/email-stored-lower-case'], harmless: true },
  async ({ make, assert }) => {
    const email = make.email();
    const { properties } = await make.record('contacts', { email: `  ${email.toUpperCase()} ` });
    assert.equal(properties.email, email);
  },
);

check(
  'contacts can do without an address',
  { facts: ['identity/email-optional', 'objects/required-of-contacts'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const input = { properties: { firstname: make.name() } };
    const first = expectStatus(await hubspot.objects.create('contacts', input), 201);
    const second = expectStatus(await hubspot.objects.create('contacts', input), 201);
    make.remember('contacts', first.id, second.id);
    assert.notEqual(first.id, second.id);
  },
);

check(
  'a secondary address finds its contact and cannot be given to another',
  {
    facts: ['identity/secondary-emails', 'identity/secondary-email-conflicts', 'identity/secondary-email-finds'],
    harmless: true,
  },
  async ({ hubspot, make, assert, expectStatus, expectError }) => {
    const email = make.email();
    const { id } = await make.record('contacts', { hs_additional_emails: `${email};${make.email()}` });
    assert.equal(expectStatus(await hubspot.objects.read('contacts', email, EMAIL), 200).id, id);
    const error = expectError(await hubspot.objects.create('contacts', { properties: { email } }), 409, 'CONFLICT');
    assert.ok(error.message.endsWith(`Existing ID: ${id}`), error.message);
  },
);

check(
  'a contact cannot be moved onto the address of another',
  { facts: ['identity/update-onto-taken-email'], harmless: true },
  async ({ hubspot, make, assert, expectError, expectStatus }) => {
    const [taken, other] = [await make.record('contacts'), await make.record('contacts')];
    const update = { properties: { email: taken.properties.email } };
    expectError(await hubspot.objects.update('contacts', other.id, update), 409, 'CONFLICT');
    const { properties } = expectStatus(await hubspot.objects.read('contacts', other.id), 200);
    assert.equal(properties.email, other.properties.email);
  },
);

check(
  'an address is free again after its contact gave it up',
  { facts: ['identity/email-free-after-change'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const first = await make.record('contacts');
    const { email } = first.properties;
    expectStatus(await hubspot.objects.update('contacts', first.id, { properties: { email: make.email() } }), 200);
    const second = await make.record('contacts', { email });
    assert.equal(expectStatus(await hubspot.objects.read('contacts', email, EMAIL), 200).id, second.id);
  },
);

check(
  'the address of an archived contact can be given to a new one',
  { facts: ['identity/email-free-after-archive'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const first = await make.record('contacts');
    expectStatus(await hubspot.objects.archive('contacts', first.id), 204);
    const second = await make.record('contacts', { email: first.properties.email });
    assert.notEqual(second.id, first.id);
  },
);

check(
  'an address can move from one contact to another within a batch',
  { facts: ['identity/email-moves-within-a-batch'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const [first, second] = [await make.record('contacts'), await make.record('contacts')];
    const { email } = first.properties;
    const inputs = [
      { id: first.id, properties: { email: make.email() } },
      { id: second.id, properties: { email } },
    ];
    expectStatus(await hubspot.batch.update('contacts', { inputs }), 200);
    assert.equal(expectStatus(await hubspot.objects.read('contacts', email, EMAIL), 200).id, second.id);
  },
);

check(
  'companies may share a domain, which identifies none of them',
  {
    facts: [
      'identity/companies-share-domains',
      'identity/domain-identifies-nothing',
      'identity/id-property-must-be-unique',
    ],
    harmless: true,
  },
  async ({ hubspot, make, assert, expectError }) => {
    const domain = `${make.name()}.example.com`;
    const [first, second] = [await make.record('companies', { domain }), await make.record('companies', { domain })];
    assert.notEqual(first.id, second.id);
    const answer = await hubspot.objects.read('companies', domain, { idProperty: 'domain' });
    expectError(answer, 400, 'VALIDATION_ERROR');
  },
);

check(
  'a contact is read and updated by its address',
  { facts: ['identity/id-property-of-reads', 'identity/id-property-of-updates'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id, properties } = await make.record('contacts', { email: `a+b.${make.email()}` });
    assert.equal(expectStatus(await hubspot.objects.read('contacts', properties.email, EMAIL), 200).id, id);
    const update = { properties: { city: 'London' } };
    assert.equal(expectStatus(await hubspot.objects.update('contacts', properties.email, update, EMAIL), 200).id, id);
    const query = { properties: ['city'] };
    assert.equal(expectStatus(await hubspot.objects.read('contacts', id, query), 200).properties.city, 'London');
  },
);

check(
  'an address that no contact has is not found',
  { facts: ['identity/id-property-of-reads', 'identity/id-property-of-updates', 'errors/not-found'], harmless: true },
  async ({ hubspot, make, expectError }) => {
    expectError(await hubspot.objects.read('contacts', make.email(), EMAIL), 404, 'OBJECT_NOT_FOUND');
    const update = { properties: { city: 'London' } };
    expectError(await hubspot.objects.update('contacts', make.email(), update, EMAIL), 404, 'OBJECT_NOT_FOUND');
  },
);

check(
  'batches find contacts by their addresses',
  { facts: ['identity/id-property-in-batches'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const contacts = [await make.record('contacts'), await make.record('contacts')];
    const emails = contacts.map(({ properties }) => properties.email);
    const ids = new Set(contacts.map(({ id }) => id));
    const found = (answer) => new Set(expectStatus(answer, 200).results.map(({ id }) => id));
    const read = { idProperty: 'email', properties: ['email'], inputs: emails.map((id) => ({ id })) };
    assert.deepEqual(found(await hubspot.batch.read('contacts', read)), ids);
    const inputs = emails.map((id) => ({ id, idProperty: 'email', properties: { city: 'London' } }));
    assert.deepEqual(found(await hubspot.batch.update('contacts', { inputs })), ids);
  },
);

check(
  'an upsert that finds nobody creates a contact with the address that it looked for',
  { facts: ['identity/upsert-creates-with-id'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const email = make.email();
    const inputs = [{ id: email, idProperty: 'email', properties: { email, city: 'London' } }];
    const { results } = expectStatus(await hubspot.batch.upsert('contacts', { inputs }), 200);
    make.remember('contacts', results[0].id);
    assert.equal(results[0].new, true);
    assert.equal(expectStatus(await hubspot.objects.read('contacts', email, EMAIL), 200).id, results[0].id);
  },
);

const KEY = { type: 'string', fieldType: 'text', hasUniqueValue: true };

check(
  'a property with unique values identifies records in every call',
  {
    facts: [
      'identity/id-property-of-reads',
      'identity/id-property-of-updates',
      'identity/id-property-in-batches',
      'identity/upsert-creates-with-id',
    ],
    harmless: false,
  },
  async ({ hubspot, make, assert, expectStatus }) => {
    const idProperty = await make.property('companies', KEY);
    const { id } = await make.record('companies', { [idProperty]: 'k-1' });
    const same = (answer) => assert.equal(expectStatus(answer, 200).id, id);
    same(await hubspot.objects.read('companies', 'k-1', { idProperty }));
    same(await hubspot.objects.update('companies', 'k-1', { properties: { city: 'London' } }, { idProperty }));
    const batch = { idProperty, properties: [], inputs: [{ id: 'k-1' }] };
    assert.equal(expectStatus(await hubspot.batch.read('companies', batch), 200).results[0].id, id);
    const inputs = ['k-1', 'k-2'].map((key) => ({ id: key, idProperty, properties: { name: make.name() } }));
    const { results } = expectStatus(await hubspot.batch.upsert('companies', { inputs }), 200);
    const created = results.find((result) => result.id !== id);
    make.remember('companies', created.id);
    assert.equal(created.new, true);
    const read = await hubspot.objects.read('companies', 'k-2', { idProperty });
    assert.equal(expectStatus(read, 200).id, created.id);
  },
);

check(
  'a unique value that another record has is refused and says which',
  { facts: ['identity/unique-value-400', 'identity/unique-values-ignore-case'], harmless: false },
  async ({ hubspot, make, assert, expectError }) => {
    const name = await make.property('contacts', KEY);
    const { id } = await make.record('contacts', { [name]: 'key-1' });
    for (const value of ['key-1', 'KEY-1']) {
      const input = { properties: { email: make.email(), [name]: value } };
      const error = expectError(await hubspot.objects.create('contacts', input), 400, 'VALIDATION_ERROR');
      assert.equal(error.errors[0].code, 'CONFLICTING_UNIQUE_VALUE');
      assert.ok(error.message.includes(`${id} already has that value`), error.message);
    }
  },
);

check(
  'records of two types may have the same unique value',
  { facts: ['identity/unique-values-of-a-type'], harmless: false },
  async ({ make, assert }) => {
    const [ofContacts, ofCompanies] = [await make.property('contacts', KEY), await make.property('companies', KEY)];
    const contact = await make.record('contacts', { [ofContacts]: 'k-1' });
    const company = await make.record('companies', { [ofCompanies]: 'k-1' });
    assert.ok(contact.id && company.id);
  },
);

check(
  'a property that does not exist, or whose values are not unique, is no idProperty',
  { facts: ['identity/id-property-must-be-unique'], harmless: true },
  async ({ hubspot, expectError }) => {
    for (const idProperty of ['no_such_property', 'firstname']) {
      expectError(await hubspot.objects.read('contacts', 'Ada', { idProperty }), 400, 'VALIDATION_ERROR');
    }
  },
);
