import { http as byPath } from './objects.js';
import { VERSION } from '../frame/drivers.js';

/** Calls about records by what the client has for their type alone, such as `sdk.crm.contacts`; by HTTP the paths are the same. */

export const client = ({ sdk, call }) => {
  const { crm } = sdk;
  const own = {
    contacts: crm.contacts,
    companies: crm.companies,
    deals: crm.deals,
    tickets: crm.tickets,
    products: crm.products,
    line_items: crm.lineItems,
    ...Object.fromEntries(
      ['notes', 'calls', 'emails', 'meetings', 'tasks', 'communications'].map((type) => [type, crm.objects[type]]),
    ),
  };
  const one = (type, method, ...parameters) => call(own[type].basicApi, method, ...parameters);
  return {
    create: (type, input) => one(type, 'create', { associations: [], ...input }),
    read: (type, id, { properties, propertiesWithHistory, associations, archived, idProperty } = {}) =>
      one(type, 'getById', id, properties, propertiesWithHistory, associations, archived, idProperty),
    list: (type, { limit, after, properties, propertiesWithHistory, associations, archived } = {}) =>
      one(type, 'getPage', limit, after, properties, propertiesWithHistory, associations, archived),
    update: (type, id, input, { idProperty } = {}) => one(type, 'update', id, input, idProperty),
    archive: (type, id) => one(type, 'archive', id),
    merge: (type, input) => one(type, 'merge', input),
    purge: (type, input) => one(type, 'purge', input),
    batch: (type, action, body) => call(own[type].batchApi, action, body),
  };
};

export const http = ({ send }) => {
  const path = (type, action) => `/crm/objects/${VERSION}/${type}/${action}`;
  return {
    ...byPath({ send }),
    merge: (type, body) => send('POST', path(type, 'merge'), { body }),
    purge: (type, body) => send('POST', path(type, 'gdpr-delete'), { body }),
    batch: (type, action, body) => send('POST', path(type, `batch/${action}`), { body }),
  };
};
