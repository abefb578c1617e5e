import { check } from '../frame/checks.js';

/** All of it needs the simulator: nobody wants to run a real account into its limits. */
const options = (...facts) => ({ facts, harmless: false, simulatorOnly: true, meetsLimits: true });
const list = (hubspot) => hubspot.objects.list('contacts', { limit: 1 });

check(
  'a call beyond the ten seconds is refused until they are over',
  options('limits/burst-window', 'limits/no-retry-after'),
  async ({ hubspot, simulator, assert, expectStatus, expectError }) => {
    await simulator.advance('PT10S');
    await simulator.settings({ limits: 'professional', burstLimit: 2 });
    expectStatus(await list(hubspot), 200);
    expectStatus(await list(hubspot), 200);
    const refused = await list(hubspot);
    const error = expectError(refused, 429, 'RATE_LIMITS');
    assert.equal(error.policyName, 'TEN_SECONDLY_ROLLING');
    assert.equal(error.message, 'You have reached your ten_secondly_rolling limit.');
    assert.equal(refused.headers['retry-after'], undefined);
    await simulator.advance('PT10S');
    expectStatus(await list(hubspot), 200);
  },
);

check(
  'answers tell what is left of the ten seconds and of the day',
  options('limits/headers'),
  async ({ hubspot, simulator, assert }) => {
    await simulator.advance('PT10S');
    await simulator.settings({ limits: 'professional' });
    const { headers } = await list(hubspot);
    assert.equal(headers['x-hubspot-ratelimit-max'], '190');
    assert.equal(headers['x-hubspot-ratelimit-remaining'], '189');
    assert.equal(headers['x-hubspot-ratelimit-interval-milliseconds'], '10000');
    assert.equal(headers['x-hubspot-ratelimit-daily'], '650000');
    assert.ok(Number(headers['x-hubspot-ratelimit-daily-remaining']) < 650_000);
  },
);

check(
  'the sixth search in a second is refused, and its answers tell the day alone',
  options('limits/search-429', 'limits/search-headers'),
  async ({ hubspot, simulator, assert, expectStatus, expectError }) => {
    await simulator.advance('PT10S');
    await simulator.settings({ limits: 'professional', searchLimit: 1 });
    const { headers, status } = await hubspot.search.search('contacts', { limit: 1 });
    assert.equal(status, 200);
    assert.equal(headers['x-hubspot-ratelimit-max'], undefined);
    assert.ok(headers['x-hubspot-ratelimit-daily-remaining']);
    const error = expectError(await hubspot.search.search('contacts', { limit: 1 }), 429, 'RATE_LIMITS');
    assert.equal(error.message, 'You have reached your secondly limit.');
    assert.equal(error.policyName, undefined);
    await simulator.advance('PT1S');
    expectStatus(await hubspot.search.search('contacts', { limit: 1 }), 200);
  },
);

check(
  'the day is over at midnight in the time zone of the account',
  options('limits/daily-429', 'limits/daily-reset'),
  async ({ hubspot, simulator, assert, expectStatus, expectError }) => {
    await simulator.settings({ limits: 'professional', dailyLimit: 1 });
    await simulator.advance('PT24H');
    expectStatus(await list(hubspot), 200);
    const error = expectError(await list(hubspot), 429, 'RATE_LIMITS');
    assert.equal(error.policyName, 'DAILY');
    assert.equal(error.message, 'You have reached your daily limit.');
    await simulator.advance('PT24H');
    expectStatus(await list(hubspot), 200);
  },
);

for (const [plan, increases, burst, daily] of [
  ['free', 0, '100', '250000'],
  ['starter', 0, '100', '250000'],
  ['enterprise', 0, '190', '1000000'],
  ['professional', 1, '250', '1650000'],
  ['enterprise', 2, '250', '3000000'],
  ['oauth', 0, '110', undefined],
]) {
  check(
    `${plan} with ${increases} limit increases has ${burst} in ten seconds and ${daily ?? 'no limit'} a day`,
    options('limits/burst-by-plan', 'limits/daily-by-plan', 'limits/increase', 'limits/oauth-110'),
    async ({ hubspot, simulator, assert }) => {
      await simulator.settings({ limits: plan, limitIncreases: increases });
      const { headers } = await list(hubspot);
      assert.equal(headers['x-hubspot-ratelimit-max'], burst);
      assert.equal(headers['x-hubspot-ratelimit-daily'], daily);
    },
  );
}
