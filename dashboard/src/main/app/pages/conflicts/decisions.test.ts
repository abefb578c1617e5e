import { describe, expect, it } from 'vitest';

import type { ConflictKind } from '../../api/client';
import { ABOUT_RECORD, conflict } from '../../testing/findings';
import { candidateOf, caseOf, effect, fieldName, named, recordName, secondsLeft } from './decisions';

const resolutions = (change: Parameters<typeof conflict>[0]) =>
  caseOf(conflict(change)).choices.map(({ resolution }) => resolution);

describe('what can be decided', () => {
  it.each<ConflictKind>(['BOTH_CHANGED', 'OVERWRITTEN', 'MERGED_AWAY', 'OSCILLATING'])(
    'of a field in %s is either side or a third value',
    (kind) => {
      expect(resolutions({ kind })).toEqual(['database', 'hubspot']);
      expect(caseOf(conflict({ kind })).third).toBe(true);
    },
  );

  it.each<ConflictKind>(['DELETED_AND_EDITED', 'ERASED'])('of a record in %s is no value', (kind) => {
    expect(resolutions({ kind, ...ABOUT_RECORD })).toEqual(['database', 'hubspot']);
    expect(caseOf(conflict({ kind, ...ABOUT_RECORD })).third).toBe(false);
  });

  it('of a doubtful identity is who belongs to whom', () => {
    expect(resolutions({ kind: 'IDENTITY', ...ABOUT_RECORD, hubspot_id: null })).toEqual([
      'link',
      'separate',
    ]);
  });

  it('of a row whose record was merged away is whether the row stays', () => {
    expect(resolutions({ kind: 'IDENTITY', ...ABOUT_RECORD })).toEqual(['database', 'hubspot']);
    const detail =
      'The record that was created for this row was merged in HubSpot into 9, which belongs to row 4';
    expect(resolutions({ kind: 'IDENTITY', ...ABOUT_RECORD, hubspot_id: null, detail })).toEqual([
      'database',
      'hubspot',
    ]);
  });

  it('of a double is only to keep both; the rest is done in HubSpot', () => {
    expect(resolutions({ kind: 'DOUBLE', ...ABOUT_RECORD })).toEqual(['separate']);
  });
});

describe('a candidate', () => {
  it('of a row is a record, by its number with or without prefix', () => {
    expect(candidateOf(' 30000000050 ', conflict())).toBe('hubspot:30000000050');
    expect(candidateOf('hubspot:7', conflict())).toBe('hubspot:7');
    expect(candidateOf('Ada', conflict())).toBeNull();
    expect(candidateOf(' ', conflict())).toBeNull();
  });

  it('of a record is a row, whatever its key looks like', () => {
    expect(candidateOf('a-17', conflict({ row_id: null }))).toBe('a-17');
  });
});

describe('names', () => {
  it('are those that people know, and else the key', () => {
    expect(named(conflict())).toBe('Ada Lovelace, Job title');
    expect(recordName(conflict({ record_name: null }))).toBe('Row 15');
    expect(recordName(conflict({ record_name: null, row_id: null }))).toBe('HubSpot 30000000050');
    expect(fieldName(conflict({ field_label: null, field_name: 'annual_revenue' }))).toBe('Annual revenue');
    expect(named(conflict(ABOUT_RECORD))).toBe('Ada Lovelace');
  });
});

describe('the time that is left', () => {
  const now = new Date('2026-03-01T10:00:00Z');

  it('counts down in whole seconds and ends at none', () => {
    expect(secondsLeft('2026-03-01T10:00:07.100Z', now, 15)).toBe(8);
    expect(secondsLeft('2026-03-01T09:59:00Z', now, 15)).toBe(0);
    expect(effect(8)).toBe('takes effect in 8 s');
    expect(effect(0)).toBe('takes effect now');
  });

  it('is not believed where the two clocks differ', () => {
    expect(secondsLeft('2026-03-01T10:45:00Z', now, 15)).toBe(15);
  });
});
