import { VERSION } from '../frame/drivers.js';

/** Calls about validation rules, which the client lacks. */
export const http = ({ send }) => {
  const rules = (typeId) => `/crm/property-validations/${VERSION}/${typeId}`;
  return {
    list: (typeId) => send('GET', rules(typeId)),
    read: (typeId, name, kind) => send('GET', `${rules(typeId)}/${name}${kind ? `/rule-type/${kind}` : ''}`),
    write: (typeId, name, kind, body) => send('PUT', `${rules(typeId)}/${name}/rule-type/${kind}`, { body }),
  };
};
