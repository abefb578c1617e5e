import { VERSION } from '../frame/drivers.js';

/** Calls about tokens. The page where people grant them is the same for both drivers. */

export const client = ({ sdk, call }) => ({
  token: ({ grant_type, code, redirect_uri, client_id, client_secret, refresh_token }) =>
    call(sdk.oauth.tokensApi, 'create', grant_type, code, redirect_uri, client_id, client_secret, refresh_token),
  accessToken: (token) => call(sdk.oauth.accessTokensApi, 'get', token),
  refreshToken: (token) => call(sdk.oauth.refreshTokensApi, 'get', token),
  forget: (token) => call(sdk.oauth.refreshTokensApi, 'archive', token),
  authorize: async (query, form) => {
    const response = await fetch(`${sdk.config.basePath}/oauth/authorize?${new URLSearchParams(query)}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  },
});

export const http = ({ send }) => {
  const form = (fields) => ({ body: new URLSearchParams(fields) });
  return {
    token: (fields) => send('POST', `/oauth/${VERSION}/token`, form(fields)),
    introspect: (fields) => send('POST', `/oauth/${VERSION}/token/introspect`, form(fields)),
    revoke: (fields) => send('POST', `/oauth/${VERSION}/token/revoke`, form(fields)),
    accessToken: (token) => send('GET', `/oauth/v1/access-tokens/${token}`),
    refreshToken: (token) => send('GET', `/oauth/v1/refresh-tokens/${token}`),
    forget: (token) => send('DELETE', `/oauth/v1/refresh-tokens/${token}`),
    authorize: (query, fields) => send('POST', '/oauth/authorize', { query, ...form(fields) }),
    uninstall: () => send('DELETE', `/appinstalls/${VERSION}/external-install`),
  };
};
