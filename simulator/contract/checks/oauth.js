import { createHash } from 'node:crypto';
import { check } from '../frame/checks.js';

// The app that the simulator knows from the start.
const APP = { client_id: 'simulator-client-id', client_secret: 'simulator-client-secret' };
const REDIRECT = 'http://localhost:3000/oauth-callback';
const SCOPE = 'oauth crm.objects.contacts.read';
const SIMULATED = { harmless: false, simulatorOnly: true };
const HTTP = { ...SIMULATED, drivers: ['http'] };

const query = (further = {}) => ({ client_id: APP.client_id, redirect_uri: REDIRECT, scope: SCOPE, ...further });

async function decide(hubspot, decision, further) {
  const { status, headers } = await hubspot.oauth.authorize(query(further), { decision });
  if (status !== 302) {
    throw new Error(`The authorize page answered ${status}`);
  }
  return Object.fromEntries(new URL(headers.location).searchParams);
}

const redeem = (hubspot, code, further = {}) =>
  hubspot.oauth.token({ grant_type: 'authorization_code', ...APP, redirect_uri: REDIRECT, code, ...further });

async function granted({ hubspot, expectStatus }) {
  const { code } = await decide(hubspot, 'grant');
  return expectStatus(await redeem(hubspot, code), 200);
}

const refresh = (hubspot, refresh_token) =>
  hubspot.oauth.token({ grant_type: 'refresh_token', ...APP, refresh_token });

function expectRefusal({ assert, expectStatus }, answer, status, error) {
  const body = expectStatus(answer, 400);
  assert.equal(body.status, status);
  assert.equal(body.error, error);
  assert.equal(body.error_description, body.message);
  assert.equal('category' in body, false);
}

check(
  'a code is redeemed for tokens that last 1800 seconds',
  { facts: ['oauth/token-answer'], ...SIMULATED },
  async (context) => {
    const tokens = await granted(context);
    context.assert.equal(tokens.expires_in, 1800);
    context.assert.equal(tokens.token_type, 'bearer');
    context.assert.ok(tokens.access_token && tokens.refresh_token);
  },
);

check('a code works once', { facts: ['oauth/code-single-use'], ...SIMULATED }, async (context) => {
  const { hubspot, expectStatus } = context;
  const { code } = await decide(hubspot, 'grant');
  expectStatus(await redeem(hubspot, code), 200);
  expectRefusal(context, await redeem(hubspot, code), 'BAD_AUTH_CODE', 'invalid_grant');
});

check('a code does not work for long', { facts: ['oauth/code-single-use'], ...SIMULATED }, async (context) => {
  const { code } = await decide(context.hubspot, 'grant');
  await context.simulator.advance('PT10M');
  expectRefusal(context, await redeem(context.hubspot, code), 'BAD_AUTH_CODE', 'invalid_grant');
});

check(
  'the redirect of the redemption must be that of the authorization',
  { facts: ['oauth/redirect-must-match'], ...SIMULATED },
  async (context) => {
    const { code } = await decide(context.hubspot, 'grant');
    const answer = await redeem(context.hubspot, code, { redirect_uri: 'https://elsewhere.example/' });
    expectRefusal(context, answer, 'MISMATCH_REDIRECT_URI_AUTH_CODE', 'invalid_grant');
  },
);

check(
  'refreshing makes another access token and answers the same refresh token',
  { facts: ['oauth/refresh'], ...SIMULATED },
  async (context) => {
    const before = await granted(context);
    const after = context.expectStatus(await refresh(context.hubspot, before.refresh_token), 200);
    context.assert.notEqual(after.access_token, before.access_token);
    context.assert.equal(after.refresh_token, before.refresh_token);
  },
);

check(
  'an unknown refresh token is refused in the words of RFC 6749 and in the older ones',
  { facts: ['oauth/error-body'], ...SIMULATED },
  async (context) =>
    expectRefusal(context, await refresh(context.hubspot, 'nobody'), 'BAD_REFRESH_TOKEN', 'invalid_grant'),
);

