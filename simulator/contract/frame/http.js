/**
 * Plain HTTP calls.
 *
 * @param {{baseUrl: string, token: string|null, pace: import('./pace.js').Pace}} connection
 */
export function httpSend({ baseUrl, token, pace }) {
  /**
   * @param {string} method
   * @param {string} path from the slash on; or a whole URL that HubSpot gave, to which no token is sent
   * @param {object} [parts]
   * @param {Record<string, any>} [parts.query] lists are joined by commas, undefined ones are left out
   * @param {any} [parts.body] sent as JSON, unless it is text or a form
   * @param {Record<string, string>} [parts.headers]
   * @returns {Promise<import('./drivers.js').Answer>}
   */
  return (method, path, { query = {}, body, headers = {} } = {}) => {
    const url = new URL(path.startsWith('/') ? baseUrl + path : path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    const json = body !== undefined && (body.constructor === Object || Array.isArray(body));
    const request = {
      method,
      headers: {
        ...(token !== null && path.startsWith('/') ? { authorization: `Bearer ${token}` } : {}),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: json ? JSON.stringify(body) : body,
      // A redirect is an answer to look at, such as that of the OAuth page.
      redirect: /** @type {const} */ ('manual'),
    };
    return pace.keep(async () => {
      const response = await fetch(url, request);
      const text = await response.text();
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: text === '' ? null : isJson(response) ? JSON.parse(text) : text,
      };
    });
  };
}

function isJson(response) {
  return (response.headers.get('content-type') ?? '').includes('json');
}
