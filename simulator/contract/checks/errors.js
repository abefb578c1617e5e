import { check } from '../frame/checks.js';

const CONTACTS = '/crm/objects/2026-09/contacts';

check(
  'an error has an envelope, and the correlation id of its header',
  { facts: ['errors/envelope', 'errors/correlation-id'], harmless: true },
  async ({ hubspot, assert, expectError }) => {
    const answer = await hubspot.objects.read('contacts', '1');
    const error = expectError(answer, 404, 'OBJECT_NOT_FOUND');
    assert.equal(answer.headers['x-hubspot-correlation-id'], error.correlationId);
  },
);

check(
  'an answer without an error has a correlation id as well',
  { facts: ['errors/correlation-id'], harmless: true },
  async ({ hubspot, assert }) => {
    const { headers } = await hubspot.objects.list('contacts', { limit: 1 });
    assert.match(headers['x-hubspot-correlation-id'], /^[0-9a-f-]{36}$/);
  },
);

check(
  'a record that does not exist is not found by read nor update',
  { facts: ['errors/not-found'], harmless: true },
  async ({ hubspot, assert, expectError }) => {
    const update = { properties: { city: 'London' } };
    for (const type of ['contacts', 'deals', 'notes']) {
      for (const answer of [await hubspot.objects.read(type, '1'), await hubspot.objects.update(type, '1', update)]) {
        assert.ok(expectError(answer, 404, 'OBJECT_NOT_FOUND').message);
      }
    }
  },
);

/** Expects a refusal with these codes by property, in the message and in `errors`. */
const refuses = async ({ hubspot, make, assert, expectError }, type, bad) => {
  const values = Object.fromEntries(Object.entries(bad).map(([name, [value]]) => [name, value]));
  const input = { properties: { ...make.identity(type), ...values } };
  const error = expectError(await hubspot.objects.create(type, input), 400, 'VALIDATION_ERROR');
  const start = 'Property values were not valid: ';
  assert.ok(error.message.startsWith(start), error.message);
  const listed = new Map(JSON.parse(error.message.slice(start.length)).map((item) => [item.name, item]));
  assert.equal(listed.size, Object.keys(bad).length);
  for (const [name, [value, code, message]] of Object.entries(bad)) {
    const item = listed.get(name);
    assert.equal(item.isValid, false);
    assert.equal(item.error, code);
    assert.equal(item.message, message);
    assert.equal(item.localizedErrorMessage, message);
    assert.equal(item.propertyValue, value);
    const repeated = error.errors.find(({ context }) => context.propertyName[0] === name);
    assert.equal(repeated.code, code);
    assert.equal(repeated.message, message);
  }
};

check(
  'a property that does not exist is named',
  { facts: ['errors/unknown-property', 'errors/property-values'], harmless: true },
  (context) =>
    refuses(context, 'contacts', {
      no_such_property: ['x', 'PROPERTY_DOESNT_EXIST', 'Property "no_such_property" does not exist'],
    }),
);

check(
  'read-only and calculated properties are refused',
  { facts: ['errors/read-only'], harmless: true },
  (context) => {
    const readOnly = (name, value) => ({
      [name]: [value, 'READ_ONLY_VALUE', `"${name}" is a read only property; its value cannot be set.`],
    });
    return refuses(context, 'contacts', {
      ...readOnly('hs_object_id', '1'),
      ...readOnly('hs_email_domain', 'example.com'),
      ...readOnly('num_associated_deals', '3'),
    });
  },
);

check(
  'a value that is no option is refused with the options there are',
  { facts: ['errors/invalid-option'], harmless: true },
  (context) => {
    const message = 'reports was not one of the allowed options: [LOW, MEDIUM, HIGH, URGENT]';
    return refuses(context, 'tickets', { hs_ticket_priority: ['reports', 'INVALID_OPTION', message] });
  },
);

check(
  'a value that is no number is refused',
  { facts: ['errors/invalid-number'], harmless: true },
  (context) => refuses(context, 'deals', { amount: ['many', 'INVALID_INTEGER', 'many was not a valid number.'] }),
);

