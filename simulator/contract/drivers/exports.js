import { VERSION } from '../frame/drivers.js';

/** Exports. */

export const client = ({ sdk, call }) => {
  const { publicExportsApi } = sdk.crm.exports;
  return {
    // publicExportsApi.start of 13.5.0 cannot serialise any request, so this is how its users start an export.
    start: async (body) => {
      const response = await sdk.apiRequest({ method: 'POST', path: '/crm/v3/exports/export/async', body });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.json() };
    },
    status: (id) => call(publicExportsApi, 'getStatus', Number(id)),
  };
};

export const http = ({ send }) => {
  const exports = `/crm/exports/${VERSION}/export`;
  return {
    start: (body) => send('POST', `${exports}/async`, { body }),
    status: (id) => send('GET', `${exports}/async/tasks/${id}/status`),
    read: (id) => send('GET', `${exports}/${id}`),
  };
};
