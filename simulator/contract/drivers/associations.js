import { VERSION } from '../frame/drivers.js';

/** Calls about links between records. Kinds of links are written like `{associationCategory, associationTypeId}`. */

export const client = ({ sdk, call }) => {
  const { basicApi, batchApi, schema } = sdk.crm.associations.v4;
  const old = sdk.crm.associations;
  return {
    link: (from, id, to, toId) => call(basicApi, 'createDefault', from, id, to, toId),
    label: (from, id, to, toId, types) => call(basicApi, 'create', from, id, to, toId, types),
    unlink: (from, id, to, toId) => call(basicApi, 'archive', from, id, to, toId),
    list: (from, id, to, { after, limit } = {}) => call(basicApi, 'getPage', from, id, to, after, limit),
    batchRead: (from, to, body) => call(batchApi, 'getPage', from, to, body),
    batchCreate: (from, to, body) => call(batchApi, 'create', from, to, spelled(body)),
    batchLink: (from, to, body) => call(batchApi, 'createDefault', from, to, spelled(body)),
    batchUnlink: (from, to, body) => call(batchApi, 'archive', from, to, spelled(body)),
    batchUnlabel: (from, to, body) => call(batchApi, 'archiveLabels', from, to, spelled(body)),
    labels: (from, to) => call(schema.definitionsApi, 'getAll', from, to),
    define: (from, to, body) => call(schema.definitionsApi, 'create', from, to, body),
    rename: (from, to, body) => call(schema.definitionsApi, 'update', from, to, body),
    remove: (from, to, id) => call(schema.definitionsApi, 'remove', from, to, id),
    oldTypes: (from, to) => call(old.schema.typesApi, 'getAll', from, to),
    oldRead: (from, to, body) => call(old.batchApi, 'read', from, to, body),
    oldCreate: (from, to, body) => call(old.batchApi, 'create', from, to, spelled(body)),
    oldArchive: (from, to, body) => call(old.batchApi, 'archive', from, to, spelled(body)),
  };
};

/** The client calls one end of a link `_from`. */
const spelled = ({ inputs }) => ({ inputs: inputs.map(({ from, ...rest }) => ({ _from: from, ...rest })) });

export const http = ({ send }) => {
  const links = (from, id, to) => `/crm/objects/${VERSION}/${from}/${id}/associations/${to}`;
  const pair = (from, to, what) => `/crm/associations/${VERSION}/${from}/${to}/${what}`;
  const configurations = `/crm/associations/${VERSION}/definitions/configurations`;
  const old = (from, to, what) => `/crm/v3/associations/${from}/${to}/${what}`;
  return {
    link: (from, id, to, toId) => send('PUT', `${links(from, id, 'default')}/${to}/${toId}`),
    label: (from, id, to, toId, types) => send('PUT', `${links(from, id, to)}/${toId}`, { body: types }),
    unlink: (from, id, to, toId) => send('DELETE', `${links(from, id, to)}/${toId}`),
    list: (from, id, to, query) => send('GET', links(from, id, to), { query }),
    batchRead: (from, to, body) => send('POST', pair(from, to, 'batch/read'), { body }),
    batchCreate: (from, to, body) => send('POST', pair(from, to, 'batch/create'), { body }),
    batchLink: (from, to, body) => send('POST', pair(from, to, 'batch/associate/default'), { body }),
    batchUnlink: (from, to, body) => send('POST', pair(from, to, 'batch/archive'), { body }),
    batchUnlabel: (from, to, body) => send('POST', pair(from, to, 'batch/labels/archive'), { body }),
    labels: (from, to) => send('GET', pair(from, to, 'labels')),
    define: (from, to, body) => send('POST', pair(from, to, 'labels'), { body }),
    rename: (from, to, body) => send('PUT', pair(from, to, 'labels'), { body }),
    remove: (from, to, id) => send('DELETE', pair(from, to, `labels/${id}`)),
    limits: (from, to) => send('GET', from ? `${configurations}/${from}/${to}` : `${configurations}/all`),
    limit: (from, to, body) => send('POST', `${configurations}/${from}/${to}/batch/create`, { body }),
    changeLimit: (from, to, body) => send('POST', `${configurations}/${from}/${to}/batch/update`, { body }),
    removeLimit: (from, to, body) => send('POST', `${configurations}/${from}/${to}/batch/purge`, { body }),
    usage: (what, query) => send('GET', `/crm/limits/${VERSION}/associations/${what}`, { query }),
    oldTypes: (from, to) => send('GET', old(from, to, 'types')),
    oldRead: (from, to, body) => send('POST', old(from, to, 'batch/read'), { body }),
    oldCreate: (from, to, body) => send('POST', old(from, to, 'batch/create'), { body }),
    oldArchive: (from, to, body) => send('POST', old(from, to, 'batch/archive'), { body }),
    oldLink: (from, id, to, toId, kind) =>
      send('PUT', `/crm/v3/objects/${from}/${id}/associations/${to}/${toId}/${kind}`),
    oldUnlink: (from, id, to, toId, kind) =>
      send('DELETE', `/crm/v3/objects/${from}/${id}/associations/${to}/${toId}/${kind}`),
  };
};