check(
  'a value that is no address is refused',
  { facts: ['errors/invalid-email'], harmless: true },
  (context) =>
    refuses(context, 'contacts', { email: ['nobody', 'INVALID_EMAIL', 'Email address nobody is invalid'] }),
);

check(
  'all bad values of a write are named at once, and none is stored',
  {
    facts: ['errors/every-bad-value', 'errors/property-values-in-errors', 'objects/one-bad-property-fails-the-write'],
    harmless: true,
  },
  async (context) => {
    await refuses(context, 'deals', {
      amount: ['many', 'INVALID_INTEGER', 'many was not a valid number.'],
      closedate: ['soon', 'INVALID_LONG', 'soon was not a valid long.'],
      no_such_property: ['x', 'PROPERTY_DOESNT_EXIST', 'Property "no_such_property" does not exist'],
    });
  },
);

check(
  'an object type that does not exist is a 400 that names it',
  { facts: ['errors/unknown-type'], harmless: true },
  async ({ hubspot, assert, expectStatus }) => {
    const error = expectStatus(await hubspot.objects.list('widgets'), 400);
    assert.equal(error.message, 'Unable to infer object type from: widgets');
  },
);

check(
  'a page size or cursor that is no number is refused',
  { facts: ['errors/bad-parameter'], harmless: true },
  async ({ hubspot, expectStatus }) => {
    expectStatus(await hubspot.objects.list('contacts', { limit: 'many' }), 400);
    expectStatus(await hubspot.objects.list('contacts', { limit: 0 }), 400);
    expectStatus(await hubspot.objects.list('contacts', { after: 'here' }), 400);
  },
);

check(
  'a path or version that does not exist is not found',
  { facts: ['errors/unknown-path'], harmless: true, drivers: ['http'] },
  async ({ hubspot, assert, expectStatus }) => {
    const error = expectStatus(await hubspot.send('GET', '/crm/no/such/path'), 404);
    assert.equal(error.message, 'resource not found');
    expectStatus(await hubspot.send('GET', '/crm/objects/2031-03/contacts'), 404);
  },
);

check(
  'a method that a path does not have is not allowed',
  { facts: ['errors/other-method'], harmless: true, drivers: ['http'] },
  async ({ hubspot, expectStatus }) => {
    expectStatus(await hubspot.send('PUT', CONTACTS, { body: {} }), 405);
  },
);

check(
  'a body that is no JSON is refused with the place where it stops being any',
  { facts: ['errors/bad-json'], harmless: true, drivers: ['http'] },
  async ({ hubspot, assert, expectError }) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await hubspot.send('POST', CONTACTS, { body: '{"properties":{"email":}}', headers });
    assert.match(expectError(answer, 400, 'VALIDATION_ERROR').message, /^Invalid input JSON on line 1, column \d+/);
  },
);

check(
  'a body that lacks a field is refused with the name of the field',
  { facts: ['errors/missing-fields'], harmless: true, drivers: ['http'] },
  async ({ hubspot, assert, expectError }) => {
    const answer = await hubspot.send('POST', `${CONTACTS}/batch/read`, { body: {} });
    const { message } = expectError(answer, 400, 'VALIDATION_ERROR');
    assert.match(message, /Some required fields were not set: \[.*inputs.*\]/);
  },
);

check(
  "an object or a list is no property's value",
  { facts: ['errors/value-that-is-no-scalar'], harmless: true, drivers: ['http'] },
  async ({ hubspot, expectError }) => {
    for (const city of [{}, ['London']]) {
      expectError(await hubspot.send('POST', CONTACTS, { body: { properties: { city } } }), 400, 'VALIDATION_ERROR');
    }
  },
);

check(
  'a URL that is too long is refused',
  { facts: ['errors/url-too-long'], harmless: true },
  async ({ hubspot, expectStatus }) => {
    const properties = Array.from({ length: 2_000 }, (_, index) => `property_${index}`);
    expectStatus(await hubspot.objects.list('contacts', { limit: 1, properties }), 414);
  },
);
