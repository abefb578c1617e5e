import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { PagedList } from '../api/paging';
import { type Column, Grid } from './Grid';

interface Row {
  id: number;
}

const columns: Column<Row>[] = [
  { id: 'id', title: 'Id', width: '1fr', cell: (row) => `row ${row.id}` },
  { id: 'half', title: 'Half', width: '1fr', cell: (row) => String(row.id / 2) },
];

function list(size: number, change: Partial<PagedList<Row>> = {}): PagedList<Row> {
  return {
    rows: Array.from({ length: size }, (_, id) => ({ id })),
    loading: false,
    failure: null,
    complete: true,
    readOn: vi.fn(),
    refresh: () => Promise.resolve(),
    show: vi.fn(),
    retry: vi.fn(),
    ...change,
  };
}

const rowKey = (row: Row) => String(row.id);

function show(rows: PagedList<Row>, onOpen = vi.fn()) {
  render(
    <Grid label="Rows" columns={columns} list={rows} rowKey={rowKey} empty={<p>None</p>} onOpen={onOpen} />,
  );
  return onOpen;
}

const rowsInPage = () => screen.getAllByRole('row').length - 1;
const focused = () => document.activeElement?.textContent;

beforeEach(() => {
  // jsdom lays nothing out; a window of 400 pixels shows ten rows.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(4_000_000);
  Element.prototype.scrollTo = function (this: Element, options?: ScrollToOptions | number) {
    this.scrollTop = typeof options === 'object' ? (options.top ?? 0) : 0;
    queueMicrotask(() => this.dispatchEvent(new Event('scroll')));
  };
});

describe('the grid', () => {
  it('keeps few rows in the page, however many there are', () => {
    show(list(100_000));
    expect(rowsInPage()).toBeGreaterThan(9);
    expect(rowsInPage()).toBeLessThan(60);
    expect(screen.getByRole('grid')).toHaveProperty('ariaRowCount', '100001');
  });

  it('goes by arrows, pages, Home and End, and opens with Enter', async () => {
    const user = userEvent.setup();
    const onOpen = show(list(1000));
    await user.tab();
    expect(focused()).toContain('row 0');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(focused()).toContain('row 1');
    await user.keyboard('{PageDown}');
    expect(focused()).toContain('row 10');
    await user.keyboard('{End}');
    await vi.waitFor(() => expect(focused()).toContain('row 999'));
    await user.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith({ id: 999 });
    await user.keyboard('{Home}');
    await vi.waitFor(() => expect(focused()).toContain('row 0'));
  });

  it('is one stop for the tab key', async () => {
    const user = userEvent.setup();
    show(list(50));
    await user.tab();
    await user.tab();
    expect(document.activeElement).toBe(document.body);
  });

  it('asks for the next page before its end comes into view', () => {
    const rows = list(40, { complete: false });
    show(rows);
    expect(rows.readOn).toHaveBeenCalled();
    expect(rows.show).toHaveBeenCalled();
  });

  it('selects with the space bar, and a range with shift', async () => {
    const user = userEvent.setup();
    const toggled: (readonly string[])[] = [];
    function Selecting() {
      const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
      const toggle = (key: string, range: readonly string[]) => {
        toggled.push(range);
        setSelected(new Set([...selected, key]));
      };
      return (
        <Grid
          label="Rows"
          columns={columns}
          list={list(20)}
          rowKey={rowKey}
          empty={null}
          selection={{ selected, toggle, name: rowKey }}
        />
      );
    }
    render(<Selecting />);
    await user.tab();
    await user.keyboard(' {ArrowDown}{ArrowDown}');
    await user.keyboard('{Shift>} {/Shift}');
    expect(toggled).toEqual([['0'], ['0', '1', '2']]);
    expect(within(screen.getByRole('grid')).getByRole('checkbox', { name: 'Select 2' })).toHaveProperty(
      'checked',
      true,
    );
  });

  it('says what is empty, what failed and what is being read', () => {
    const { rerender } = render(
      <Grid label="Rows" columns={columns} list={list(0)} rowKey={rowKey} empty={<p>None</p>} />,
    );
    expect(screen.getByText('None')).toBeTruthy();
    const failed = list(0, { failure: new Error('It broke.') });
    rerender(<Grid label="Rows" columns={columns} list={failed} rowKey={rowKey} empty={<p>None</p>} />);
    expect(screen.getByRole('alert').textContent).toContain('It broke.');
    rerender(
      <Grid label="Rows" columns={columns} list={list(0, { loading: true })} rowKey={rowKey} empty={null} />,
    );
    expect(screen.getByText('Loading')).toBeTruthy();
  });

  it('has no fault that axe finds', async () => {
    show(list(300));
    const { violations } = await act(() =>
      axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } }),
    );
    expect(violations.filter(({ id }) => id !== 'region')).toEqual([]);
  });
});
