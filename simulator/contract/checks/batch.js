import { check } from '../frame/checks.js';

check(
  'a batch read answers what it finds and names the rest in a 207',
  { facts: ['batch/read-207'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const found = await make.record('contacts', { firstname: 'Ada' });
    const gone = await make.record('contacts');
    expectStatus(await hubspot.objects.archive('contacts', gone.id), 204);
    const inputs = [{ id: found.id }, { id: gone.id }];
    const body = expectStatus(await hubspot.batch.read('contacts', { properties: ['firstname'], inputs }), 207);
    assert.equal(body.status, 'COMPLETE');
    assert.deepEqual(body.results.map(({ id }) => id), [found.id]);
    assert.equal(body.results[0].properties.firstname, 'Ada');
    assert.equal(body.numErrors, 1);
    assert.equal(body.errors[0].category, 'OBJECT_NOT_FOUND');
    assert.deepEqual(body.errors[0].context.ids, [gone.id]);
  },
);

check(
  'one bad input fails a whole batch creation',
  { facts: ['batch/all-or-nothing'], harmless: true },
  async ({ hubspot, make, expectError, expectStatus }) => {
    const email = make.email();
    const inputs = [{ properties: { email } }, { properties: { email: make.email(), no_such_property: 'x' } }];
    expectError(await hubspot.batch.create('contacts', { inputs }), 400, 'VALIDATION_ERROR');
    expectStatus(await hubspot.objects.read('contacts', email, { idProperty: 'email' }), 404);
  },
);

check(
  'trace ids make a batch creation partial and come back with results and errors',
  { facts: ['batch/trace-ids', 'batch/207-body'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const email = make.email();
    const inputs = [
      { objectWriteTraceId: 'good', properties: { email } },
      { objectWriteTraceId: 'bad', properties: { email: make.email(), no_such_property: 'x' } },
    ];
    const body = expectStatus(await hubspot.batch.create('contacts', { inputs }), 207);
    make.remember('contacts', ...body.results.map(({ id }) => id));
    assert.deepEqual(body.results.map(({ objectWriteTraceId }) => objectWriteTraceId), ['good']);
    assert.equal(body.results[0].properties.email, email);
    assert.equal(body.numErrors, 1);
    assert.deepEqual(body.errors[0].context.objectWriteTraceId, ['bad']);
    assert.ok(Date.parse(body.startedAt) <= Date.parse(body.completedAt));
  },
);

check(
  'a batch upsert says which records are new',
  { facts: ['batch/upsert-says-new'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const known = await make.record('contacts');
    const input = (email) => ({ id: email, idProperty: 'email', properties: { email, firstname: 'Ada' } });
    const inputs = [input(known.properties.email), input(make.email())];
    const { results } = expectStatus(await hubspot.batch.upsert('contacts', { inputs }), 200);
    make.remember('contacts', ...results.map(({ id }) => id).filter((id) => id !== known.id));
    assert.equal(results.length, 2);
    for (const result of results) {
      assert.equal(result.new, result.id !== known.id);
    }
  },
);

check(
  'the same id twice in a batch update is refused',
  { facts: ['batch/duplicate-ids'], harmless: true },
  async ({ hubspot, make, assert, expectError }) => {
    const { id } = await make.record('contacts');
    const inputs = [1, 2].map((phone) => ({ id, properties: { phone: String(phone) } }));
    const error = expectError(await hubspot.batch.update('contacts', { inputs }), 400, 'VALIDATION_ERROR');
    assert.match(error.message, /Duplicate IDs found in batch input/);
  },
);

check(
  'more than 100 inputs are refused',
  { facts: ['batch/at-most-100'], harmless: true },
  async ({ hubspot, expectError }) => {
    const inputs = Array.from({ length: 101 }, (_, index) => ({ id: String(index + 1) }));
    expectError(await hubspot.batch.read('contacts', { inputs }), 400, 'VALIDATION_ERROR');
  },
);

const idsOf = ({ results }) => results.map(({ id }) => id).sort();

check(
  'a batch creation answers 201 with every record',
  { facts: ['batch/create-answers-201', 'batch/results-in-any-order'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const emails = [make.email(), make.email(), make.email()];
    const inputs = emails.map((email) => ({ properties: { email } }));
    const body = expectStatus(await hubspot.batch.create('contacts', { inputs }), 201);
    make.remember('contacts', ...idsOf(body));
    assert.equal(body.status, 'COMPLETE');
    assert.deepEqual(body.results.map(({ properties }) => properties.email).sort(), emails);
    assert.equal(body.errors, undefined);
    assert.ok(Date.parse(body.startedAt) <= Date.parse(body.completedAt));
  },
);

check(
  'a batch creation with a known address is a 409 and creates nothing',
  { facts: ['batch/known-email-409'], harmless: true },
  async ({ hubspot, make, expectError, expectStatus }) => {
    const known = await make.record('contacts');
    const email = make.email();
    const inputs = [email, known.properties.email].map((each) => ({ properties: { email: each } }));
    expectError(await hubspot.batch.create('contacts', { inputs }), 409, 'CONFLICT');
    expectStatus(await hubspot.objects.read('contacts', email, { idProperty: 'email' }), 404);
  },
);

check(
  'a batch creation with the same address twice is a 409 and creates nothing',
  { facts: ['batch/known-email-409'], harmless: true },
  async ({ hubspot, make, expectError, expectStatus }) => {
    const email = make.email();
    const inputs = [email, email].map((each) => ({ properties: { email: each } }));
    expectError(await hubspot.batch.create('contacts', { inputs }), 409, 'CONFLICT');
    expectStatus(await hubspot.objects.read('contacts', email, { idProperty: 'email' }), 404);
  },
);

check(
  'trace ids that repeat leave a batch creation all-or-nothing',
  { facts: ['batch/repeated-trace-ids'], harmless: true },
  async ({ hubspot, make, expectError, expectStatus }) => {
    const email = make.email();
    const inputs = [
      { objectWriteTraceId: 'same', properties: { email } },
      { objectWriteTraceId: 'same', properties: { no_such_property: 'x' } },
    ];
    expectError(await hubspot.batch.create('contacts', { inputs }), 400, 'VALIDATION_ERROR');
    expectStatus(await hubspot.objects.read('contacts', email, { idProperty: 'email' }), 404);
  },
);

check(
  'one input without a trace id leaves a batch creation all-or-nothing',
  { facts: ['batch/all-or-nothing'], harmless: true },
  async ({ hubspot, make, expectError, expectStatus }) => {
    const email = make.email();
    const inputs = [
      { objectWriteTraceId: 'one', properties: { email } },
      { properties: { no_such_property: 'x' } },
    ];
    expectError(await hubspot.batch.create('contacts', { inputs }), 400, 'VALIDATION_ERROR');
    expectStatus(await hubspot.objects.read('contacts', email, { idProperty: 'email' }), 404);
  },
);

check(
  'with trace ids a known address is an error beside the results',
  { facts: ['batch/trace-ids'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const known = await make.record('contacts');
    const inputs = [
      { objectWriteTraceId: 'taken', properties: { email: known.properties.email } },
      { objectWriteTraceId: 'free', properties: { email: make.email() } },
    ];
    const body = expectStatus(await hubspot.batch.create('contacts', { inputs }), 207);
    make.remember('contacts', ...idsOf(body));
    assert.equal(body.errors[0].category, 'CONFLICT');
    assert.match(body.errors[0].message, new RegExp(`Existing ID: ${known.id}`));
    assert.deepEqual(body.errors[0].context.objectWriteTraceId, ['taken']);
  },
);

check(
  'a batch update writes the good inputs and names the others',
  { facts: ['batch/update-is-partial', 'batch/207-body'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const good = await make.record('contacts');
    const gone = await make.record('contacts');
    expectStatus(await hubspot.objects.archive('contacts', gone.id), 204);
    const inputs = [good, gone].map(({ id }) => ({ id, properties: { phone: '2' } }));
    const body = expectStatus(await hubspot.batch.update('contacts', { inputs }), 207);
    assert.deepEqual(idsOf(body), [good.id]);
    assert.equal(body.numErrors, 1);
    assert.deepEqual(body.errors[0].context.ids, [gone.id]);
  },
);

check(
  'a batch update answers 200 when all is well',
  { facts: ['batch/trace-ids-on-update'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts');
    const inputs = [{ id, objectWriteTraceId: 'mine', properties: { phone: '2' } }];
    const body = expectStatus(await hubspot.batch.update('contacts', { inputs }), 200);
    assert.equal(body.results[0].properties.phone, '2');
    assert.equal(body.results[0].objectWriteTraceId, 'mine');
  },
);

check(
  'the same id twice is refused even with trace ids',
  { facts: ['batch/duplicate-ids'], harmless: true },
  async ({ hubspot, make, assert, expectError }) => {
    const { id } = await make.record('contacts');
    const inputs = ['a', 'b'].map((objectWriteTraceId) => ({ id, objectWriteTraceId, properties: { phone: '3' } }));
    const error = expectError(await hubspot.batch.update('contacts', { inputs }), 400, 'VALIDATION_ERROR');
    assert.deepEqual(error.context.ids, [id]);
  },
);

check(
  'a batch upsert by address changes the one and creates the other',
  { facts: ['batch/upsert-by-unique-property'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const known = await make.record('contacts');
    const emails = [known.properties.email, make.email()];
    const inputs = emails.map((email) => ({ id: email, idProperty: 'email', properties: { email, phone: '7' } }));
    const { results } = expectStatus(await hubspot.batch.upsert('contacts', { inputs }), 200);
    make.remember('contacts', ...results.map(({ id }) => id).filter((id) => id !== known.id));
    for (const email of emails) {
      const answer = await hubspot.objects.read('contacts', email, { idProperty: 'email', properties: ['phone'] });
      assert.equal(expectStatus(answer, 200).properties.phone, '7');
    }
  },
);

check(
  'a batch read finds by address',
  { facts: ['batch/read-by-id-property'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id, properties } = await make.record('contacts');
    const body = { idProperty: 'email', properties: ['email'], inputs: [{ id: properties.email }] };
    assert.deepEqual(idsOf(expectStatus(await hubspot.batch.read('contacts', body), 200)), [id]);
  },
);

check(
  'a batch read finds archived records on request',
  { facts: ['batch/read-archived'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const { id } = await make.record('contacts');
    expectStatus(await hubspot.objects.archive('contacts', id), 204);
    const body = expectStatus(await hubspot.batch.read('contacts', { inputs: [{ id }] }, { archived: true }), 200);
    assert.deepEqual(idsOf(body), [id]);
    assert.equal(body.results[0].archived, true);
  },
);

check(
  'a batch archive answers 204 and ignores ids that do not exist',
  { facts: ['batch/archive-answers-204', 'batch/archive-ignores-unknown'], harmless: true },
  async ({ hubspot, make, expectStatus }) => {
    const { id } = await make.record('contacts');
    expectStatus(await hubspot.batch.archive('contacts', { inputs: [{ id }, { id: '5' }] }), 204);
    expectStatus(await hubspot.objects.read('contacts', id), 404);
  },
);

check(
  'a batch read with histories takes 50 inputs',
  { facts: ['batch/history-of-50'], harmless: true },
  async ({ hubspot, assert, expectError }) => {
    const inputs = Array.from({ length: 51 }, (_, index) => ({ id: String(index + 1) }));
    const answer = await hubspot.batch.read('contacts', { inputs, propertiesWithHistory: ['phone'] });
    assert.match(expectError(answer, 400, 'VALIDATION_ERROR').message, /property histories is 50/);
  },
);

check(
  'every batch call refuses more than 100 inputs',
  { facts: ['batch/at-most-100'], harmless: true },
  async ({ hubspot, expectError }) => {
    const inputs = Array.from({ length: 101 }, (_, index) => ({ id: String(index + 1), properties: {} }));
    for (const name of ['create', 'update', 'upsert', 'archive']) {
      const some = name === 'archive' ? inputs.map(({ id }) => ({ id })) : inputs;
      expectError(await hubspot.batch[name]('contacts', { inputs: some }), 400, 'VALIDATION_ERROR');
    }
  },
);
