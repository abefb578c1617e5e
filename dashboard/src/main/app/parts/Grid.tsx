import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

import type { PagedList } from '../api/paging';
import { classes } from './classes';
import styles from './Grid.module.css';
import { Failed, Skeleton } from './States';
import { useKeepInPlace } from './useKeepInPlace';
import { usePhone } from './usePhone';

export interface Column<T> {
  id: string;
  title: string;
  /** As a track of a CSS grid, like "160px" or "minmax(0, 2fr)". */
  width: string;
  cell: (row: T) => ReactNode;
  end?: boolean;
  /** Where it goes on a phone, whose rows have two lines of two places each. Without a place it is left out. */
  phone?: 'first' | 'first-end' | 'second' | 'second-end';
}

interface Props<T> {
  label: string;
  columns: readonly Column<T>[];
  list: PagedList<T>;
  rowKey: (row: T) => string;
  /** How many there are in all, if that is known. */
  total?: number | undefined;
  empty: ReactNode;
  onOpen?: (row: T) => void;
  /** Told where the keys lead; for details that are shown beside. */
  onMove?: (row: T) => void;
  /** The row whose details are shown beside. */
  current?: string | undefined;
  /** Whether the focus goes along when another row becomes the current one. */
  followCurrent?: boolean;
  /** Rows of two lines, as on a phone, where there is little room. */
  narrow?: boolean;
  selection?: {
    selected: ReadonlySet<string>;
    toggle: (key: string, range: readonly string[]) => void;
    name: (row: T) => string;
  };
  /** Under which to remember how far one has scrolled. */
  remember?: string;
}

const ROW = 40;
const PHONE_ROW = 64;
const OVERSCAN = 12;
/** So many rows before the end of what was read, the next page is asked for. */
const AHEAD = 60;

const scrolledTo = new Map<string, number>();

/**
 * A list of any length, of which only the rows in view are in the page. Arrows, Page Up, Page Down, Home and End move, Enter
 * opens, the space bar selects. Rows that come in above leave those in view where they are.
 */
export function Grid<T>(props: Props<T>) {
  return (
    <div className={styles.frame}>
      <Content {...props} />
    </div>
  );
}

