import type { Conflict, ConflictDetail, DeadLetter, DeadLetterGroup } from '../api/client';

/** A conflict about a job title, but for what a test changes. */
export function conflict(change: Partial<Conflict> = {}): Conflict {
  return {
    id: 7,
    object_type: 'contacts',
    row_id: '15',
    hubspot_id: '30000000050',
    record_name: 'Ada Lovelace',
    kind: 'BOTH_CHANGED',
    field_name: 'jobtitle',
    field_label: 'Job title',
    base_value: 'Buyer',
    database_value: 'Head of Purchasing',
    hubspot_value: 'Purchaser',
    version: 1,
    opened_at: '2026-03-01T10:00:00Z',
    detail: 'Both sides changed this field',
    pending: null,
    refused: null,
    ...change,
  };
}

export function detailOf(one: Conflict): ConflictDetail {
  return {
    ...one,
    database_changed_at: '2026-03-01T09:59:00Z',
    hubspot_changed_at: '2026-03-01T09:58:00Z',
    hubspot_changed_by: 'user 7',
    hubspot_url: 'https://app.hubspot.com/contacts/1/record/0-1/30000000050',
  };
}

/** A conflict about who belongs to whom has no field. */
export const ABOUT_RECORD = {
  field_name: null,
  field_label: null,
  base_value: null,
  database_value: null,
  hubspot_value: null,
} as const;

export function letter(change: Partial<DeadLetter> = {}): DeadLetter {
  return {
    id: 3,
    object_type: 'contacts',
    row_id: '15',
    hubspot_id: '30000000050',
    record_name: 'Ada Lovelace',
    field_name: 'annualrevenue',
    field_label: 'Annual revenue',
    refused_by: 'HUBSPOT',
    refused_value: 'about 12k',
    message: 'about 12k was not a valid number.',
    advice: 'Correct the value to a number.',
    cause: 'contacts~annualrevenue~hubspot~0123456789abcdef',
    at: '2026-03-01T10:00:00Z',
    discarded: false,
    hubspot_url: null,
    ...change,
  };
}

export function group(change: Partial<DeadLetterGroup> = {}): DeadLetterGroup {
  return {
    cause: 'contacts~annualrevenue~hubspot~0123456789abcdef',
    object_type: 'contacts',
    field_name: 'annualrevenue',
    field_label: 'Annual revenue',
    refused_by: 'HUBSPOT',
    message: '… was not a valid number.',
    advice: 'Correct the value to a number.',
    count: 2,
    first_at: '2026-03-01T09:00:00Z',
    last_at: '2026-03-01T10:00:00Z',
    ...change,
  };
}
