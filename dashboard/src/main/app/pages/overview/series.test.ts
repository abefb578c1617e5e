import { describe, expect, it } from 'vitest';

import type { Statistics } from '../../api/client';
import { combined, latest, most, plot, sinceRecorded, total } from './series';

const statistics: Statistics = {
  from: '2026-03-01T10:00:00Z',
  to: '2026-03-01T10:03:00Z',
  step_seconds: 60,
  series: [
    {
      name: 'failures',
      object_type: 'contacts',
      points: [
        [0, 1],
        [60, null],
        [120, null],
      ],
    },
    {
      name: 'failures',
      object_type: 'companies',
      points: [
        [0, 2],
        [60, 3],
        [120, null],
      ],
    },
    {
      name: 'api_calls',
      object_type: null,
      points: [
        [60, 10],
        [180, 4],
      ],
    },
  ],
};

describe('figures over time', () => {
  it('add up the types, and keep apart nothing and no record of it', () => {
    expect(combined(statistics, 'failures', 'Refused', 'sum').values).toEqual([3, 3, null]);
    expect(combined(statistics, 'failures', 'Refused', 'most').values).toEqual([2, 3, null]);
  });

  it('are put over the same times', () => {
    const drawn = plot([
      combined(statistics, 'failures', 'Refused', 'sum'),
      combined(statistics, 'api_calls', 'Calls', 'sum'),
    ]);
    expect(drawn.times).toEqual([0, 60, 120, 180]);
    expect(drawn.lines.map(({ values }) => values)).toEqual([
      [3, 3, null, null],
      [null, 10, null, 4],
    ]);
  });

  it('begin where something was recorded, but not so late that there is nothing to see', () => {
    const young = {
      times: [0, 60, 120, 180, 240],
      lines: [{ label: '', values: [null, null, null, null, 7] }],
    };
    expect(sinceRecorded(young, 120)).toEqual({
      times: [120, 180, 240],
      lines: [{ label: '', values: [null, null, 7] }],
    });
    expect(sinceRecorded(young, 9999)).toEqual(young);
    const old = { times: [0, 60], lines: [{ label: '', values: [1, 2] }] };
    expect(sinceRecorded(old, 0)).toEqual(old);
  });

  it('are told in words', () => {
    const line = { label: '', values: [1, 5, null, 2, null] };
    expect([latest(line), most(line), total(line)]).toEqual([2, 5, 8]);
    expect(most({ label: '', values: [null] })).toBeNull();
  });
});
