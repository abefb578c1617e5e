import { describe, expect, it } from 'vitest';

import { faultOf, localMoment, momentOf, shownValue } from './values';

const options = [
  { value: 'lead', label: 'Lead' },
  { value: 'math', label: 'Mathematics' },
];

describe('a value', () => {
  it('is shown by the labels of its options', () => {
    expect(shownValue('lead', { type: 'ENUMERATION', options })).toBe('Lead');
    expect(shownValue('lead;gone;math', { type: 'OPTION_SET', options })).toBe('Lead; gone; Mathematics');
  });

  it('of a date is that day in every zone', () => {
    expect(shownValue('1815-12-10', { type: 'DATE', options: null })).toBe('10 Dec 1815');
    expect(shownValue('soon', { type: 'DATE', options: null })).toBe('soon');
  });

  it('is shown as it is where nothing is known of the field', () => {
    expect(shownValue('x', undefined)).toBe('x');
    expect(shownValue(null, { type: 'TEXT', options: null })).toBeNull();
  });
});

describe('what was typed', () => {
  it('is refused where it cannot be a value of the field', () => {
    expect(faultOf('about 12k', { type: 'NUMBER', options: null })).toMatch(/number/);
    expect(faultOf('ada', { type: 'EMAIL', options: null })).toMatch(/address/);
  });

  it('fits otherwise, and blank always', () => {
    for (const number of ['12', '-1.5', '.5', '1e3', ' 7 ', '']) {
      expect(faultOf(number, { type: 'NUMBER', options: null })).toBeNull();
    }
    expect(faultOf('ada@example.com', { type: 'EMAIL', options: null })).toBeNull();
    expect(faultOf('anything', null)).toBeNull();
  });

  it('as a moment comes back as the same moment', () => {
    expect(momentOf(localMoment('2026-01-31T12:00:05Z'))).toBe('2026-01-31T12:00:05Z');
    expect(localMoment('soon')).toBe('');
    expect(momentOf('')).toBe('');
  });
});
