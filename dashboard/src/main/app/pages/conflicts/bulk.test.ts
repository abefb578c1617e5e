import { describe, expect, it } from 'vitest';

import type { BulkOutcome } from '../../api/client';
import { doneSentence, previewSentence, reasons, sorted } from './bulk';

function outcome(change: Partial<BulkOutcome> = {}): BulkOutcome {
  return {
    matched: 3,
    resolvable: 3,
    refused: [],
    by_field: [],
    outcome: 'preview',
    batch: null,
    due_at: null,
    ...change,
  };
}

describe('a preview', () => {
  it('says how many will be decided', () => {
    expect(previewSentence(outcome())).toBe('3 conflicts will be decided.');
    expect(previewSentence(outcome({ matched: 1, resolvable: 1 }))).toBe('1 conflict will be decided.');
    expect(previewSentence(outcome({ matched: 1200, resolvable: 1100 }))).toBe(
      '1,100 of 1,200 conflicts will be decided.',
    );
  });

  it('says when nothing would be', () => {
    expect(previewSentence(outcome({ matched: 0, resolvable: 0 }))).toBe(
      'There are no such conflicts any more.',
    );
    expect(previewSentence(outcome({ resolvable: 0 }))).toBe('None of the 3 can be decided so.');
    expect(previewSentence(outcome({ matched: 1, resolvable: 0 }))).toBe('It cannot be decided so.');
  });

  it('groups what is left by the reason, the most frequent first', () => {
    const refused = [
      { id: 1, reason: 'A value changed' },
      { id: 2, reason: 'About identity' },
      { id: 3, reason: 'About identity' },
    ];
    expect(reasons(refused)).toEqual([
      { reason: 'About identity', ids: [2, 3] },
      { reason: 'A value changed', ids: [1] },
    ]);
  });

  it('lists by type, then by how many', () => {
    const row = (object_type: string, field_name: string, count: number) => ({
      object_type,
      field_name,
      field_label: null,
      count,
    });
    expect(
      sorted([row('contacts', 'a', 1), row('companies', 'b', 1), row('contacts', 'c', 2)]).map(
        ({ field_name }) => field_name,
      ),
    ).toEqual(['b', 'c', 'a']);
  });
});

describe('what was decided', () => {
  it('names the side, and what was left', () => {
    expect(doneSentence(outcome(), 'hubspot')).toBe('3 conflicts decided for HubSpot');
    expect(doneSentence(outcome({ resolvable: 2, refused: [{ id: 1, reason: 'x' }] }), 'database')).toBe(
      '2 conflicts decided for the database, 1 left open',
    );
  });
});
