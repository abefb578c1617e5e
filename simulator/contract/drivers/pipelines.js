import { VERSION } from '../frame/drivers.js';

/** Calls about pipelines. */

export const client = ({ sdk, call }) => {
  const { pipelinesApi, pipelineAuditsApi } = sdk.crm.pipelines;
  const checks = ({ validateReferencesBeforeDelete, validateDealStageUsagesBeforeDelete } = {}) => [
    validateReferencesBeforeDelete,
    validateDealStageUsagesBeforeDelete,
  ];
  return {
    list: (type) => call(pipelinesApi, 'getAll', type),
    read: (type, id) => call(pipelinesApi, 'getById', type, id),
    create: (type, pipeline) => call(pipelinesApi, 'create', type, pipeline),
    replace: (type, id, pipeline, query) => call(pipelinesApi, 'replace', type, id, pipeline, ...checks(query)),
    update: (type, id, changes) => call(pipelinesApi, 'update', type, id, changes),
    archive: (type, id, query) => call(pipelinesApi, 'archive', type, id, ...checks(query)),
    audit: (type, id) => call(pipelineAuditsApi, 'getAudit', type, id),
  };
};

export const http = ({ send }) => {
  const pipelines = (type) => `/crm/pipelines/${VERSION}/${type}`;
  const pipeline = (type, id) => `${pipelines(type)}/${encodeURIComponent(id)}`;
  return {
    list: (type) => send('GET', pipelines(type)),
    read: (type, id) => send('GET', pipeline(type, id)),
    create: (type, body) => send('POST', pipelines(type), { body }),
    replace: (type, id, body, query) => send('PUT', pipeline(type, id), { query, body }),
    update: (type, id, changes) => send('PATCH', pipeline(type, id), { body: changes }),
    archive: (type, id, query) => send('DELETE', pipeline(type, id), { query }),
    audit: (type, id) => send('GET', `${pipeline(type, id)}/audit`),
  };
};
