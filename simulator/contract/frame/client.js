/**
 * What a driver needs to call HubSpot through its official client.
 *
 * The client's own `...WithHttpInfo` methods give status and headers besides the model. Its retries and its limiter stay off,
 * as they are by default: the pace is kept here, for both drivers alike.
 *
 * @param {{baseUrl: string, token: string|null, pace: import('./pace.js').Pace}} connection
 */
export async function clientCall({ baseUrl, token, pace }) {
  // Not needed, and not asked to be installed, for --list and the plain HTTP driver.
  const { Client } = await import('@hubspot/api-client');
  const sdk = new Client({ basePath: baseUrl, ...(token === null ? {} : { accessToken: token }) });
  return {
    /** The official client. */
    sdk,

    /**
     * Calls a method of one of the client's APIs.
     *
     * @param {object} api such as `sdk.crm.objects.basicApi`
     * @param {string} method such as `create`
     * @param {...any} parameters those of the method
     * @returns {Promise<import('./drivers.js').Answer>}
     */
    call: (api, method, ...parameters) => pace.keep(() => answerOf(api, method, parameters)),
  };
}

async function answerOf(api, method, parameters) {
  try {
    const info = await api[`${method}WithHttpInfo`](...parameters);
    return { status: info.httpStatusCode, headers: info.headers, body: toJson(info.data ?? null) };
  } catch (error) {
    // Every API of the client has an ApiException class of its own, so that instanceof cannot tell. The client also throws it for
    // a 2xx that it does not expect of the call, such as 200 for 201; that breaks programs, so it is not an answer here.
    if (error.code >= 400 && error.headers) {
      return { status: error.code, headers: error.headers, body: toJson(error.body || null) };
    }
    throw error;
  }
}

/** Turns the client's models back into the JSON that they were read from, as far as they kept it. */
function toJson(value) {
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const attributes = value.constructor.getAttributeTypeMap?.() ?? [];
  const jsonNames = new Map(attributes.map(({ name, baseName }) => [name, baseName]));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [jsonNames.get(name) ?? name, toJson(part)]),
  );
}
