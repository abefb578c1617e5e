import { describe, expect, it } from 'vitest';

import { overview, type } from '../../testing/samples';
import { truth } from './truth';

const companies = (change = {}) => type({ object_type: 'companies', linked: 100, in_sync: 100, ...change });

describe('the sentence of the overview', () => {
  it('says that all agree only if nothing speaks against it', () => {
    expect(truth(overview(), 'live')).toEqual({
      mark: 'agree',
      sentence: 'All 12,403 contacts agree.',
      checkedAt: '2026-03-01T10:00:00Z',
    });
  });

  it('speaks of records where there are several types, and of the oldest check', () => {
    const told = truth(
      overview({ types: [type(), companies({ checked_at: '2026-02-28T02:00:00Z' })] }),
      'live',
    );
    expect(told.sentence).toBe('All 12,503 records agree.');
    expect(told.checkedAt).toBe('2026-02-28T02:00:00Z');
  });

  it.each([
    [{ open_conflicts: 1 }, '12,400 of 12,403 contacts agree; 1 conflict waits for you.'],
    [{ open_conflicts: 3 }, '12,400 of 12,403 contacts agree; 3 conflicts wait for you.'],
    [{ dead_letters: 1 }, '12,400 of 12,403 contacts agree; 1 refused value waits for you.'],
    [
      { open_conflicts: 1, dead_letters: 1 },
      '12,400 of 12,403 contacts agree; 1 conflict and 1 refused value wait for you.',
    ],
  ])('tells what waits for a person: %o', (change, sentence) => {
    expect(truth(overview({ ...change, types: [type({ in_sync: 12_400 })] }), 'live')).toMatchObject({
      mark: 'decide',
      sentence,
    });
  });

  it('tells how mirrors are where nothing is kept in step both ways', () => {
    const mirror = {
      object_type: 'deals',
      rows: 12_403,
      running: false,
      last_run_at: '2026-03-01T10:05:00Z',
      last_records: 3,
      problem: null,
      next_run_at: '2026-03-01T10:20:00Z',
    };
    expect(truth(overview({ types: [], mirrors: [mirror] }), 'live')).toMatchObject({
      mark: 'agree',
      sentence: 'The mirrors show 12,403 rows as HubSpot had them at the last run.',
    });
    expect(truth(overview({ mirrors: [{ ...mirror, problem: 'HubSpot is away' }] }), 'live')).toMatchObject({
      mark: 'differ',
      sentence: 'The mirror of deals failed; it is tried again.',
    });
  });

  it('tells what is held back', () => {
    const hold = {
      object_type: 'contacts',
      loss: 'row-deleted' as const,
      since: '2026-03-01T09:00:00Z',
      version: 1,
      examples: [],
    };
    expect(truth(overview({ held: [{ ...hold, records: 64 }] }), 'live').sentence).toBe(
      'All 12,403 contacts agree; 64 changes held back wait for you.',
    );
  });

  it('tells what is on its way', () => {
    const told = truth(
      overview({ idle: false, queued: 2, types: [type({ in_sync: 12_401, pending: 2 })] }),
      'live',
    );
    expect(told).toMatchObject({
      mark: 'busy',
      sentence: '12,401 of 12,403 contacts agree; 2 changes are on their way.',
    });
  });

  it('counts what is queued and not linked yet as on its way', () => {
    expect(truth(overview({ queued: 1 }), 'live').sentence).toBe(
      'All 12,403 contacts agree; 1 change is on its way.',
    );
  });

  it('does not claim what was never checked', () => {
    const told = truth(overview({ types: [type(), companies({ checked_at: null, check: 'none' })] }), 'live');
    expect(told.mark).toBe('unchecked');
    expect(told.sentence).toContain('not everything has been checked yet');
    expect(told.checkedAt).toBeNull();
  });

  it('puts differences that a check found before what waits for a person', () => {
    const told = truth(overview({ open_conflicts: 2, types: [type({ differing: 1 })] }), 'live');
    expect(told.mark).toBe('differ');
    expect(told.sentence).toBe(
      'The last check found 1 difference that nothing explains; it is being mended. 2 conflicts wait for you.',
    );
  });

  it('never says that all agree when a check found a difference', () => {
    expect(truth(overview({ types: [type({ differing: 7 })] }), 'live').sentence).not.toContain('agree');
  });

  it('puts what keeps Linchpin from working before all else', () => {
    const told = truth(overview({ problems: ['HubSpot refuses the token.'], open_conflicts: 2 }), 'live');
    expect(told).toMatchObject({ mark: 'differ', sentence: 'HubSpot refuses the token.' });
  });

  it('tells how far a first load has come', () => {
    const load = {
      activity: 'load' as const,
      object_type: 'contacts',
      done: 5_300,
      total: 12_403,
      started_at: null,
    };
    expect(truth(overview({ running: [{ ...load, eta_seconds: 120 }] }), 'live').sentence).toBe(
      'Loading contacts for the first time: 5,300 of 12,403, 42 %, about 2 min left.',
    );
    expect(truth(overview({ running: [{ ...load, total: null, eta_seconds: null }] }), 'live').sentence).toBe(
      'Loading contacts for the first time: 5,300 so far.',
    );
  });

  it('tells that what is shown is from before the server went away', () => {
    expect(truth(overview(), 'away')).toMatchObject({
      mark: 'away',
      sentence: 'Linchpin does not answer. Before that: all 12,403 contacts agree.',
    });
  });

  it('is honest about nothing', () => {
    expect(truth(overview({ types: [] }), 'live').sentence).toBe('No object type is mapped yet.');
    expect(truth(overview({ types: [type({ linked: 0, in_sync: 0 })] }), 'live').sentence).toContain(
      'Nothing is linked',
    );
  });
});
