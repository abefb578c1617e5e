import { VERSION } from '../frame/drivers.js';

/** Calls about the groups that properties stand under. */

export const client = ({ sdk, call }) => {
  const { groupsApi } = sdk.crm.properties;
  return {
    list: (type) => call(groupsApi, 'getAll', type),
    read: (type, name) => call(groupsApi, 'getByName', type, name),
    create: (type, group) => call(groupsApi, 'create', type, group),
    update: (type, name, changes) => call(groupsApi, 'update', type, name, changes),
    archive: (type, name) => call(groupsApi, 'archive', type, name),
  };
};

export const http = ({ send }) => {
  const groups = (type) => `/crm/properties/${VERSION}/${type}/groups`;
  const group = (type, name) => `${groups(type)}/${name}`;
  return {
    list: (type) => send('GET', groups(type)),
    read: (type, name) => send('GET', group(type, name)),
    create: (type, body) => send('POST', groups(type), { body }),
    update: (type, name, changes) => send('PATCH', group(type, name), { body: changes }),
    archive: (type, name) => send('DELETE', group(type, name)),
  };
};
