import { describe, expect, it } from 'vitest';

import { group, letter } from '../../testing/findings';
import { discarded, groupTitle, letterField, letterRecord, retried, speaker } from './sentences';

describe('what was done', () => {
  it('is counted', () => {
    expect(retried({ matched: 1, done: 1 })).toBe('1 value is tried again.');
    expect(retried({ matched: 1200, done: 1200 })).toBe('1,200 values are tried again.');
    expect(discarded({ matched: 2, done: 2 })).toBe('2 refusals discarded; both sides keep what they hold.');
  });

  it('tells what had healed meanwhile', () => {
    expect(retried({ matched: 3, done: 2 })).toBe('2 values are tried again; 1 had healed already.');
    expect(retried({ matched: 2, done: 0 })).toBe('Nothing is left to retry: 2 had healed already.');
    expect(discarded({ matched: 0, done: 0 })).toBe('Nothing is left to discard.');
  });
});

describe('a cause', () => {
  it('is called by its field as people know it', () => {
    expect(groupTitle(group())).toBe('Annual revenue of contacts');
    expect(groupTitle(group({ field_label: null, field_name: 'net_worth' }))).toBe('Net worth of contacts');
    expect(groupTitle(group({ field_name: null, field_label: null }))).toBe('Contacts, whole record');
  });

  it('tells who refused', () => {
    expect(speaker('HUBSPOT')).toBe('HubSpot says');
    expect(speaker('DATABASE')).toBe('The database says');
  });
});

describe('a letter', () => {
  it('is called by its record and field, and else by their keys', () => {
    expect(letterRecord(letter())).toBe('Ada Lovelace');
    expect(letterRecord(letter({ record_name: null }))).toBe('Row 15');
    expect(letterField(letter({ field_name: null, field_label: null }))).toBe('Whole record');
  });
});
