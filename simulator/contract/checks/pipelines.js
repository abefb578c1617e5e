import { check } from '../frame/checks.js';

const stage = (label, displayOrder, probability) => ({ label, displayOrder, metadata: { probability } });

/** Creates a deal pipeline that is deleted in the end. */
async function pipelineOf({ hubspot, make, expectStatus }, stages = [stage('New', 0, '0.2'), stage('Won', 1, '1.0')]) {
  const input = { label: make.name(), displayOrder: 7, stages };
  const pipeline = expectStatus(await hubspot.pipelines.create('deals', input), 201);
  make.undo(async () => expectStatus(await hubspot.pipelines.archive('deals', pipeline.id), 204, 404));
  return pipeline;
}

const definitions = { harmless: false };

check(
  'pipelines are listed with their stages',
  { facts: ['pipelines/default-deal-pipeline', 'pipelines/default-ticket-pipeline'], harmless: true },
  async ({ hubspot, assert, expectStatus }) => {
    for (const type of ['deals', 'tickets']) {
      const { results } = expectStatus(await hubspot.pipelines.list(type), 200);
      assert.ok(results.length > 0);
      for (const pipeline of results) {
        assert.equal(pipeline.archived, false);
        assert.ok(pipeline.stages.length > 0);
        assert.ok(pipeline.stages.every(({ id, label, metadata }) => id && label && metadata));
      }
    }
  },
);

check(
  'a new account sells in seven stages',
  { facts: ['pipelines/default-deal-pipeline', 'pipelines/hubspots-own-are-from-1970'], harmless: true, simulatorOnly: true },
  async ({ hubspot, assert, expectStatus }) => {
    const pipeline = expectStatus(await hubspot.pipelines.read('deals', 'default'), 200);
    assert.equal(new Date(pipeline.createdAt).getTime(), 0);
    assert.deepEqual(
      pipeline.stages.map(({ id, metadata }) => [id, metadata.probability, metadata.isClosed]),
      [
        ['appointmentscheduled', '0.2', 'false'],
        ['qualifiedtobuy', '0.4', 'false'],
        ['presentationscheduled', '0.6', 'false'],
        ['decisionmakerboughtin', '0.8', 'false'],
        ['contractsent', '0.9', 'false'],
        ['closedwon', '1.0', 'true'],
        ['closedlost', '0.0', 'true'],
      ],
    );
  },
);

check(
  'other types have pipelines, too',
  { facts: ['pipelines/other-types-start-with-one'], harmless: true, simulatorOnly: true },
  async ({ hubspot, assert, expectStatus }) => {
    for (const type of ['leads', 'orders', 'services', 'appointments', 'courses', 'listings', 'projects']) {
      const { results } = expectStatus(await hubspot.pipelines.list(type), 200);
      assert.equal(results.length, 1, type);
    }
  },
);

check(
  'a pipeline that does not exist is a 404',
  { facts: ['pipelines/delete-is-for-good'], harmless: true },
  async ({ hubspot, expectStatus }) => {
    expectStatus(await hubspot.pipelines.read('deals', 'no-such-pipeline'), 404);
  },
);

