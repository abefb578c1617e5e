#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadChecks } from './frame/checks.js';
import { DRIVERS } from './frame/drivers.js';
import { CannotRun, Runner } from './frame/runner.js';

const USAGE = `Usage: node run.js --driver client|http [options]

  --driver client|http   HubSpot's official Node client on v3 and v4, or plain HTTP on 2026-09
  --base-url URL         what to check (default: https://api.hubapi.com)
  --token TOKEN          access token (default: the environment variable HUBSPOT_TOKEN)
  --only-harmless        only checks that make records of their own and archive them again
  --filter TEXT          only checks with TEXT in their id, title or facts
  --json FILE            write the results to FILE as well
  --list                 print the checks as JSON and do nothing else

Ends with 0 if all checks passed, with 1 if one failed, with 2 if they could not be run.`;

const OPTIONS = {
  driver: { type: 'string' },
  'base-url': { type: 'string', default: 'https://api.hubapi.com' },
  token: { type: 'string', default: process.env.HUBSPOT_TOKEN },
  'only-harmless': { type: 'boolean', default: false },
  filter: { type: 'string', default: '' },
  json: { type: 'string' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

async function main() {
  const options = readArguments();
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const checks = await loadChecks();
  if (options.list) {
    console.log(JSON.stringify(checks.map(({ run, ...described }) => described), null, 2));
    return 0;
  }
  if (!DRIVERS.includes(options.driver)) {
    throw new CannotRun(`Say which driver to use: --driver ${DRIVERS.join(' or --driver ')}\n\n${USAGE}`);
  }
  if (!options.token) {
    throw new CannotRun('There is no access token: give --token or set HUBSPOT_TOKEN');
  }
  const runner = await Runner.start({
    driver: options.driver,
    baseUrl: options['base-url'].replace(/\/+$/, ''),
    token: options.token,
  });
  // A person who interrupts the run still gets the records of the current check removed.
  process.once('SIGINT', () => runner.stop());
  const results = await runner.run(select(checks, options));
  if (options.json) {
    writeFileSync(options.json, JSON.stringify(results, null, 2));
  }
  return results.every((result) => result.passed) ? 0 : 1;
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    throw new CannotRun(`${error.message}\n\n${USAGE}`);
  }
}

function select(checks, { 'only-harmless': onlyHarmless, filter }) {
  const words = ({ id, title, facts }) => [id, title, ...facts].join(' ').toLowerCase();
  const selected = checks
    .filter((check) => check.harmless || !onlyHarmless)
    .filter((check) => words(check).includes(filter.toLowerCase()));
  if (selected.length === 0) {
    throw new CannotRun('No check fits; --list shows what there is');
  }
  return selected;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof CannotRun ? error.message : error);
  process.exitCode = 2;
}
