import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Rows that come in above push down what is in view; this scrolls by as much, unless one is at the top and wants to see them. */
export function useKeepInPlace<T>(
  rows: T[],
  rowKey: (row: T) => string,
  rowHeight: number,
  scroller: RefObject<HTMLElement | null>,
  setActive: (move: (index: number) => number) => void,
): void {
  const before = useRef<{ rows: T[]; height: number } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    const earlier = before.current;
    before.current = { rows, height: rowHeight };
    if (earlier === null || earlier.rows === rows || element === null) {
      return;
    }
    const top = Math.floor(element.scrollTop / rowHeight);
    const anchor = earlier.rows[top];
    if (anchor === undefined) {
      return;
    }
    const key = rowKey(anchor);
    const index =
      rows[top] !== undefined && rowKey(rows[top]) === key
        ? top
        : rows.findIndex((row) => rowKey(row) === key);
    if (index < 0 || index === top) {
      return;
    }
    if (top > 0) {
      element.scrollBy({ top: (index - top) * rowHeight, behavior: 'instant' });
    }
    setActive((active) => Math.max(0, active + index - top));
  }, [rows, rowKey, rowHeight, scroller, setActive]);
}
