import { VERSION } from '../frame/drivers.js';

/** Calls about one record, and the listing. `type` is a name such as `contacts` or an id such as `0-1`. */

export const client = ({ sdk, call }) => {
  const { basicApi } = sdk.crm.objects;
  return {
    create: (type, input) => call(basicApi, 'create', type, { associations: [], ...input }),
    read: (type, id, { properties, propertiesWithHistory, associations, archived, idProperty } = {}) =>
      call(basicApi, 'getById', type, id, properties, propertiesWithHistory, associations, archived, idProperty),
    list: (type, { limit, after, properties, propertiesWithHistory, associations, archived } = {}) =>
      call(basicApi, 'getPage', type, limit, after, properties, propertiesWithHistory, associations, archived),
    update: (type, id, input, { idProperty } = {}) => call(basicApi, 'update', type, id, input, idProperty),
    archive: (type, id) => call(basicApi, 'archive', type, id),
  };
};

export const http = ({ send }) => {
  const records = (type) => `/crm/objects/${VERSION}/${type}`;
  const record = (type, id) => `${records(type)}/${encodeURIComponent(id)}`;
  return {
    create: (type, input) => send('POST', records(type), { body: input }),
    read: (type, id, query) => send('GET', record(type, id), { query }),
    list: (type, query) => send('GET', records(type), { query }),
    update: (type, id, input, query) => send('PATCH', record(type, id), { query, body: input }),
    archive: (type, id) => send('DELETE', record(type, id)),
  };
};
