import { VERSION } from '../frame/drivers.js';

/** Search takes the request body as HubSpot documents it. */

export const client = ({ sdk, call }) => ({
  search: (type, body) => call(sdk.crm.objects.searchApi, 'doSearch', type, body),
});

export const http = ({ send }) => ({
  search: (type, body) => send('POST', `/crm/objects/${VERSION}/${type}/search`, { body }),
});
