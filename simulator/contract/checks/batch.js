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