function Content<T>({
  label,
  columns,
  list,
  rowKey,
  total,
  empty,
  onOpen,
  onMove,
  current,
  followCurrent = false,
  narrow = false,
  selection,
  remember,
}: Props<T>) {
  const { rows, complete } = list;
  const onPhone = usePhone() || narrow;
  const rowHeight = onPhone ? PHONE_ROW : ROW;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  /** The row that gets the focus as soon as it is in the page. */
  const toFocus = useRef<number | null>(null);
  const lastToggled = useRef<number | null>(null);

  const at = Math.min(active, Math.max(0, rows.length - 1));
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are only called while rendering
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialOffset: () => (remember === undefined ? 0 : (scrolledTo.get(remember) ?? 0)),
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      // The row that the tab key leads to stays in the page, wherever one has scrolled.
      return shown.includes(at) || at >= rows.length ? shown : [...shown, at].sort((a, b) => a - b);
    },
  });
  const shown = virtual.getVirtualItems();
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;

  const measured = useRef(rowHeight);
  useLayoutEffect(() => {
    if (measured.current !== rowHeight) {
      measured.current = rowHeight;
      virtual.measure();
    }
  }, [rowHeight, virtual]);

  useEffect(() => {
    list.show(first, last);
    if (!complete && list.failure === null && last >= rows.length - AHEAD) {
      list.readOn();
    }
  });

  useKeepInPlace(rows, rowKey, rowHeight, scroller, setActive);

  const focusRow = (index: number) => {
    setActive(index);
    toFocus.current = index;
    virtual.scrollToIndex(index);
  };
  useEffect(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${toFocus.current ?? ''}"]`);
    if (row) {
      toFocus.current = null;
      row.focus({ preventScroll: true });
    }
  });

  const showCurrent = useEffectEvent((key: string) => {
    const index = rows.findIndex((row) => rowKey(row) === key);
    if (index >= 0) {
      setActive(index);
      if (followCurrent) {
        toFocus.current = index;
      }
      virtual.scrollToIndex(index);
    }
  });
  useEffect(() => {
    if (current !== undefined) {
      showCurrent(current);
    }
  }, [current]);

  const toggle = (index: number, withRange: boolean) => {
    const row = rows[index];
    if (!selection || row === undefined) {
      return;
    }
    const from = withRange ? (lastToggled.current ?? index) : index;
    lastToggled.current = index;
    selection.toggle(rowKey(row), rows.slice(Math.min(from, index), Math.max(from, index) + 1).map(rowKey));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (
      !(event.target instanceof HTMLElement) ||
      event.target.role !== 'row' ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey
    ) {
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const target: Partial<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const next = target[event.key];
    const row = rows[at];
    if (next !== undefined) {
      const index = Math.max(0, Math.min(rows.length - 1, next));
      focusRow(index);
      if (onMove && rows[index] !== undefined) {
        onMove(rows[index]);
      }
    } else if (event.key === 'Enter' && onOpen && row !== undefined) {
      onOpen(row);
    } else if (event.key === ' ' && selection) {
      toggle(at, event.shiftKey);
    } else {
      return;
    }
    event.preventDefault();
  };

  const onRowClick = (event: MouseEvent, index: number, row: T) => {
    setActive(index);
    const inside = event.target instanceof Element && event.target.closest('a, button, input, label');
    const selecting = window.getSelection()?.isCollapsed === false;
    if (!inside && !selecting) {
      onOpen?.(row);
    }
  };

  if (list.loading) {
    return <Skeleton lines={9} />;
  }
  if (list.failure !== null && rows.length === 0) {
    return <Failed failure={list.failure} onRetry={list.retry} />;
  }
  if (rows.length === 0) {
    return <>{empty}</>;
  }
  const template = {
    gridTemplateColumns: (selection ? '32px ' : '') + columns.map((column) => column.width).join(' '),
  };
  const placed = onPhone ? columns.filter((column) => column.phone) : columns;
  return (
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus goes to its rows
    <div
      className={classes(styles.grid, onPhone && styles.phone)}
      role="grid"
      aria-label={label}
      aria-rowcount={
        complete ? rows.length + 1 : (total ?? rows.length) > rows.length ? (total ?? 0) + 1 : -1
      }
      aria-colcount={placed.length + (selection ? 1 : 0)}
      aria-multiselectable={selection ? true : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={onPhone ? 'visually-hidden' : undefined}>
        <div role="row" aria-rowindex={1} className={styles.head} style={onPhone ? undefined : template}>
          {selection && (
            <span role="columnheader">
              <span className="visually-hidden">Selected</span>
            </span>
          )}
          {placed.map((column) => (
            <span key={column.id} role="columnheader" className={column.end ? styles.end : undefined}>
              {column.title}
            </span>
          ))}
        </div>
      </div>
      <div
        ref={scroller}
        role="rowgroup"
        className={styles.scroller}
        onScroll={(event) =>
          remember !== undefined && scrolledTo.set(remember, event.currentTarget.scrollTop)
        }
      >
        <div role="presentation" className={styles.room} style={{ height: virtual.getTotalSize() }}>
          {shown.map((item) => {
            const row = rows[item.index];
            if (row === undefined) {
              return null;
            }
            const key = rowKey(row);
            const isSelected = selection?.selected.has(key);
            return (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid handles the keys
              <div
                key={key}
                role="row"
                data-index={item.index}
                tabIndex={item.index === at ? 0 : -1}
                aria-rowindex={item.index + 2}
                aria-selected={isSelected}
                aria-current={key === current ? 'true' : undefined}
                className={classes(styles.row, onOpen && styles.opens, isSelected && styles.selected)}
                style={{
                  ...(onPhone ? null : template),
                  height: rowHeight,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={(event) => onRowClick(event, item.index, row)}
                onFocus={() => setActive(item.index)}
              >
                {selection && (
                  <span role="gridcell" className={styles.check}>
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      checked={isSelected === true}
                      aria-label={`Select ${selection.name(row)}`}
                      onChange={(event) =>
                        toggle(
                          item.index,
                          (event.nativeEvent as Event & { shiftKey?: boolean }).shiftKey === true,
                        )
                      }
                    />
                  </span>
                )}
                {placed.map((column) => (
                  <span
                    key={column.id}
                    role="gridcell"
                    className={classes(
                      styles.cell,
                      column.end && styles.end,
                      onPhone && column.phone && styles[column.phone],
                    )}
                  >
                    {column.cell(row)}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
        {!complete && list.failure !== null && <Failed failure={list.failure} onRetry={list.retry} />}
      </div>
    </div>
  );
}
