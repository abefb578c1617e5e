import { describe, expect, it } from 'vitest';

import { differences } from './difference';

const marked = (pieces: { text: string; changed: boolean }[]) =>
  pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');
const both = (left: string, right: string) => differences(left, right).map(marked);

describe('differences of two texts', () => {
  it('marks the words that only one side has', () => {
    expect(both('+44 20 7946 0111', '+44 20 7946 0222')).toEqual([
      '+44 20 7946 [0111]',
      '+44 20 7946 [0222]',
    ]);
  });

  it('marks what was put in between', () => {
    expect(both('Ada Lovelace', 'Ada King Lovelace')).toEqual(['Ada Lovelace', 'Ada [King ]Lovelace']);
  });

  it('marks nothing in equal texts and everything in others', () => {
    expect(both('same', 'same')).toEqual(['same', 'same']);
    expect(both('one', 'two')).toEqual(['[one]', '[two]']);
  });

  it('tells apart what only differs in a letter, a space or a sign', () => {
    expect(both('Müller', 'Muller')).toEqual(['[Müller]', '[Muller]']);
    expect(both('a b', 'a  b')).toEqual(['a[ ]b', 'a[  ]b']);
    expect(both('x;y', 'x,y')).toEqual(['x[;]y', 'x[,]y']);
  });

  it('keeps every character, whatever the texts', () => {
    const texts = ['', 'a', 'a;b;c', 'b;c;d', '  ', 'ünï ĉode 漢字', 'a\nb', 'b a c a'];
    for (const left of texts) {
      for (const right of texts) {
        const [a, b] = differences(left, right).map((pieces) => pieces.map(({ text }) => text).join(''));
        expect([a, b]).toEqual([left, right]);
      }
    }
  });

  it('is quick with long texts', () => {
    const long = Array.from({ length: 20_000 }, (_, i) => `word${i}`).join(' ');
    const [left] = differences(`first ${long}`, `second ${long.replace('word10000', 'other')}`);
    expect(left.some(({ changed }) => changed)).toBe(true);
  });
});
