import { VERSION } from '../frame/drivers.js';

/** Calls about the definitions of properties. */

export const client = ({ sdk, call }) => {
  const { coreApi, batchApi } = sdk.crm.properties;
  return {
    list: (type, { archived, properties } = {}) => call(coreApi, 'getAll', type, archived, properties),
    read: (type, name, { archived } = {}) => call(coreApi, 'getByName', type, name, archived),
    create: (type, definition) => call(coreApi, 'create', type, definition),
    update: (type, name, changes) => call(coreApi, 'update', type, name, changes),
    archive: (type, name) => call(coreApi, 'archive', type, name),
    batchRead: (type, body) => call(batchApi, 'read', type, body),
    batchCreate: (type, body) => call(batchApi, 'create', type, body),
    batchArchive: (type, body) => call(batchApi, 'archive', type, body),
  };
};

export const http = ({ send }) => {
  const properties = (type) => `/crm/properties/${VERSION}/${type}`;
  const property = (type, name) => `${properties(type)}/${name}`;
  return {
    list: (type, query) => send('GET', properties(type), { query }),
    read: (type, name, query) => send('GET', property(type, name), { query }),
    create: (type, definition) => send('POST', properties(type), { body: definition }),
    update: (type, name, changes) => send('PATCH', property(type, name), { body: changes }),
    archive: (type, name) => send('DELETE', property(type, name)),
    batchRead: (type, body) => send('POST', `${properties(type)}/batch/read`, { body }),
    batchCreate: (type, body) => send('POST', `${properties(type)}/batch/create`, { body }),
    batchArchive: (type, body) => send('POST', `${properties(type)}/batch/archive`, { body }),
  };
};
