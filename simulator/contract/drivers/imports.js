import { VERSION } from '../frame/drivers.js';

/** Imports. `file` is `{name, text}`. */

export const client = ({ sdk, call }) => {
  const { coreApi, publicImportsApi } = sdk.crm.imports;
  return {
    start: (request, file) =>
      call(coreApi, 'create', { name: file.name, data: Buffer.from(file.text) }, JSON.stringify(request)),
    read: (id) => call(coreApi, 'getById', Number(id)),
    list: ({ after, before, limit } = {}) => call(coreApi, 'getPage', after, before, limit),
    cancel: (id) => call(coreApi, 'cancel', Number(id)),
    errors: (id, { after, limit, includeErrorMessage, includeRowData } = {}) =>
      call(publicImportsApi, 'getErrors', Number(id), after, limit, includeErrorMessage, includeRowData),
  };
};

export const http = ({ send }) => {
  const imports = `/crm/imports/${VERSION}`;
  return {
    start: (request, file) => {
      const form = new FormData();
      form.set('importRequest', JSON.stringify(request));
      form.set('files', new Blob([file.text], { type: 'text/csv' }), file.name);
      return send('POST', imports, { body: form });
    },
    read: (id) => send('GET', `${imports}/${id}`),
    list: (query) => send('GET', imports, { query }),
    cancel: (id) => send('POST', `${imports}/${id}/cancel`),
    errors: (id, query) => send('GET', `${imports}/${id}/errors`, { query }),
  };
};