check(
  'a pipeline is created and read back',
  { facts: ['pipelines/create-answers-201', 'pipelines/ids-are-made-up'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const created = await pipelineOf(context);
    assert.ok(created.id);
    assert.deepEqual(
      created.stages.map(({ label, displayOrder }) => [label, displayOrder]),
      [
        ['New', 0],
        ['Won', 1],
      ],
    );
    const read = expectStatus(await hubspot.pipelines.read('deals', created.id), 200);
    assert.deepEqual(
      read.stages.map(({ id, metadata }) => [id, metadata.probability, metadata.isClosed]),
      [
        [created.stages[0].id, '0.2', 'false'],
        [created.stages[1].id, '1.0', 'true'],
      ],
    );
  },
);

check(
  'ids of pipelines and stages can be chosen',
  { facts: ['pipelines/ids-may-be-chosen'], ...definitions, drivers: ['http'] },
  async ({ hubspot, make, assert, expectStatus }) => {
    const [pipelineId, stageId] = [make.name().slice(-30), make.name()];
    const input = { pipelineId, label: make.name(), displayOrder: 7, stages: [{ ...stage('A', 0, '0.5'), stageId }] };
    const created = expectStatus(await hubspot.pipelines.create('deals', input), 201);
    make.undo(async () => expectStatus(await hubspot.pipelines.archive('deals', pipelineId), 204));
    assert.equal(created.id, pipelineId);
    assert.equal(created.stages[0].id, stageId);
  },
);

check(
  'a pipeline without stages is refused',
  { facts: ['pipelines/stages-required'], ...definitions },
  async ({ hubspot, make, expectError }) => {
    const input = { label: make.name(), displayOrder: 7, stages: [] };
    expectError(await hubspot.pipelines.create('deals', input), 400, 'VALIDATION_ERROR');
  },
);

for (const probability of ['1.5', '-0.1', 'likely']) {
  check(
    `a probability of ${probability} is refused`,
    { facts: ['pipelines/probability-range'], ...definitions },
    async ({ hubspot, make, expectError }) => {
      const input = { label: make.name(), displayOrder: 7, stages: [stage('A', 0, probability)] };
      expectError(await hubspot.pipelines.create('deals', input), 400, 'VALIDATION_ERROR');
    },
  );
}

check(
  'a deal stage without a probability is refused',
  { facts: ['pipelines/probability-required'], ...definitions },
  async ({ hubspot, make, assert, expectStatus }) => {
    const input = { label: make.name(), displayOrder: 7, stages: [{ label: 'A', displayOrder: 0, metadata: {} }] };
    const error = expectStatus(await hubspot.pipelines.create('deals', input), 400);
    assert.match(error.message, /probability/);
  },
);

check(
  'a ticket pipeline needs a closed stage',
  { facts: ['pipelines/closed-stage-required', 'pipelines/ticket-state'], ...definitions },
  async ({ hubspot, make, assert, expectStatus }) => {
    const input = { label: make.name(), displayOrder: 7, stages: [{ label: 'A', displayOrder: 0, metadata: {} }] };
    const error = expectStatus(await hubspot.pipelines.create('tickets', input), 400);
    assert.equal(error.subCategory, 'PipelineError.MISSING_CLOSED_STAGE');
  },
);

check(
  'a label is taken once',
  { facts: ['pipelines/labels-unique'], ...definitions },
  async (context) => {
    const { hubspot, expectStatus } = context;
    const { label } = await pipelineOf(context);
    const input = { label: label.toUpperCase(), displayOrder: 8, stages: [stage('A', 0, '0.5')] };
    expectStatus(await hubspot.pipelines.create('deals', input), 400);
  },
);

check(
  'an update changes label and order and keeps the stages',
  { facts: ['pipelines/patch-changes-what-it-names'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const created = await pipelineOf(context);
    const label = make.name();
    const updated = expectStatus(await hubspot.pipelines.update('deals', created.id, { label }), 200);
    assert.equal(updated.label, label);
    assert.equal(updated.displayOrder, 7);
    assert.equal(updated.stages.length, 2);
  },
);

check(
  'a replacement drops the stages that it does not name',
  { facts: ['pipelines/put-replaces-stages'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const created = await pipelineOf(context);
    const input = { label: created.label, displayOrder: 3, stages: [stage('Only', 0, '0.5')] };
    const replaced = expectStatus(await hubspot.pipelines.replace('deals', created.id, input), 200);
    assert.deepEqual(
      replaced.stages.map(({ label }) => label),
      ['Only'],
    );
    assert.notEqual(replaced.stages[0].id, created.stages[0].id);
  },
);

check(
  'stages are created, read, changed and deleted',
  { facts: ['pipelines/stage-crud', 'pipelines/metadata-is-merged'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { id } = await pipelineOf(context);
    const added = expectStatus(await hubspot.stages.create('deals', id, stage('Legal', 2, '0.7')), 201);
    assert.equal(expectStatus(await hubspot.stages.list('deals', id), 200).results.length, 3);
    const updated = expectStatus(await hubspot.stages.update('deals', id, added.id, { label: 'Law', metadata: {} }), 200);
    assert.equal(updated.label, 'Law');
    assert.equal(expectStatus(await hubspot.stages.read('deals', id, added.id), 200).metadata.probability, '0.7');
    const replacement = stage('Contract', 2, '0.8');
    expectStatus(await hubspot.stages.replace('deals', id, added.id, replacement), 200);
    expectStatus(await hubspot.stages.archive('deals', id, added.id), 204);
    expectStatus(await hubspot.stages.read('deals', id, added.id), 404);
    expectStatus(await hubspot.stages.archive('deals', id, added.id), 204);
  },
);

check(
  'a stage at a place that is taken comes after the one there',
  { facts: ['pipelines/stage-order'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { id } = await pipelineOf(context);
    expectStatus(await hubspot.stages.create('deals', id, stage('Second', 0, '0.3')), 201);
    const { stages } = expectStatus(await hubspot.pipelines.read('deals', id), 200);
    const inOrder = stages.toSorted((a, b) => a.displayOrder - b.displayOrder);
    assert.deepEqual(
      inOrder.map(({ label, displayOrder }) => [label, displayOrder]),
      [
        ['New', 0],
        ['Second', 1],
        ['Won', 2],
      ],
    );
  },
);

check(
  'two stages do not share a label',
  { facts: ['pipelines/stage-labels-unique'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { id } = await pipelineOf(context);
    const error = expectStatus(await hubspot.stages.create('deals', id, stage(' NEW', 5, '0.3')), 400);
    assert.equal(error.subCategory, 'PipelineError.STAGE_LABEL_EXISTS');
  },
);

check(
  'a pipeline that a deal is in is kept from 2026-09 on',
  { facts: ['pipelines/delete-checks-use', 'pipelines/v3-deletes-in-use'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { id, stages } = await pipelineOf(context);
    const deal = await make.record('deals', { pipeline: id, dealstage: stages[0].id });
    const answer = await hubspot.pipelines.archive('deals', id, { validateReferencesBeforeDelete: true });
    const error = expectStatus(answer, 400);
    assert.equal(error.subCategory, 'PipelineError.STAGE_ID_IN_USE');
    assert.ok(error.message.includes(deal.id), error.message);
    expectStatus(await hubspot.pipelines.archive('deals', id), hubspot.send ? 400 : 204);
  },
);

check(
  'a deal in the recycle bin keeps no pipeline',
  { facts: ['pipelines/delete-checks-use'], ...definitions },
  async (context) => {
    const { hubspot, make, expectStatus } = context;
    const { id, stages } = await pipelineOf(context);
    const deal = await make.record('deals', { pipeline: id, dealstage: stages[0].id });
    expectStatus(await hubspot.objects.archive('deals', deal.id), 204);
    expectStatus(await hubspot.pipelines.archive('deals', id, { validateReferencesBeforeDelete: true }), 204);
    expectStatus(await hubspot.pipelines.read('deals', id), 404);
  },
);

check(
  'the audit of a pipeline tells its changes',
  { facts: ['pipelines/audit'], ...definitions },
  async (context) => {
    const { hubspot, make, assert, expectStatus } = context;
    const { id } = await pipelineOf(context);
    expectStatus(await hubspot.pipelines.update('deals', id, { label: make.name() }), 200);
    const { results } = expectStatus(await hubspot.pipelines.audit('deals', id), 200);
    assert.deepEqual(
      results.map(({ action }) => action),
      ['UPDATE', 'CREATE'],
    );
    assert.ok(results[0].identifier.endsWith(`:${id}`));
  },
);

check(
  'the audit of a stage tells its changes',
  { facts: ['pipelines/audit'], ...definitions, drivers: ['http'] },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { id, stages } = await pipelineOf(context);
    expectStatus(await hubspot.stages.update('deals', id, stages[0].id, { label: 'Newer' }), 200);
    const { results } = expectStatus(await hubspot.stages.audit('deals', id, stages[0].id), 200);
    assert.equal(results[0].action, 'UPDATE');
  },
);

check(
  'the options of a deal stage follow the pipelines',
  { facts: ['pipelines/options-follow'], ...definitions },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const { stages } = await pipelineOf(context);
    const property = expectStatus(await hubspot.properties.read('deals', 'dealstage'), 200);
    assert.ok(property.options.some(({ value }) => value === stages[0].id));
  },
);

check(
  'a stage that does not exist is no option',
  { facts: ['pipelines/unknown-stage'], harmless: true },
  async ({ hubspot, make, assert, expectError }) => {
    const input = { properties: { dealname: make.name(), pipeline: 'default', dealstage: 'no-such-stage' } };
    const error = expectError(await hubspot.objects.create('deals', input), 400, 'VALIDATION_ERROR');
    assert.match(error.message, /no-such-stage was not one of the allowed options/);
  },
);

check(
  'a deal cannot be in the stage of another pipeline',
  { facts: ['pipelines/stage-belongs-to-pipeline'], ...definitions },
  async (context) => {
    const { hubspot, make, expectError, expectStatus } = context;
    const { id, stages } = await pipelineOf(context);
    const input = { properties: { dealname: make.name(), pipeline: 'default', dealstage: stages[0].id } };
    expectError(await hubspot.objects.create('deals', input), 400, 'VALIDATION_ERROR');
    const deal = await make.record('deals');
    const move = { properties: { pipeline: id, dealstage: stages[0].id } };
    expectStatus(await hubspot.objects.update('deals', deal.id, move), 200);
    // The pipeline can be deleted only without it.
    expectStatus(await hubspot.objects.archive('deals', deal.id), 204);
  },
);

check(
  'closedness and probability of a deal follow its stage',
  { facts: ['pipelines/deal-values-follow-stage'], harmless: true },
  async ({ hubspot, make, assert, eventually, expectStatus }) => {
    const { id } = await make.record('deals', { amount: '1000' });
    const properties = ['hs_is_closed_won', 'hs_is_closed', 'hs_deal_stage_probability'];
    const read = async () => expectStatus(await hubspot.objects.read('deals', id, { properties }), 200).properties;
    assert.equal((await read()).hs_is_closed_won, 'false');
    expectStatus(await hubspot.objects.update('deals', id, { properties: { dealstage: 'closedwon' } }), 200);
    await eventually(async () => {
      const won = await read();
      assert.equal(won.hs_is_closed_won, 'true');
      assert.equal(won.hs_is_closed, 'true');
      assert.equal(Number(won.hs_deal_stage_probability), 1);
    });
  },
);

check(
  'a ticket follows the pipeline of its stage',
  { facts: ['pipelines/stage-names-pipeline'], harmless: true },
  async ({ hubspot, make, assert, expectStatus }) => {
    const input = { properties: { subject: make.name(), hs_pipeline_stage: '1' } };
    const { id } = expectStatus(await hubspot.objects.create('tickets', input), 201);
    make.remember('tickets', id);
    const { properties } = expectStatus(await hubspot.objects.read('tickets', id), 200);
    assert.equal(properties.hs_pipeline, '0');
  },
);
