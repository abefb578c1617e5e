import { VERSION } from '../frame/drivers.js';

/** Calls about up to 100 records at once; each takes the request body as HubSpot documents it. */

export const client = ({ sdk, call }) => {
  const { batchApi } = sdk.crm.objects;
  return {
    read: (type, body, { archived } = {}) =>
      call(batchApi, 'read', type, { properties: [], propertiesWithHistory: [], ...body }, archived),
    create: (type, { inputs }) =>
      call(batchApi, 'create', type, { inputs: inputs.map((input) => ({ associations: [], ...input })) }),
    update: (type, body) => call(batchApi, 'update', type, body),
    upsert: (type, body) => call(batchApi, 'upsert', type, body),
    archive: (type, body) => call(batchApi, 'archive', type, body),
  };
};

export const http = ({ send }) => {
  const path = (type, action) => `/crm/objects/${VERSION}/${type}/batch/${action}`;
  return {
    read: (type, body, query) => send('POST', path(type, 'read'), { query, body }),
    create: (type, body) => send('POST', path(type, 'create'), { body }),
    update: (type, body) => send('POST', path(type, 'update'), { body }),
    upsert: (type, body) => send('POST', path(type, 'upsert'), { body }),
    archive: (type, body) => send('POST', path(type, 'archive'), { body }),
  };
};
