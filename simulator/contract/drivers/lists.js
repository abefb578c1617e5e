import { VERSION } from '../frame/drivers.js';

/** Lists and who is in them. `type` is an object type's id, such as `0-1`. */

export const client = ({ sdk, call }) => {
  const { listsApi, membershipsApi } = sdk.crm.lists;
  return {
    create: (list) => call(listsApi, 'create', list),
    read: (id, { includeFilters } = {}) => call(listsApi, 'getById', id, includeFilters),
    readByName: (type, name) => call(listsApi, 'getByName', name, type),
    readSeveral: (ids, { includeFilters } = {}) => call(listsApi, 'getAll', ids, includeFilters),
    search: (request) => call(listsApi, 'doSearch', request),
    delete: (id) => call(listsApi, 'remove', id),
    restore: (id) => call(listsApi, 'restore', id),
    rename: (id, name) => call(listsApi, 'updateName', id, name),
    refilter: (id, filterBranch) => call(listsApi, 'updateListFilters', id, { filterBranch }),
    members: (id, { after, before, limit } = {}) => call(membershipsApi, 'getPage', id, after, before, limit),
    joinOrder: (id, { after, before, limit } = {}) =>
      call(membershipsApi, 'getPageOrderedByAddedToListDate', id, after, before, limit),
    add: (id, recordIds) => call(membershipsApi, 'add', id, recordIds),
    remove: (id, recordIds) => call(membershipsApi, 'remove', id, recordIds),
    addAndRemove: (id, change) => call(membershipsApi, 'addAndRemove', id, change),
    addFrom: (id, sourceId) => call(membershipsApi, 'addAllFromList', id, sourceId),
    removeAll: (id) => call(membershipsApi, 'removeAll', id),
    ofRecord: (type, recordId) => call(membershipsApi, 'getLists', type, recordId),
  };
};

export const http = ({ send }) => {
  const lists = `/crm/lists/${VERSION}`;
  const list = (id) => `${lists}/${id}`;
  const members = (id) => `${list(id)}/memberships`;
  return {
    create: (body) => send('POST', lists, { body }),
    read: (id, query) => send('GET', list(id), { query }),
    readByName: (type, name) => send('GET', `${lists}/object-type-id/${type}/name/${encodeURIComponent(name)}`),
    readSeveral: (ids, query) => send('GET', lists, { query: { listIds: ids, ...query } }),
    search: (body) => send('POST', `${lists}/search`, { body }),
    all: (body) => send('POST', `${lists}/all`, { body }),
    delete: (id) => send('DELETE', list(id)),
    restore: (id) => send('PUT', `${list(id)}/restore`),
    rename: (id, listName) => send('PUT', `${list(id)}/update-list-name`, { query: { listName } }),
    refilter: (id, filterBranch) => send('PUT', `${list(id)}/update-list-filters`, { body: { filterBranch } }),
    members: (id, query) => send('GET', members(id), { query }),
    joinOrder: (id, query) => send('GET', `${members(id)}/join-order`, { query }),
    add: (id, body) => send('PUT', `${members(id)}/add`, { body }),
    remove: (id, body) => send('PUT', `${members(id)}/remove`, { body }),
    addAndRemove: (id, body) => send('PUT', `${members(id)}/add-and-remove`, { body }),
    addFrom: (id, sourceId) => send('PUT', `${members(id)}/add-from/${sourceId}`),
    removeAll: (id) => send('DELETE', members(id)),
    ofRecord: (type, recordId) => send('GET', `${lists}/records/${type}/${recordId}/memberships`),
    ofRecords: (inputs) => send('POST', `${lists}/records/memberships/batch/read`, { body: { inputs } }),
  };
};
