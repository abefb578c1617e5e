import { VERSION } from '../frame/drivers.js';

/** Calls about the stages of a pipeline. The client's call for their audit leaves the pipeline out of the path. */

export const client = ({ sdk, call }) => {
  const { pipelineStagesApi } = sdk.crm.pipelines;
  return {
    list: (type, pipeline) => call(pipelineStagesApi, 'getAll', type, pipeline),
    read: (type, pipeline, id) => call(pipelineStagesApi, 'getById', type, pipeline, id),
    create: (type, pipeline, stage) => call(pipelineStagesApi, 'create', type, pipeline, stage),
    replace: (type, pipeline, id, stage) => call(pipelineStagesApi, 'replace', type, pipeline, id, stage),
    update: (type, pipeline, id, changes) => call(pipelineStagesApi, 'update', type, pipeline, id, changes),
    archive: (type, pipeline, id) => call(pipelineStagesApi, 'archive', type, pipeline, id),
  };
};

export const http = ({ send }) => {
  const stages = (type, pipeline) => `/crm/pipelines/${VERSION}/${type}/${encodeURIComponent(pipeline)}/stages`;
  const stage = (type, pipeline, id) => `${stages(type, pipeline)}/${encodeURIComponent(id)}`;
  return {
    list: (type, pipeline) => send('GET', stages(type, pipeline)),
    read: (type, pipeline, id) => send('GET', stage(type, pipeline, id)),
    create: (type, pipeline, body) => send('POST', stages(type, pipeline), { body }),
    replace: (type, pipeline, id, body) => send('PUT', stage(type, pipeline, id), { body }),
    update: (type, pipeline, id, changes) => send('PATCH', stage(type, pipeline, id), { body: changes }),
    archive: (type, pipeline, id) => send('DELETE', stage(type, pipeline, id)),
    audit: (type, pipeline, id) => send('GET', `${stage(type, pipeline, id)}/audit`),
  };
};
