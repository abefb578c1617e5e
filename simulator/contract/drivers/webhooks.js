import { VERSION } from '../frame/drivers.js';

/** How developers configure the webhooks of an app. */

export const client = ({ sdk, call }) => {
  // The client sends no token to these, but the key of a developer; this is the simulator's.
  const developer = new sdk.constructor({ ...sdk.config, developerApiKey: 'simulator-developer-key' });
  const { settingsApi, subscriptionsApi } = developer.webhooks;
  return {
    settings: (app) => call(settingsApi, 'getAll', app),
    configure: (app, body) => call(settingsApi, 'configure', app, body),
    clear: (app) => call(settingsApi, 'clear', app),
    list: (app) => call(subscriptionsApi, 'getAll', app),
    create: (app, body) => call(subscriptionsApi, 'create', app, body),
    read: (app, id) => call(subscriptionsApi, 'getById', id, app),
    update: (app, id, body) => call(subscriptionsApi, 'update', id, app, body),
    archive: (app, id) => call(subscriptionsApi, 'archive', id, app),
    updateBatch: (app, body) => call(subscriptionsApi, 'updateBatch', app, body),
  };
};

export const http = ({ send }) => {
  const path = (app, rest) => `/app-webhooks/${VERSION}/${app}/${rest}`;
  return {
    settings: (app) => send('GET', path(app, 'settings')),
    configure: (app, body) => send('PUT', path(app, 'settings'), { body }),
    clear: (app) => send('DELETE', path(app, 'settings')),
    list: (app) => send('GET', path(app, 'subscriptions')),
    create: (app, body) => send('POST', path(app, 'subscriptions'), { body }),
    read: (app, id) => send('GET', path(app, `subscriptions/${id}`)),
    update: (app, id, body) => send('PATCH', path(app, `subscriptions/${id}`), { body }),
    archive: (app, id) => send('DELETE', path(app, `subscriptions/${id}`)),
    updateBatch: (app, body) => send('POST', path(app, 'subscriptions/batch/update'), { body }),
  };
};
