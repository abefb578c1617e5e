/**
 * The sync that most people write: it pages through the contacts one page after the other and upserts row by row, then pushes one
 * record with each call. `benchmarks` measures Linchpin beside it. Nothing in it is slow on purpose; the client backs off by itself
 * when HubSpot answers 429.
 *
 *   HUBSPOT_BASE_URL=... HUBSPOT_ACCESS_TOKEN=... DATABASE_URL=sqlite:FILE PROPERTIES=email,city SECONDS=10 node sync.js
 *
 * Each part ends after so many seconds, as its rate does not change any more. Prints one line of JSON.
 */
import { Client } from '@hubspot/api-client';
import { open } from './contacts.js';

const { HUBSPOT_BASE_URL, HUBSPOT_ACCESS_TOKEN, DATABASE_URL, PROPERTIES, SECONDS } = process.env;
const properties = PROPERTIES.split(',');
const milliseconds = Number(SECONDS) * 1_000;
const hubspot = new Client({ basePath: HUBSPOT_BASE_URL, accessToken: HUBSPOT_ACCESS_TOKEN, numberOfApiCallRetries: 6 });
const contacts = await open(DATABASE_URL, properties);

const loaded = await measure(load);
const pushed = await measure(push);
await contacts.close();
console.log(JSON.stringify({ loaded, pushed }));

/** How many records a second. */
async function measure(work) {
  const began = performance.now();
  const records = await work(() => performance.now() - began < milliseconds);
  return (records * 1_000) / (performance.now() - began);
}

async function load(isTimeLeft) {
  let records = 0;
  let after;
  do {
    const page = await hubspot.crm.contacts.basicApi.getPage(100, after, properties);
    for (const contact of page.results) {
      await contacts.upsert(contact);
      records++;
    }
    after = page.paging?.next?.after;
  } while (after && isTimeLeft());
  return records;
}

async function push(isTimeLeft) {
  let records = 0;
  for (const row of await contacts.move('Baseline')) {
    await hubspot.crm.contacts.basicApi.update(row.hubspot_id, { properties: { city: row.city } });
    records++;
    if (!isTimeLeft()) {
      break;
    }
  }
  return records;
}
