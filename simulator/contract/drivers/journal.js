import { VERSION } from '../frame/drivers.js';

/** The webhooks journal, which the official client does not know. */

export const client = () => ({});

export const http = ({ send }) => {
  const subscriptions = `/webhooks-journal/subscriptions/${VERSION}`;
  const journal = `/webhooks-journal/journal/${VERSION}`;
  return {
    subscribe: (body) => send('POST', subscriptions, { body }),
    subscriptions: () => send('GET', subscriptions),
    subscription: (id) => send('GET', `${subscriptions}/${id}`),
    unsubscribe: (id) => send('DELETE', `${subscriptions}/${id}`),
    unsubscribePortal: (portal) => send('DELETE', `${subscriptions}/portals/${portal}`),
    addFilter: (body) => send('POST', `${subscriptions}/filters`, { body }),
    filters: (id) => send('GET', `${subscriptions}/filters/subscription/${id}`),
    filter: (id) => send('GET', `${subscriptions}/filters/${id}`),
    removeFilter: (id) => send('DELETE', `${subscriptions}/filters/${id}`),
    earliest: () => send('GET', `${journal}/earliest`),
    latest: () => send('GET', `${journal}/latest`),
    next: (offset) => send('GET', `${journal}/offset/${offset}/next`),
    batchLatest: (count) => send('GET', `${journal}/batch/latest/${count}`),
    batchNext: (offset, count) => send('GET', `${journal}/batch/${offset}/next/${count}`),
    batchRead: (inputs) => send('POST', `${journal}/batch/read`, { body: { inputs } }),
    local: (installPortalId) =>
      send('GET', `/webhooks-journal/journal-local/${VERSION}/latest`, { query: { installPortalId } }),
    snapshot: (snapshotRequests) =>
      send('POST', `/webhooks-journal/snapshots/${VERSION}/crm`, { body: { snapshotRequests } }),
    status: (id) => send('GET', `${journal}/status/${id}`),
  };
};