check('a wrong secret is refused', { facts: ['oauth/error-body'], ...SIMULATED }, async (context) => {
  const answer = await context.hubspot.oauth.token({
    grant_type: 'refresh_token',
    client_id: APP.client_id,
    client_secret: 'wrong',
    refresh_token: 'x',
  });
  expectRefusal(context, answer, 'BAD_CLIENT_SECRET', 'invalid_client');
});

check(
  'an access token does what was granted and no more',
  { facts: ['access/missing-scope', 'access/read-and-write'], ...SIMULATED },
  async (context) => {
    const app = await context.hubspot.as((await granted(context)).access_token);
    context.expectStatus(await app.objects.list('contacts', { limit: 1 }), 200);
    const body = context.expectError(await app.objects.list('companies', { limit: 1 }), 403, 'MISSING_SCOPES');
    context.assert.deepEqual(body.errors[0].context.requiredGranularScopes, ['crm.objects.companies.read']);
  },
);

check(
  'an access token expires after half an hour, and the refusal says when',
  { facts: ['oauth/expiry-body', 'access/token-expiry'], ...SIMULATED },
  async (context) => {
    const app = await context.hubspot.as((await granted(context)).access_token);
    await context.simulator.advance('PT31M');
    const body = context.expectError(
      await app.objects.list('contacts', { limit: 1 }),
      401,
      'EXPIRED_AUTHENTICATION',
    );
    context.assert.match(body.message, /expired 1 minute\(s\) ago/);
    context.assert.equal(body.context['expire time'].length, 1);
  },
);

check(
  'v1 describes tokens and deletes refresh tokens',
  { facts: ['oauth/v1-metadata'], ...SIMULATED },
  async (context) => {
    const { hubspot, assert, expectStatus } = context;
    const tokens = await granted(context);
    const access = expectStatus(await hubspot.oauth.accessToken(tokens.access_token), 200);
    assert.equal(access.token, tokens.access_token);
    assert.deepEqual(access.scopes, ['crm.objects.contacts.read', 'oauth']);
    assert.ok(access.expires_in > 1700 && access.expires_in <= 1800);
    const refreshed = expectStatus(await hubspot.oauth.refreshToken(tokens.refresh_token), 200);
    assert.equal(refreshed.client_id, APP.client_id);
    expectStatus(await hubspot.oauth.forget(tokens.refresh_token), 204);
    expectStatus(await hubspot.oauth.refreshToken(tokens.refresh_token), 404);
    expectStatus(await (await hubspot.as(tokens.access_token)).objects.list('contacts', { limit: 1 }), 200);
  },
);

check(
  'whoever denies goes back with access_denied and the state',
  { facts: ['oauth/authorize-page'], ...SIMULATED },
  async ({ hubspot, assert }) => {
    const back = await decide(hubspot, 'deny', { state: 'a b' });
    assert.equal(back.error, 'access_denied');
    assert.equal(back.state, 'a b');
  },
);

check(
  'the authorize page shows the app and its scopes',
  { facts: ['oauth/authorize-page'], ...HTTP },
  async ({ hubspot, assert, expectStatus }) => {
    const page = expectStatus(await hubspot.send('GET', '/oauth/authorize', { query: query() }), 200);
    assert.match(page, /crm\.objects\.contacts\.read/);
    assert.match(page, /<form method="post"/);
  },
);

check(
  'the authorize page redirects nobody for a wrong client, redirect or scope',
  { facts: ['oauth/authorize-checks'], ...HTTP },
  async ({ hubspot, assert, expectStatus }) => {
    for (const wrong of [
      { client_id: 'nobody' },
      { redirect_uri: 'https://elsewhere.example/' },
      { scope: 'oauth no.such.scope' },
    ]) {
      const answer = await hubspot.send('GET', '/oauth/authorize', { query: query(wrong) });
      expectStatus(answer, 400);
      assert.equal(answer.headers.location, undefined);
    }
  },
);

