import { VERSION } from '../frame/drivers.js';

/** Calls about owners. */

export const client = ({ sdk, call }) => {
  const { ownersApi } = sdk.crm.owners;
  return {
    list: ({ email, after, limit, archived } = {}) => call(ownersApi, 'getPage', email, after, limit, archived),
    read: (id, { idProperty, archived } = {}) => call(ownersApi, 'getById', id, idProperty, archived),
  };
};

export const http = ({ send }) => ({
  list: (query) => send('GET', `/crm/owners/${VERSION}`, { query }),
  read: (id, query) => send('GET', `/crm/owners/${VERSION}/${id}`, { query }),
});
