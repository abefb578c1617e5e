import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

import type { Conflict } from '../../api/client';
import { useOverview } from '../../api/overview';
import type { PagedList } from '../../api/paging';
import { Button } from '../../parts/Button';
import { FilterBar, SearchFilter, SelectFilter } from '../../parts/FilterBar';
import { CrossIcon } from '../../parts/icons';
import { capitalised, count, counted, typeName } from '../../words/counts';
import { type Filters, writeFilters } from '../../words/filters';
import { choices, CONFLICT_KINDS } from '../../words/names';
import styles from './ConflictFilters.module.css';
import { fieldName } from './decisions';

/** In the address, and by these names in the API. */
export const FILTERS = ['q', 'object_type', 'field', 'kind', 'id'] as const;
type Filter = (typeof FILTERS)[number];

export function ConflictFilters({ filters, list }: { filters: Filters<Filter>; list: PagedList<Conflict> }) {
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const types = useOverview().data?.types ?? [];
  const fields = useFieldsSeen(list.rows);
  const set = (change: Partial<Record<Filter, string | undefined>>) =>
    // Another list begins with its own first conflict.
    void navigate(
      { pathname: '/conflicts', search: writeFilters(address, change).toString() },
      { replace: true },
    );
  const found = list.complete ? counted(list.rows.length, 'conflict') : `${count(list.rows.length)} and more`;
  return (
    <FilterBar
      onClear={
        Object.keys(filters).length > 0
          ? () => set(Object.fromEntries(FILTERS.map((name) => [name, undefined])))
          : null
      }
      aside={
        <span className={styles.found} role="status">
          {list.loading || list.rows.length === 0 ? '' : found}
        </span>
      }
    >
      <SearchFilter label="Search by name or key" value={filters.q ?? ''} onChange={(q) => set({ q })} />
      <SelectFilter
        label="Object type"
        all="All types"
        value={filters.object_type}
        options={types.map(({ object_type }) => [object_type, capitalised(typeName(object_type))] as const)}
        onChange={(object_type) => set({ object_type })}
      />
      <SelectFilter
        label="Field"
        all="All fields"
        value={filters.field}
        options={fields}
        onChange={(field) => set({ field })}
      />
      <SelectFilter
        label="Kind"
        all="All kinds"
        value={filters.kind}
        options={choices(CONFLICT_KINDS)}
        onChange={(kind) => set({ kind })}
      />
      {filters.id !== undefined && (
        <Button onClick={() => set({ id: undefined })} aria-label={`Only ${filters.id}; show all records`}>
          Only {filters.id}
          <CrossIcon size={12} />
        </Button>
      )}
    </FilterBar>
  );
}

/** All fields that had a conflict since the page was opened: a filter must not take its own other choices away. */
function useFieldsSeen(rows: readonly Conflict[]): [string, string][] {
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map());
  const fresh = rows.filter((row) => row.field_name !== null && !seen.has(row.field_name));
  if (fresh.length > 0) {
    setSeen(
      new Map([...seen, ...fresh.map((row) => [row.field_name ?? '', fieldName(row)] as [string, string])]),
    );
  }
  return [...seen].sort(([, one], [, other]) => one.localeCompare(other));
}