check('a PKCE challenge must be met', { facts: ['oauth/pkce'], ...HTTP }, async (context) => {
  const verifier = 'a-verifier-of-more-than-forty-three-characters';
  const code_challenge = createHash('sha256').update(verifier).digest('base64url');
  const { code } = await decide(context.hubspot, 'grant', { code_challenge, code_challenge_method: 'S256' });
  const wrong = await redeem(context.hubspot, code, { code_verifier: 'wrong' });
  expectRefusal(context, wrong, 'BAD_CODE_VERIFIER', 'invalid_grant');
  context.expectStatus(await redeem(context.hubspot, code, { code_verifier: verifier }), 200);
});

check('introspection describes active tokens', { facts: ['oauth/introspect'], ...HTTP }, async (context) => {
  const { hubspot, assert, expectStatus } = context;
  const tokens = await granted(context);
  const access = expectStatus(await hubspot.oauth.introspect({ ...APP, token: tokens.access_token }), 200);
  assert.equal(access.active, true);
  assert.equal(access.token_use, 'access_token');
  assert.equal(access.client_id, APP.client_id);
  const refreshToken = expectStatus(await hubspot.oauth.introspect({ ...APP, token: tokens.refresh_token }), 200);
  assert.equal(refreshToken.token_use, 'refresh_token');
  const unknown = expectStatus(await hubspot.oauth.introspect({ ...APP, token: 'unknown' }), 200);
  assert.deepEqual(unknown, { active: false });
});

check(
  'revoking a refresh token leaves the access token alone',
  { facts: ['oauth/revoke'], ...HTTP },
  async (context) => {
    const { hubspot, expectStatus } = context;
    const tokens = await granted(context);
    expectStatus(await hubspot.oauth.revoke({ ...APP, token: tokens.refresh_token }), 200);
    expectRefusal(context, await refresh(hubspot, tokens.refresh_token), 'BAD_REFRESH_TOKEN', 'invalid_grant');
    expectStatus(await (await hubspot.as(tokens.access_token)).objects.list('contacts', { limit: 1 }), 200);
  },
);

check(
  'a client credentials token has no refresh token and reads no records',
  { facts: ['oauth/client-credentials'], ...HTTP },
  async ({ hubspot, assert, expectStatus, expectError }) => {
    const scope = 'developer.webhooks_journal.read crm.objects.contacts.read';
    const token = expectStatus(await hubspot.oauth.token({ grant_type: 'client_credentials', ...APP, scope }), 200);
    assert.equal(token.token_use, 'client_credentials');
    assert.equal('refresh_token' in token, false);
    const app = await hubspot.as(token.access_token);
    expectError(await app.objects.list('contacts', { limit: 1 }), 403, 'MISSING_SCOPES');
  },
);

check('an app can uninstall itself', { facts: ['oauth/uninstall'], ...HTTP }, async (context) => {
  const { hubspot, expectStatus } = context;
  const tokens = await granted(context);
  expectStatus(await (await hubspot.as(tokens.access_token)).oauth.uninstall(), 204);
  expectRefusal(context, await refresh(hubspot, tokens.refresh_token), 'BAD_REFRESH_TOKEN', 'invalid_grant');
  await granted(context);
});

check(
  'an OAuth app has 110 calls in ten seconds and no daily headers',
  { facts: ['oauth/own-limits'], ...SIMULATED },
  async (context) => {
    await context.simulator.settings({ limits: 'professional' });
    const app = await context.hubspot.as((await granted(context)).access_token);
    const { headers } = await app.objects.list('contacts', { limit: 1 });
    context.assert.equal(headers['x-hubspot-ratelimit-max'], '110');
    context.assert.equal(headers['x-hubspot-ratelimit-daily'], undefined);
  },
);
