import { check } from '../frame/checks.js';

/** Writes a property of a new record and gives its value as it is read then. */
const kept = async ({ hubspot, make, expectStatus }, type, name, value) => {
  const { id } = await make.record(type, { [name]: value });
  return expectStatus(await hubspot.objects.read(type, id, { properties: [name] }), 200).properties[name];
};

/** Expects a new record with that value to be refused. */
const refused = async ({ hubspot, make, expectError }, type, name, value) => {
  const input = { properties: { ...make.identity(type), [name]: value } };
  return expectError(await hubspot.objects.create(type, input), 400, 'VALIDATION_ERROR');
};

check(
  'text is answered as it was written',
  { facts: ['values/string-as-stored'], harmless: true },
  async (context) => {
    for (const text of ['Zoë ☃ 😀', 'Straße 7', 'O\'Hara "the boss"', 'two\nlines', 'a & b; c, d | e', '100 %']) {
      context.assert.equal(await kept(context, 'contacts', 'jobtitle', text), text);
    }
  },
);

check(
  'a text can have 65,536 characters and no more',
  { facts: ['values/string-of-65536'], harmless: true },
  async (context) => {
    const text = 'x'.repeat(65_536);
    context.assert.equal((await kept(context, 'tickets', 'content', text)).length, text.length);
    await refused(context, 'tickets', 'content', `${text}x`);
  },
);

check(
  'numbers are answered as plain decimals, however they were written',
  { facts: ['values/number-canonical', 'values/json-scalars', 'objects/values-are-strings'], harmless: true },
  async (context) => {
    const forms = { '007.50': '7.5', '-3': '-3', '0.0': '0', 1234567.25: '1234567.25', '12345678901234': '12345678901234' };
    for (const [written, answered] of Object.entries(forms)) {
      context.assert.equal(await kept(context, 'deals', 'amount', written), answered, written);
    }
    context.assert.equal(await kept(context, 'deals', 'amount', 12.5), '12.5');
  },
);

check(
  'a number with an exponent is refused',
  { facts: ['values/number-without-exponent', 'errors/invalid-number'], harmless: true },
  async (context) => {
    const error = await refused(context, 'deals', 'amount', '1.4210854715202004e-14');
    context.assert.equal(error.errors[0].code, 'INVALID_INTEGER');
    context.assert.equal(error.errors[0].message, '1.4210854715202004e-14 was not a valid number.');
  },
);

check(
  'a boolean is true or false, as text or as JSON',
  { facts: ['values/bool', 'values/json-scalars'], harmless: true },
  async (context) => {
    context.assert.equal(await kept(context, 'companies', 'is_public', true), 'true');
    context.assert.equal(await kept(context, 'companies', 'is_public', 'false'), 'false');
    const error = await refused(context, 'companies', 'is_public', 'maybe');
    context.assert.equal(error.errors[0].code, 'INVALID_OPTION');
  },
);

check(
  'a date is a day, and in milliseconds midnight UTC',
  {
    facts: ['values/date-as-day', 'values/date-as-midnight', 'values/date-not-midnight', 'errors/invalid-date'],
    harmless: false,
  },
  async (context) => {
    const name = await context.make.property('contacts', { type: 'date', fieldType: 'date' });
    context.assert.equal(await kept(context, 'contacts', name, '2026-02-28'), '2026-02-28');
    context.assert.equal(await kept(context, 'contacts', name, '1767225600000'), '2026-01-01');
    for (const bad of ['1767225600001', '2026-02-30', 'tomorrow']) {
      const error = await refused(context, 'contacts', name, bad);
      context.assert.equal(error.errors[0].code, 'INVALID_DATE', bad);
    }
  },
);

check(
  'a time is answered in UTC with milliseconds, however it was written',
  {
    facts: ['values/datetime-as-iso-8601', 'values/datetime-as-milliseconds', 'values/datetime-offset', 'values/datetime-of-a-day'],
    harmless: true,
  },
  async (context) => {
    const forms = {
      '2026-01-01T00:00:00.123Z': '2026-01-01T00:00:00.123Z',
      '2026-01-01T02:00:00+02:00': '2026-01-01T00:00:00.000Z',
      1767225600123: '2026-01-01T00:00:00.123Z',
      '2026-01-01': '2026-01-01T00:00:00.000Z',
    };
    for (const [written, answered] of Object.entries(forms)) {
      const read = await kept(context, 'deals', 'closedate', written);
      context.assert.match(read, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/);
      context.assert.equal(Date.parse(read), Date.parse(answered), written);
    }
  },
);

