import { VERSION } from '../frame/drivers.js';

/** Calls about custom object types. */

export const client = ({ sdk, call }) => {
  const { coreApi } = sdk.crm.schemas;
  return {
    list: ({ archived } = {}) => call(coreApi, 'getAll', archived),
    read: (type) => call(coreApi, 'getById', type),
    create: (schema) => call(coreApi, 'create', schema),
    update: (type, changes) => call(coreApi, 'update', type, changes),
    archive: (type, { archived } = {}) => call(coreApi, 'archive', type, archived),
    associate: (type, association) => call(coreApi, 'createAssociation', type, association),
    dissociate: (type, id) => call(coreApi, 'archiveAssociation', type, id),
  };
};

export const http = ({ send }) => {
  const schemas = `/crm-object-schemas/${VERSION}/schemas`;
  return {
    list: (query) => send('GET', schemas, { query }),
    read: (type) => send('GET', `${schemas}/${type}`),
    create: (schema) => send('POST', schemas, { body: schema }),
    update: (type, changes) => send('PATCH', `${schemas}/${type}`, { body: changes }),
    archive: (type, query) => send('DELETE', `${schemas}/${type}`, { query }),
    associate: (type, association) => send('POST', `${schemas}/${type}/associations`, { body: association }),
    dissociate: (type, id) => send('DELETE', `${schemas}/${type}/associations/${id}`),
    batchRead: (body) => send('POST', `${schemas}/batch/read`, { body }),
  };
};
