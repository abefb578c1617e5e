import { loadFolder } from './files.js';
import { clientCall } from './client.js';
import { httpSend } from './http.js';

/** The two ways of calling HubSpot that every check is run in. */
export const DRIVERS = ['client', 'http'];

/** The version that the plain HTTP driver calls; the client's is v3 and v4 throughout. */
export const VERSION = '2026-09';

/**
 * @typedef {object} Answer what HubSpot answered, the same from both drivers
 * @property {number} status
 * @property {Record<string, string>} headers by name in lower case
 * @property {any} body as in HubSpot's JSON; text if it is something else; null if there is none
 */

/**
 * The calls of every area by one driver: `hubspot.objects.create(...)` is `create` of `drivers/objects.js`.
 *
 * Besides them there are `hubspot.as(token)`, which is the same with another token or, with null, without one; and with the
 * HTTP driver `hubspot.send(method, path, {query, body, headers})` for what has no name.
 *
 * @param {{driver: string, baseUrl: string, token: string|null, pace: import('./pace.js').Pace}} connection
 * @returns {Promise<Record<string, any>>}
 */
export async function connect(connection) {
  const { driver } = connection;
  const tools = driver === 'client' ? await clientCall(connection) : { send: httpSend(connection) };
  const hubspot = { ...tools, as: (token) => connect({ ...connection, token }) };
  for (const [area, module] of await loadFolder('drivers')) {
    hubspot[area] = module[driver]?.(tools) ?? {};
  }
  return hubspot;
}
