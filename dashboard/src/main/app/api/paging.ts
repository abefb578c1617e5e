import { useInfiniteQuery, useQueryClient, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';

import { type Interest, useHints } from './live';

/** A stretch of a list, as the server gave it. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export type ReadPage<T> = (after: string | undefined, limit: number) => Promise<Page<T>>;

export const PAGE_SIZE = 200;
const LONGEST_PAGE = 1000;
/** How much more than before is read when a page is read again, so that what was added still meets the page behind. */
const SLACK = 100;

/**
 * Puts a page that was read again, a little further than before, into its place. Where the page behind begins within the answer, the
 * answer is cut there and all else stays. Where it does not, nobody knows how the two join, and what follows is read anew as
 * people get there.
 */
export function replacePage<T>(
  pages: Page<T>[],
  index: number,
  again: Page<T>,
  key: (item: T) => string,
): Page<T>[] {
  const before = pages.slice(0, index);
  const behind = pages.slice(index + 1).find((page) => page.items.length > 0);
  const first = behind?.items[0];
  if (first === undefined) {
    return [...before, again];
  }
  const cut = again.items.findIndex((item) => key(item) === key(first));
  if (cut < 0) {
    return [...before, again];
  }
  const old = pages[index];
  return [
    ...before,
    { items: again.items.slice(0, cut), next: old?.next ?? null },
    ...pages.slice(index + 1),
  ];
}

/** The page that holds the row with this index. */
export function pageOfRow(pages: Page<unknown>[], row: number): number {
  let end = 0;
  for (const [index, page] of pages.entries()) {
    end += page.items.length;
    if (row < end) {
      return index;
    }
  }
  return Math.max(0, pages.length - 1);
}

/** All rows in order, each once: one that moved between two reads may be in two pages. */
export function rowsOf<T>(pages: Page<T>[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return pages.flatMap((page) =>
    page.items.filter((item) => {
      const id = key(item);
      return !seen.has(id) && seen.add(id);
    }),
  );
}

export interface PagedList<T> {
  rows: T[];
  /** Whether nothing was read yet. */
  loading: boolean;
  failure: Error | null;
  complete: boolean;
  readOn: () => void;
  /** Reads anew what is in view. */
  refresh: () => Promise<void>;
  /** Told by the table which rows are in view. */
  show: (first: number, last: number) => void;
  retry: () => void;
}

interface Options<T> {
  key: QueryKey;
  read: ReadPage<T>;
  rowKey: (item: T) => string;
  interest: Interest;
}

/** A list of any length: read page by page as people scroll; hints only repeat the pages in view. */
export function usePagedList<T>({ key, read, rowKey, interest }: Options<T>): PagedList<T> {
  const client = useQueryClient();
  const view = useRef({ first: 0, last: 0 });
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam, PAGE_SIZE),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<T>) => page.next ?? undefined,
    staleTime: Infinity,
    gcTime: 0,
  });

  const refresh = async () => {
    const shown = client.getQueryData<InfiniteData<Page<T>, string | undefined>>(key);
    if (shown === undefined) {
      await query.refetch();
      return;
    }
    const first = pageOfRow(shown.pages, view.current.first);
    const last = pageOfRow(shown.pages, view.current.last);
    for (let index = first; index <= last; index++) {
      const page = shown.pages[index];
      if (page === undefined) {
        return;
      }
      const after = index === 0 ? undefined : (shown.pages[index - 1]?.next ?? undefined);
      const again = await read(after, Math.min(LONGEST_PAGE, Math.max(PAGE_SIZE, page.items.length + SLACK)));
      client.setQueryData<InfiniteData<Page<T>, string | undefined>>(key, (now) => {
        // Someone scrolled on meanwhile: only what is still the same page may be replaced.
        if (now?.pages[index] === undefined) {
          return now;
        }
        const pages = replacePage(now.pages, index, again, rowKey);
        return {
          pages,
          pageParams: pages.map((_, i) => (i === 0 ? undefined : (pages[i - 1]?.next ?? undefined))),
        };
      });
    }
  };
  useHints(interest, refresh);

  const pages = query.data?.pages;
  const rows = useMemo(() => rowsOf(pages ?? [], rowKey), [pages, rowKey]);
  return {
    rows,
    loading: query.isPending,
    failure: query.error,
    complete: query.data !== undefined && !query.hasNextPage,
    readOn: () => {
      if (query.hasNextPage && !query.isFetching) {
        void query.fetchNextPage();
      }
    },
    refresh,
    show: (first, last) => {
      view.current = { first, last };
    },
    retry: () => void (query.data === undefined ? query.refetch() : query.fetchNextPage()),
  };
}