check(
  'what is no time is refused as no long number',
  { facts: ['errors/invalid-datetime'], harmless: true },
  async (context) => {
    const error = await refused(context, 'deals', 'closedate', 'yesterday');
    context.assert.equal(error.errors[0].code, 'INVALID_LONG');
    context.assert.equal(error.errors[0].message, 'yesterday was not a valid long.');
  },
);

check(
  'an enumeration takes values, not labels, and not in another case',
  { facts: ['values/option-by-value', 'errors/invalid-option'], harmless: true },
  async (context) => {
    const stage = 'marketingqualifiedlead';
    context.assert.equal(await kept(context, 'contacts', 'lifecyclestage', stage), stage);
    for (const bad of ['Marketing Qualified Lead', 'MarketingQualifiedLead', 'no such stage']) {
      const error = await refused(context, 'contacts', 'lifecyclestage', bad);
      context.assert.equal(error.errors[0].code, 'INVALID_OPTION', bad);
      context.assert.ok(error.errors[0].message.startsWith(`${bad} was not one of the allowed options: [`));
    }
  },
);

const FLAVOURS = ['sour', 'sweet', 'bitter', 'salty'].map((value, displayOrder) => ({
  value,
  label: value.toUpperCase(),
  displayOrder,
  hidden: false,
}));

check(
  'the options of a multi-checkbox are replaced, or added to after a leading semicolon',
  {
    facts: [
      'values/several-options',
      'values/options-appended',
      'values/options-once',
      'values/options-in-order-written',
    ],
    harmless: false,
  },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const name = await make.property('contacts', { type: 'enumeration', fieldType: 'checkbox', options: FLAVOURS });
    const { id } = await make.record('contacts', { [name]: 'sweet;sour;sweet' });
    const read = async () =>
      expectStatus(await hubspot.objects.read('contacts', id, { properties: [name] }), 200).properties[name];
    const write = async (value) =>
      expectStatus(await hubspot.objects.update('contacts', id, { properties: { [name]: value } }), 200);
    assert.equal(await read(), 'sweet;sour');
    await write(';bitter');
    assert.equal(await read(), 'sweet;sour;bitter');
    await write('salty');
    assert.equal(await read(), 'salty');
    await refused(context, 'contacts', name, 'sour;umami');
  },
);

check(
  'a phone number stays as it was written, beside a normalised copy',
  { facts: ['values/phone-as-stored', 'values/phone-normalised-copy'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts', { phone: '+49 (30) 901-820' });
    const query = { properties: ['phone', 'hs_calculated_phone_number'] };
    const { properties } = expectStatus(await hubspot.objects.read('contacts', id, query), 200);
    assert.equal(properties.phone, '+49 (30) 901-820');
    assert.match(properties.hs_calculated_phone_number, /^\+?\d+$/);
  },
);

check(
  'an empty text and a null clear a property of every type',
  { facts: ['values/empty-clears', 'values/null-clears', 'values/cleared-is-null'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const values = { amount: '5', closedate: '2026-01-01T00:00:00Z', dealtype: 'newbusiness', description: 'big' };
    for (const nothing of ['', null]) {
      const { id } = await make.record('deals', values);
      const properties = Object.fromEntries(Object.keys(values).map((name) => [name, nothing]));
      expectStatus(await hubspot.objects.update('deals', id, { properties }), 200);
      const query = { properties: Object.keys(values) };
      const cleared = expectStatus(await hubspot.objects.read('deals', id, query), 200).properties;
      for (const name of Object.keys(values)) {
        assert.equal(cleared[name], null, `${name} after ${JSON.stringify(nothing)}`);
      }
    }
  },
);

check(
  "a company's domain is stored without what surrounds it, and taken from the website if there is none",
  { facts: ['values/domain-stripped', 'values/domain-from-website', 'objects/derived-values-on-write'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const domain = `${make.name()}.example.com`;
    for (const properties of [{ domain: `https://www.${domain.toUpperCase()}/about` }, { website: `http://${domain}/` }]) {
      const input = { properties: { ...make.identity('companies'), ...properties } };
      const created = expectStatus(await hubspot.objects.create('companies', input), 201);
      make.remember('companies', created.id);
      assert.equal(created.properties.domain, domain, JSON.stringify(properties));
    }
  },
);
