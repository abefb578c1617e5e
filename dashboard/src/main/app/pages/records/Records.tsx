import { Link, Navigate, useNavigate, useParams } from 'react-router';

import {
  answer,
  api,
  type OverviewType,
  recordPath,
  type RecordSummary,
  type Standing,
} from '../../api/client';
import { useFieldLabels } from '../../api/labels';
import { useOverview } from '../../api/overview';
import { usePagedList } from '../../api/paging';
import { Page } from '../../frame/Page';
import { StandingBadge } from '../../parts/Badge';
import { classes } from '../../parts/classes';
import { FilterBar, SearchFilter, SelectFilter } from '../../parts/FilterBar';
import { type Column, Grid } from '../../parts/Grid';
import { Empty, Failed, Skeleton } from '../../parts/States';
import { Time } from '../../parts/Time';
import { Value } from '../../parts/Value';
import { capitalised, count, counted, shortCount, typeName } from '../../words/counts';
import { useFilters } from '../../words/filters';
import { choices, STANDINGS } from '../../words/names';
import styles from './Records.module.css';

/** All records of a type: to search, to browse, and to see how each stands. */
export function Records() {
  const { objectType } = useParams();
  const overview = useOverview();
  const types = overview.data?.types;
  if (types === undefined) {
    return (
      <Page title="Records">
        {overview.isError ? (
          <Failed failure={overview.error} onRetry={() => void overview.refetch()} />
        ) : (
          <Skeleton lines={8} />
        )}
      </Page>
    );
  }
  const [first] = types;
  if (first === undefined) {
    return (
      <Page title="Records">
        <Empty title="No object type is mapped yet">
          The configuration names the types that are kept in step.
        </Empty>
      </Page>
    );
  }
  if (objectType === undefined) {
    return <Navigate to={`/records/${first.object_type}`} replace />;
  }
  return <RecordsOfType key={objectType} types={types} objectType={objectType} />;
}

const FILTERS = ['q', 'standing'] as const;
const rowKey = (row: RecordSummary) => row.id ?? `hubspot:${row.hubspot_id ?? ''}`;

function RecordsOfType({ types, objectType }: { types: OverviewType[]; objectType: string }) {
  const { filters, setFilters, filtered } = useFilters(FILTERS);
  const navigate = useNavigate();
  const labels = useFieldLabels([objectType]);
  const list = usePagedList<RecordSummary>({
    key: ['records', objectType, filters],
    read: (after, limit) =>
      answer(
        api.GET('/api/sync/{objectType}', {
          params: {
            path: { objectType },
            query: {
              ...(filters as { q?: string; standing?: Standing }),
              limit,
              ...(after !== undefined && { after }),
            },
          },
        }),
      ),
    rowKey,
    interest: { what: ['records', 'queue', 'conflicts', 'dead_letters', 'load', 'checks'], objectType },
  });
  const type = types.find((candidate) => candidate.object_type === objectType);
  const name = typeName(objectType);
  const address = new URLSearchParams(filters).toString();
  return (
    <Page title={`Records: ${name}`} heading="Records" fill>
      <nav aria-label="Object types" className={styles.types}>
        {types.map(({ object_type, linked }) => (
          <Link
            key={object_type}
            to={`/records/${object_type}`}
            aria-current={object_type === objectType ? 'page' : undefined}
            className={classes(styles.type, object_type === objectType && styles.here)}
          >
            {capitalised(typeName(object_type))} <span className={styles.quiet}>{shortCount(linked)}</span>
          </Link>
        ))}
      </nav>
      <FilterBar
        onClear={filtered ? () => setFilters({ q: undefined, standing: undefined }) : null}
        aside={
          <Found
            filtered={filtered}
            complete={list.complete}
            found={list.rows.length}
            linked={type?.linked ?? 0}
          />
        }
      >
        <SearchFilter
          label={`Search ${name} by name or key`}
          value={filters.q ?? ''}
          onChange={(q) => setFilters({ q })}
        />
        <SelectFilter
          label="State"
          all="All states"
          value={filters.standing}
          options={choices(STANDINGS)}
          onChange={(standing) => setFilters({ standing })}
        />
      </FilterBar>
      <Grid
        label={capitalised(name)}
        columns={columns(list.rows[0], (field) => labels(objectType, field))}
        list={list}
        rowKey={rowKey}
        total={filtered ? undefined : type?.linked}
        remember={`${objectType}?${address}`}
        onOpen={(row) => {
          const path = recordPath(objectType, row.id, row.hubspot_id);
          if (path !== null) {
            void navigate(path);
          }
        }}
        empty={
          <Empty title={filtered ? `No ${name} fit` : `There are no ${name} yet`}>
            {filtered
              ? 'The search looks at how names and identity fields begin, and at keys and HubSpot ids.'
              : 'They show here as soon as either side has one.'}
          </Empty>
        }
      />
    </Page>
  );
}

function Found({
  filtered,
  complete,
  found,
  linked,
}: {
  filtered: boolean;
  complete: boolean;
  found: number;
  linked: number;
}) {
  const text = filtered
    ? complete
      ? counted(found, 'record')
      : `${count(found)} and more`
    : `${count(linked)} linked`;
  return (
    <span className={styles.quiet} role="status">
      {text}
    </span>
  );
}

/** The telling fields are the server's choice, the same for all records of a type. */
function columns(
  sample: RecordSummary | undefined,
  label: (field: string) => string,
): Column<RecordSummary>[] {
  const fields = Object.keys(sample?.values ?? {});
  return [
    {
      id: 'name',
      title: 'Name',
      width: 'minmax(130px, 1.2fr)',
      cell: (row) => (
        <span className={styles.name}>{row.name ?? row.id ?? `HubSpot ${row.hubspot_id ?? ''}`}</span>
      ),
      phone: 'first',
    },
    ...fields.map((field, index): Column<RecordSummary> => ({
      id: field,
      title: label(field),
      width: index === 0 ? 'minmax(120px, 1.5fr)' : 'minmax(90px, 1fr)',
      cell: (row) => <Value value={text(row.values[field])} short />,
      ...(index === 0 && { phone: 'second' }),
    })),
    {
      id: 'standing',
      title: 'State',
      width: '108px',
      cell: (row) => <StandingBadge standing={row.standing} />,
      phone: 'first-end',
    },
    {
      id: 'synced',
      title: 'Synchronised',
      width: '112px',
      cell: (row) => <When at={row.last_synced_at} />,
      phone: 'second-end',
    },
    { id: 'verified', title: 'Compared', width: '112px', cell: (row) => <When at={row.last_verified_at} /> },
  ];
}

function When({ at }: { at: string | null }) {
  return <span className={styles.quiet}>{at === null ? 'never' : <Time at={at} />}</span>;
}

function text(value: RecordSummary['values'][string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
