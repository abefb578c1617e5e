import { VERSION } from '../frame/drivers.js';

/** Calls about the account and its limits, which the client lacks. */
export const http = ({ send }) => ({
  details: () => send('GET', `/account-info/${VERSION}/details`),
  dailyUsage: () => send('GET', `/account-info/${VERSION}/api-usage/daily/private-apps`),
  limits: (of) => send('GET', `/crm/limits/${VERSION}/${of}`),
});
