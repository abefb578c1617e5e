import { check } from '../frame/checks.js';

check(
  'a call without credentials is a 401',
  { facts: ['access/no-credentials'], harmless: true },
  async ({ hubspot, expectError }) => {
    const nobody = await hubspot.as(null);
    expectError(await nobody.objects.list('contacts', { limit: 1 }), 401, 'INVALID_AUTHENTICATION');
  },
);

check(
  'a garbage token looks as if it had expired in 1970',
  { facts: ['access/garbage-token'], harmless: true },
  async ({ hubspot, assert, expectError }) => {
    const stranger = await hubspot.as('garbage');
    const body = expectError(await stranger.objects.list('contacts', { limit: 1 }), 401, 'EXPIRED_AUTHENTICATION');
    assert.match(body.context['expire time'][0], /^1970-01-01T/);
  },
);

async function scoped({ hubspot, simulator }, ...scopes) {
  await simulator.settings({ tokens: [{ token: 'scoped', scopes }] });
  return hubspot.as('scoped');
}

check(
  'a missing scope is named in a 403',
  { facts: ['access/missing-scope'], harmless: false, simulatorOnly: true },
  async (context) => {
    const app = await scoped(context, 'crm.objects.contacts.read');
    context.expectStatus(await app.objects.list('contacts', { limit: 1 }), 200);
    const body = context.expectError(
      await app.objects.create('contacts', { properties: context.make.identity('contacts') }),
      403,
      'MISSING_SCOPES',
    );
    context.assert.deepEqual(body.errors[0].context.requiredGranularScopes, ['crm.objects.contacts.write']);
    context.assert.equal(body.links.scopes, 'https://developers.hubspot.com/scopes');
  },
);

check(
  'notes are read with the scope of contacts',
  { facts: ['access/activities-like-contacts'], harmless: false, simulatorOnly: true },
  async (context) => {
    const app = await scoped(context, 'crm.objects.contacts.read');
    context.expectStatus(await app.objects.list('notes', { limit: 1 }), 200);
    context.expectStatus(await app.objects.list('deals', { limit: 1 }), 403);
  },
);

check(
  'tickets have one scope for reading and writing',
  { facts: ['access/tickets'], harmless: false, simulatorOnly: true },
  async (context) => {
    const app = await scoped(context, 'tickets');
    context.expectStatus(await app.objects.list('tickets', { limit: 1 }), 200);
    context.expectStatus(await app.objects.create('tickets', { properties: { no_such_property: 'x' } }), 400);
  },
);

check(
  'a known path asks for credentials and an unknown version is not there',
  { facts: ['access/unknown-version'], harmless: true, drivers: ['http'] },
  async ({ hubspot, expectStatus }) => {
    const nobody = await hubspot.as(null);
    expectStatus(await nobody.send('GET', '/crm/objects/2026-09/contacts'), 401);
    expectStatus(await nobody.send('GET', '/crm/objects/2031-03/contacts'), 404);
  },
);

check(
  "a private app's token tells about itself",
  { facts: ['access/token-info'], harmless: false, simulatorOnly: true, drivers: ['http'] },
  async (context) => {
    await scoped(context, 'tickets');
    const body = context.expectStatus(
      await context.hubspot.send('POST', '/oauth/v2/private-apps/get/access-token-info', {
        body: { tokenKey: 'scoped' },
      }),
      200,
    );
    context.assert.deepEqual(body.scopes, ['tickets']);
  },
);
