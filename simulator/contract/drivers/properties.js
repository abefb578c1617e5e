import { VERSION } from '../frame/drivers.js';

/** Calls about the definitions of properties. */

export const client = ({ sdk, call }) => {
  const { coreApi } = sdk.crm.properties;
  return {
    create: (type, definition) => call(coreApi, 'create', type, definition),
    archive: (type, name) => call(coreApi, 'archive', type, name),
  };
};

export const http = ({ send }) => {
  const properties = (type) => `/crm/properties/${VERSION}/${type}`;
  return {
    create: (type, definition) => send('POST', properties(type), { body: definition }),
    archive: (type, name) => send('DELETE', `${properties(type)}/${name}`),
  };
};
