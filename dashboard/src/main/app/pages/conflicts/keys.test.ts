import { beforeEach, describe, expect, it } from 'vitest';

import { commandOf, KEYS, type Pressed, setSingleKeys } from './keys';

const press = (key: string, change: Partial<Pressed> = {}) =>
  commandOf({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    defaultPrevented: false,
    target: document.body,
    ...change,
  });

function element(html: string): Element | null {
  document.body.innerHTML = html;
  return document.body.querySelector('[data-here]');
}

describe('keys', () => {
  beforeEach(() => {
    document.body.innerHTML = '';
  });

  it('mean what is written on the page, in either case', () => {
    expect(['j', 'k', '1', 'd', '2', 'H', '3', 'v', 'u', 'x', '?'].map((key) => press(key))).toEqual([
      'next',
      'previous',
      'database',
      'database',
      'hubspot',
      'hubspot',
      'value',
      'value',
      'undo',
      'select',
      'help',
    ]);
    expect(press('q')).toBeNull();
    expect(press('Enter')).toBeNull();
  });

  it('are each given once', () => {
    const keys = KEYS.flatMap((entry) => entry.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stay the browser’s with Ctrl, Alt or Command', () => {
    expect(press('h', { ctrlKey: true })).toBeNull();
    expect(press('d', { metaKey: true })).toBeNull();
    expect(press('v', { altKey: true })).toBeNull();
    expect(press('j', { defaultPrevented: true })).toBeNull();
  });

  it('do nothing while someone types or chooses', () => {
    for (const html of [
      '<input data-here>',
      '<input type="date" data-here>',
      '<textarea data-here></textarea>',
      '<select data-here></select>',
      '<div role="dialog"><button data-here></button></div>',
    ]) {
      expect(press('d', { target: element(html) })).toBeNull();
    }
  });

  it('act on a row, a button and a checkbox', () => {
    for (const html of [
      '<div role="row" data-here></div>',
      '<button data-here></button>',
      '<input type="checkbox" data-here>',
    ]) {
      expect(press('d', { target: element(html) })).toBe('database');
    }
  });

  it('decide once when held down, but go on moving', () => {
    expect(press('h', { repeat: true })).toBeNull();
    expect(press('j', { repeat: true })).toBe('next');
  });

  it('are remembered to be off', () => {
    setSingleKeys(false);
    expect(localStorage.getItem('linchpin-single-keys')).toBe('off');
    setSingleKeys(true);
    expect(localStorage.getItem('linchpin-single-keys')).toBeNull();
  });
});
