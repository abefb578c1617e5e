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
/** So much may have been added to a page before what follows it has to be read anew. */
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

/** How much to read of a page: more than it had if another is behind it, so that the two still meet. */
function sizeToRead(pages: Page<unknown>[], index: number): number {
  const size = pages[index]?.items.length ?? 0;
  return Math.min(LONGEST_PAGE, Math.max(PAGE_SIZE, index < pages.length - 1 ? size + SLACK : size));
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

const KEPT_MILLISECONDS = 300_000;

/**
 * A list of any length: read page by page as people scroll. After a hint the pages in view are read again, and the others when they
 * come into view.
 */
export function usePagedList<T>({ key, read, rowKey, interest }: Options<T>): PagedList<T> {
  const client = useQueryClient();
  const view = useRef({ first: 0, last: 0 });
  // How many hints there were, and after how many a page was read. What is left from an earlier visit was read before all of them.
  const hints = useRef(0);
  const readAfter = useRef(new WeakMap<T[], number>());
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam }) => {
      const after = hints.current;
      const page = await read(pageParam, PAGE_SIZE);
      readAfter.current.set(page.items, after);
      return page;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<T>) => page.next ?? undefined,
    structuralSharing: false,
    staleTime: Infinity,
    gcTime: KEPT_MILLISECONDS,
  });

  const pagesNow = () => client.getQueryData<InfiniteData<Page<T>, string | undefined>>(key)?.pages ?? [];
  const isOld = (page: Page<T> | undefined) =>
    page !== undefined && (readAfter.current.get(page.items) ?? -1) < hints.current;
  const inView = (pages: Page<T>[]) => {
    const first = pageOfRow(pages, view.current.first);
    return { first, last: pageOfRow(pages, view.current.last) };
  };
  // A page that is being read behind the others would put back what is read anew.
  const settled = () =>
    client
      .getQueryCache()
      .find({ queryKey: key, exact: true })
      ?.promise?.catch(() => undefined);

  const refresh = async () => {
    await settled();
    if (pagesNow().length === 0) {
      await query.refetch();
      return;
    }
    const { first, last } = inView(pagesNow());
    for (let index = first; index <= last; index++) {
      const page = pagesNow()[index];
      if (page === undefined || !isOld(page)) {
        continue;
      }
      const after = hints.current;
      const again = await read(pagesNow()[index - 1]?.next ?? undefined, sizeToRead(pagesNow(), index));
      await settled();
      if (pagesNow()[index]?.items === page.items) {
        const pages = replacePage(pagesNow(), index, again, rowKey);
        const replaced = pages[index];
        if (replaced) {
          readAfter.current.set(replaced.items, after);
        }
        const pageParams = pages.map((_, i) => pages[i - 1]?.next ?? undefined);
        client.setQueryData<InfiniteData<Page<T>, string | undefined>>(key, { pages, pageParams });
      }
    }
  };
  const ask = useHints(interest, refresh, () => {
    hints.current++;
  });

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
    refresh: () => {
      hints.current++;
      return refresh();
    },
    show: (firstRow, lastRow) => {
      view.current = { first: firstRow, last: lastRow };
      const { first, last } = inView(pagesNow());
      if (
        pagesNow()
          .slice(first, last + 1)
          .some(isOld)
      ) {
        ask();
      }
    },
    retry: () => void (query.data === undefined ? query.refetch() : query.fetchNextPage()),
  };
}
