/** A stretch of a text: in both texts, or only in this one. */
export interface Piece {
  text: string;
  changed: boolean;
}

/**
 * What two texts have that the other has not, word by word: what a person looks for first. Words are compared by the longest
 * sequence that both have in common. Texts so long that this would take a while only have equal beginnings and ends taken off.
 */
export function differences(left: string, right: string): [Piece[], Piece[]] {
  const a = words(left);
  const b = words(right);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end++;
  }
  const middleOfA = a.slice(start, a.length - end);
  const middleOfB = b.slice(start, b.length - end);
  const common = middleOfA.length * middleOfB.length > 250_000 ? [] : inCommon(middleOfA, middleOfB);
  const inA = new Set(common.map(([i]) => i + start));
  const inB = new Set(common.map(([, j]) => j + start));
  const mark = (all: string[], kept: Set<number>) =>
    joined(all.map((text, i) => ({ text, changed: i >= start && i < all.length - end && !kept.has(i) })));
  return [mark(a, inA), mark(b, inB)];
}

/** Words, the space between them, and single signs. */
function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

function inCommon(a: string[], b: string[]): [number, number][] {
  // longest[i][j]: how much a from i and b from j have in common
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      pairs.push([i++, j++]);
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      i++;
    } else {
      j++;
    }
  }
  return pairs;
}

function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.changed === piece.changed) {
      last.text += piece.text;
    } else {
      result.push({ ...piece });
    }
  }
  return result;
}
