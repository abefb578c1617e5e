import { useState } from 'react';
import { useNavigate } from 'react-router';

import {
  answer,
  api,
  type Action,
  type Cause,
  type JournalEntry,
  recordPath,
  type Side,
} from '../../api/client';
import { apiUrl } from '../../api/config';
import { useFieldLabels } from '../../api/labels';
import { useOverview } from '../../api/overview';
import { usePagedList } from '../../api/paging';
import { Page } from '../../frame/Page';
import { Button, OutsideButton } from '../../parts/Button';
import { FilterBar, MomentFilter, MoreFilters, SearchFilter, SelectFilter } from '../../parts/FilterBar';
import { type Column, Grid } from '../../parts/Grid';
import { DownloadIcon, PauseIcon, PlayIcon } from '../../parts/icons';
import { Empty } from '../../parts/States';
import { Time } from '../../parts/Time';
import { capitalised, typeName } from '../../words/counts';
import { type Filters, useFilters } from '../../words/filters';
import { ACTIONS, CAUSES, choices, SIDES } from '../../words/names';
import styles from './Activity.module.css';
import { Change } from './Change';

const FILTERS = ['object_type', 'id', 'field', 'side', 'action', 'cause', 'from', 'to'] as const;
const MORE = ['id', 'field', 'from', 'to'] as const;
type Filter = (typeof FILTERS)[number];

const columns = (label: (objectType: string, field: string) => string): readonly Column<JournalEntry>[] => [
  {
    id: 'at',
    title: 'Time',
    width: '128px',
    cell: (entry) => (
      <span className={styles.quiet}>
        <Time at={entry.at} as="brief" />
      </span>
    ),
    phone: 'second-end',
  },
  {
    id: 'record',
    title: 'Record',
    width: 'minmax(120px, 1fr)',
    cell: (entry) => <Record entry={entry} />,
    phone: 'first',
  },
  {
    id: 'change',
    title: 'Change',
    width: 'minmax(200px, 2.2fr)',
    cell: (entry) => <Change entry={entry} label={label} />,
    phone: 'second',
  },
  { id: 'side', title: 'Changed in', width: '96px', cell: (entry) => SIDES[entry.side], phone: 'first-end' },
  {
    id: 'why',
    title: 'Why',
    width: 'minmax(140px, 1.2fr)',
    cell: (entry) => (
      <span title={entry.decision}>
        {CAUSES[entry.cause]} <span className={styles.quiet}>· {entry.decision}</span>
      </span>
    ),
  },
];

function Record({ entry }: { entry: JournalEntry }) {
  const called = entry.record_name ?? entry.row_id ?? `HubSpot ${entry.hubspot_id ?? 'record'}`;
  return (
    <>
      <span className={styles.name}>{called}</span>{' '}
      <span className={styles.quiet}>{typeName(entry.object_type)}</span>
    </>
  );
}

const rowKey = (entry: JournalEntry) => String(entry.id);

/** Every change that Linchpin made, the newest first; new ones come in by themselves. */
export function Activity() {
  const { filters, setFilters, filtered } = useFilters(FILTERS);
  const [paused, setPaused] = useState(false);
  const navigate = useNavigate();
  const types = useOverview().data?.types ?? [];
  const labels = useFieldLabels(types.map(({ object_type }) => object_type));
  const list = usePagedList<JournalEntry>({
    key: ['journal', filters],
    read: (after, limit) =>
      answer(
        api.GET('/api/journal', {
          params: { query: { ...query(filters), limit, ...(after !== undefined && { after }) } },
        }),
      ),
    rowKey,
    interest: {
      what: paused ? [] : ['journal'],
      ...(filters.object_type && { objectType: filters.object_type }),
    },
  });
  const goOn = () => {
    setPaused(false);
    void list.refresh();
  };
  return (
    <Page
      title="Activity"
      fill
      actions={
        <>
          <Button onClick={paused ? goOn : () => setPaused(true)} aria-pressed={paused}>
            {paused ? <PlayIcon size={14} /> : <PauseIcon size={14} />}
            {paused ? 'Go on' : 'Pause'}
          </Button>
          <OutsideButton href={csvAddress(filters)} download>
            <DownloadIcon size={14} />
            CSV
          </OutsideButton>
        </>
      }
    >
      <FilterBar
        onClear={
          filtered ? () => setFilters(Object.fromEntries(FILTERS.map((name) => [name, undefined]))) : null
        }
      >
        <SelectFilter
          label="Object type"
          all="All types"
          value={filters.object_type}
          options={types.map(({ object_type }) => [object_type, capitalised(typeName(object_type))] as const)}
          onChange={(object_type) => setFilters({ object_type })}
        />
        <SelectFilter
          label="Changed in"
          all="Both sides"
          value={filters.side}
          options={choices(SIDES)}
          onChange={(side) => setFilters({ side })}
        />
        <SelectFilter
          label="Change"
          all="All changes"
          value={filters.action}
          options={choices(ACTIONS)}
          onChange={(action) => setFilters({ action })}
        />
        <SelectFilter
          label="Cause"
          all="All causes"
          value={filters.cause}
          options={choices(CAUSES)}
          onChange={(cause) => setFilters({ cause })}
        />
        <MoreFilters open={MORE.some((name) => filters[name] !== undefined)}>
          <SearchFilter
            label="Key, or hubspot:ID"
            value={filters.id ?? ''}
            onChange={(id) => setFilters({ id })}
          />
          <SearchFilter
            label="Field"
            value={filters.field ?? ''}
            onChange={(field) => setFilters({ field })}
          />
          <MomentFilter label="From" value={filters.from} onChange={(from) => setFilters({ from })} />
          <MomentFilter label="To" value={filters.to} onChange={(to) => setFilters({ to })} />
        </MoreFilters>
      </FilterBar>
      <Grid
        label="Changes, newest first"
        columns={columns(labels)}
        list={list}
        rowKey={rowKey}
        onOpen={(entry) => {
          const path = recordPath(entry.object_type, entry.row_id, entry.hubspot_id);
          if (path !== null) {
            void navigate(path);
          }
        }}
        empty={
          <Empty title={filtered ? 'No change fits these filters' : 'Nothing has changed yet'}>
            {filtered
              ? 'Take one away to see more.'
              : 'Edit a row or a record, and it shows here within a moment.'}
          </Empty>
        }
      />
    </Page>
  );
}

/** As the API takes them. What somebody wrote into the address is for the server to refuse. */
function query(filters: Filters<Filter>) {
  return filters as Filters<Filter> & { side?: Side; action?: Action; cause?: Cause };
}

export function csvAddress(filters: Filters<Filter>): string {
  const spelt = new URLSearchParams(filters).toString();
  return apiUrl('/api/journal.csv') + (spelt && `?${spelt}`);
}
