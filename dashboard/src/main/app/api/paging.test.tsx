import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';

import { type Page, pageOfRow, PAGE_SIZE, replacePage, rowsOf, usePagedList } from './paging';

const key = (item: number) => String(item);
const page = (from: number, to: number, next: string | null = String(to)): Page<number> => ({
  items: Array.from({ length: to - from }, (_, i) => from + i),
  next,
});

describe('a page that is read again', () => {
  it('grows by what was added, up to where the page behind begins', () => {
    const pages = replacePage([page(10, 13), page(13, 16)], 0, page(8, 15), key);
    expect(pages).toEqual([page(8, 13, '13'), page(13, 16)]);
  });

  it('loses what was removed', () => {
    const again = { items: [10, 12, 13, 14], next: '14' };
    expect(replacePage([page(10, 13), page(13, 16)], 0, again, key)[0]?.items).toEqual([10, 12]);
  });

  it('drops what follows if it does not reach it any more', () => {
    expect(replacePage([page(10, 13), page(13, 16)], 0, page(0, 5), key)).toEqual([page(0, 5)]);
  });

  it('is taken as it is at the end of the list', () => {
    expect(replacePage([page(0, 3), page(3, 6, null)], 1, page(3, 9, null), key)).toEqual([
      page(0, 3),
      page(3, 9, null),
    ]);
  });
});

it('knows the page of a row', () => {
  const pages = [page(0, 3), page(3, 6)];
  expect([0, 2, 3, 5, 99].map((row) => pageOfRow(pages, row))).toEqual([0, 0, 1, 1, 1]);
});

it('shows a row once that is in two pages', () => {
  expect(rowsOf([page(0, 3), page(2, 5)], key)).toEqual([0, 1, 2, 3, 4]);
});

/** A list that can grow at its head, as a journal does: ids descend. */
function journal(size: number) {
  let newest = size;
  const reads: { after: string | undefined; limit: number }[] = [];
  return {
    reads,
    add: () => ++newest,
    read: (after: string | undefined, limit: number): Promise<Page<number>> => {
      reads.push({ after, limit });
      const first = after === undefined ? newest : Number(after) - 1;
      const items = Array.from({ length: Math.max(0, Math.min(limit, first)) }, (_, i) => first - i);
      const last = items.at(-1);
      return Promise.resolve({ items, next: last === undefined || last === 1 ? null : String(last) });
    },
  };
}

function open(list: ReturnType<typeof journal>) {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return renderHook(
    () => usePagedList({ key: ['list'], read: list.read, rowKey: key, interest: { what: [] } }),
    { wrapper },
  );
}

describe('a paged list', () => {
  it('is read page by page to its end, each row once and in order', async () => {
    const list = journal(3 * PAGE_SIZE + 7);
    const { result } = open(list);
    await waitFor(() => expect(result.current.rows).toHaveLength(PAGE_SIZE));
    while (!result.current.complete) {
      const before = result.current.rows.length;
      act(() => result.current.readOn());
      await waitFor(() => expect(result.current.rows.length).toBeGreaterThan(before));
    }
    expect(result.current.rows).toEqual(Array.from({ length: 607 }, (_, i) => 607 - i));
  });

  it('shows what was added without reading again what lies further down', async () => {
    const list = journal(5 * PAGE_SIZE);
    const { result } = open(list);
    await waitFor(() => expect(result.current.rows).toHaveLength(PAGE_SIZE));
    act(() => result.current.readOn());
    await waitFor(() => expect(result.current.rows).toHaveLength(2 * PAGE_SIZE));
    list.add();
    list.reads.length = 0;
    result.current.show(0, 20);
    await act(() => result.current.refresh());
    await waitFor(() => expect(result.current.rows).toHaveLength(2 * PAGE_SIZE + 1));
    expect(result.current.rows[0]).toBe(5 * PAGE_SIZE + 1);
    expect(list.reads.map(({ after }) => after)).toEqual([undefined]);
  });

  it('reads again what comes into view after a hint, and only once', async () => {
    const list = journal(3 * PAGE_SIZE);
    const { result } = open(list);
    await waitFor(() => expect(result.current.rows).toHaveLength(PAGE_SIZE));
    act(() => result.current.readOn());
    await waitFor(() => expect(result.current.rows).toHaveLength(2 * PAGE_SIZE));
    result.current.show(0, 20);
    await act(() => result.current.refresh());
    list.reads.length = 0;
    result.current.show(PAGE_SIZE + 50, PAGE_SIZE + 70);
    await waitFor(() => expect(list.reads).toHaveLength(1));
    expect(list.reads[0]?.after).toBe(String(2 * PAGE_SIZE + 1));
    await act(() => Promise.resolve());
    result.current.show(PAGE_SIZE + 60, PAGE_SIZE + 80);
    result.current.show(0, 20);
    await act(() => Promise.resolve());
    expect(list.reads).toHaveLength(1);
  });

  it('goes on where it was after a page was read again', async () => {
    const list = journal(3 * PAGE_SIZE);
    const { result } = open(list);
    await waitFor(() => expect(result.current.rows).toHaveLength(PAGE_SIZE));
    list.add();
    await act(() => result.current.refresh());
    while (!result.current.complete) {
      const before = result.current.rows.length;
      act(() => result.current.readOn());
      await waitFor(() => expect(result.current.rows.length).toBeGreaterThan(before));
    }
    expect(result.current.rows).toEqual(Array.from({ length: 601 }, (_, i) => 601 - i));
  });
});
