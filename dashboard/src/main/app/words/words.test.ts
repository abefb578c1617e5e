import { describe, expect, it } from 'vitest';

import { counted, listed, percent, shortCount, typeName } from './counts';
import { readFilters, writeFilters } from './filters';
import { ago, brief, full, span } from './time';

describe('times', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

  it.each([
    [2, 'just now'],
    [-3, 'just now'],
    [42.4, '42 s ago'],
    [125, '2 min ago'],
    [3 * 3600, '3 h ago'],
    [3 * 86_400, '3 days ago'],
    [30 * 86_400, 'on 30 Jan 2026'],
  ])('%d seconds are "%s"', (seconds, text) => {
    expect(ago(before(seconds), now)).toBe(text);
  });

  it.each([
    [0, '0 ms'],
    [0.31, '310 ms'],
    [0.96, '1 s'],
    [4.23, '4.2 s'],
    [61, '61 s'],
    [600, '10 min'],
    [7200, '2 h'],
    [172_800, '2 days'],
  ])('a span of %d seconds is "%s"', (seconds, text) => {
    expect(span(seconds)).toBe(text);
  });

  it("shows all of a moment in the viewer's zone", () => {
    expect(full(now, { timeZone: 'Europe/Berlin' })).toMatch(/^Sun,? 1 Mar 2026.* 13:00:00 (CET|GMT\+1)$/);
    expect(full(now, { timeZone: 'America/New_York' })).toMatch(/07:00:00/);
  });

  it('is as brief as can be without doubt', () => {
    const noon = new Date(2026, 2, 1, 12, 0, 0);
    expect(brief(new Date(2026, 2, 1, 9, 30, 5), noon)).toBe('09:30:05');
    expect(brief(new Date(2026, 1, 27, 9, 30, 5), noon)).toBe('27 Feb, 09:30');
    expect(brief(new Date(2025, 1, 27, 9, 30, 5), noon)).toBe('27 Feb 2025');
  });
});

describe('counts', () => {
  it('are never rounded up to all', () => {
    expect(percent(12_402, 12_403)).toBe('> 99.9 %');
    expect(percent(999, 1000)).toBe('99.9 %');
    expect(percent(1, 2)).toBe('50 %');
    expect(percent(5, 5)).toBe('100 %');
  });

  it('read well', () => {
    expect([counted(1, 'conflict'), counted(1234, 'conflict')]).toEqual(['1 conflict', '1,234 conflicts']);
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
    expect([shortCount(9_999), shortCount(12_403)]).toEqual(['9,999', '12.4K']);
    expect(typeName('p123_boat_owners')).toBe('boat owners');
  });
});

describe('filters in the address', () => {
  it('leave out what is not filtered by', () => {
    expect(
      readFilters(new URLSearchParams('side=HUBSPOT&field=&other=1&q=%20ada%20'), ['side', 'field', 'q']),
    ).toEqual({
      side: 'HUBSPOT',
      q: 'ada',
    });
  });

  it('change some and keep all else', () => {
    const address = new URLSearchParams('side=HUBSPOT&range=24h&q=ada');
    expect(writeFilters(address, { side: undefined, q: ' grace ', field: 'phone' }).toString()).toBe(
      'range=24h&q=grace&field=phone',
    );
  });

  it('come back as they were written', () => {
    const filters = { q: 'a&b=c #1 %', field: 'e-mail' };
    expect(
      readFilters(new URLSearchParams(writeFilters(new URLSearchParams(), filters).toString()), [
        'q',
        'field',
      ]),
    ).toEqual(filters);
  });
});
