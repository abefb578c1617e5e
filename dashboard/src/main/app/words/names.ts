import type { Action, Cause, ConflictKind, Hold, Side, Standing } from '../api/client';

/** What the API's constants are called on the pages. A new one does not compile until it has a name. */
export const STANDINGS: Readonly<Record<Standing, string>> = {
  IN_SYNC: 'In sync',
  PENDING: 'Pending',
  CONFLICT: 'Conflict',
  FAILED: 'Failed',
  PARKED: 'Parked',
  UNLINKED: 'Not linked',
};

/** What a standing means, in a sentence. */
export const STANDING_HELP: Readonly<Record<Standing, string>> = {
  IN_SYNC: 'Both sides agree, as far as Linchpin knows.',
  PENDING: 'A change is on its way.',
  CONFLICT: 'Both sides changed the same field; a person has to decide.',
  FAILED: 'One side refused a value.',
  PARKED: 'It waits for another record.',
  UNLINKED: 'It has no other side.',
};

export const SIDES: Readonly<Record<Side, string>> = { DATABASE: 'Database', HUBSPOT: 'HubSpot' };

export const ACTIONS: Readonly<Record<Action, string>> = {
  CREATE: 'Created',
  UPDATE: 'Updated',
  DELETE: 'Deleted',
  LINK: 'Linked',
  UNLINK: 'Unlinked',
  LOST: 'Replaced',
  CONFLICT: 'Conflict',
  RESOLVED: 'Settled',
  REFUSED: 'Refused',
  ERASE: 'Erased',
};

export const CAUSES: Readonly<Record<Cause, string>> = {
  PERSON: 'Asked by a person',
  WEBHOOK: 'Webhook',
  SQL: 'SQL change',
  POLL: 'Poll',
  RETRY: 'Retry',
  RECONCILIATION: 'Reconciliation',
  AUDIT: 'Audit',
  LOAD: 'Load',
};

export const CONFLICT_KINDS: Readonly<Record<ConflictKind, string>> = {
  BOTH_CHANGED: 'Both changed',
  OVERWRITTEN: 'Overwritten',
  OSCILLATING: 'Oscillating',
  MERGED_AWAY: 'Merged away',
  DELETED_AND_EDITED: 'Deleted and edited',
  IDENTITY: 'Identity',
  DOUBLE: 'Double',
  ERASED: 'Erased',
};

export const LOSSES: Readonly<Record<Hold['loss'], string>> = {
  'row-deleted': 'deletions of rows',
  'record-archived': 'archivals in HubSpot',
  'out-of-scope': 'records that left the scope',
  overwrite: 'overwritten values',
};

/** The choices of a filter, out of what constants are called. */
export function choices<Name extends string>(names: Readonly<Record<Name, string>>): [Name, string][] {
  return Object.entries(names) as [Name, string][];
}

/** A field that nobody gave a label: "annual_revenue" reads "Annual revenue". */
export function fieldLabel(name: string): string {
  const text = name.replaceAll('_', ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
