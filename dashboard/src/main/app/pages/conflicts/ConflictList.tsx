import type { Conflict } from '../../api/client';
import type { PagedList } from '../../api/paging';
import { Badge } from '../../parts/Badge';
import { type Column, Grid } from '../../parts/Grid';
import { CheckIcon } from '../../parts/icons';
import { Empty } from '../../parts/States';
import { Time } from '../../parts/Time';
import { Value } from '../../parts/Value';
import { typeName } from '../../words/counts';
import { CONFLICT_KINDS } from '../../words/names';
import styles from './ConflictList.module.css';
import { fieldName, named, recordName, SHORT_DECISIONS } from './decisions';

const COLUMNS: readonly Column<Conflict>[] = [
  {
    id: 'record',
    title: 'Record',
    width: 'minmax(140px, 1.2fr)',
    cell: (row) => (
      <>
        <span className={styles.name}>{recordName(row)}</span>{' '}
        <span className={styles.quiet}>{typeName(row.object_type)}</span>
      </>
    ),
    phone: 'first',
  },
  {
    id: 'field',
    title: 'Field',
    width: 'minmax(160px, 2fr)',
    cell: (row) => (
      <>
        <span className={styles.field}>{fieldName(row)}</span>
        {row.field_name !== null && (
          <>
            {' '}
            <Value value={row.database_value} short /> ≠ <Value value={row.hubspot_value} short />
          </>
        )}
      </>
    ),
    phone: 'second',
  },
  {
    id: 'state',
    title: 'State',
    width: '140px',
    cell: (row) => <State row={row} />,
    phone: 'first-end',
  },
  {
    id: 'opened',
    title: 'Since',
    width: '96px',
    cell: (row) => (
      <span className={styles.quiet}>
        <Time at={row.opened_at} />
      </span>
    ),
    phone: 'second-end',
  },
];

function State({ row }: { row: Conflict }) {
  if (row.pending !== null) {
    return (
      <Badge tone="busy" title="Decided; it takes effect in a moment">
        {SHORT_DECISIONS[row.pending.resolution]}
      </Badge>
    );
  }
  if (row.refused !== null) {
    return (
      <Badge tone="bad" title={row.refused}>
        Not applied
      </Badge>
    );
  }
  return row.kind === 'BOTH_CHANGED' ? null : <Badge tone="wait">{CONFLICT_KINDS[row.kind]}</Badge>;
}

const rowKey = (row: Conflict) => String(row.id);

/** All open conflicts that fit the filters. */
export function ConflictList({
  list,
  filtered,
  narrow,
  current,
  followCurrent,
  selected,
  onSelect,
  remember,
  onOpen,
  onMove,
}: {
  list: PagedList<Conflict>;
  filtered: boolean;
  /** Beside a chosen conflict. */
  narrow: boolean;
  current: string | undefined;
  followCurrent: boolean;
  selected: ReadonlyMap<string, Conflict>;
  onSelect: (selected: ReadonlyMap<string, Conflict>) => void;
  remember: string;
  onOpen: (row: Conflict) => void;
  onMove: ((row: Conflict) => void) | undefined;
}) {
  const toggle = (key: string, range: readonly string[]) => {
    const next = new Map(selected);
    const on = !next.has(key);
    for (const row of list.rows.filter((one) => range.includes(rowKey(one)))) {
      if (on) {
        next.set(rowKey(row), row);
      } else {
        next.delete(rowKey(row));
      }
    }
    onSelect(next);
  };
  return (
    <Grid
      label="Conflicts"
      columns={COLUMNS}
      list={list}
      rowKey={rowKey}
      narrow={narrow}
      current={current}
      followCurrent={followCurrent}
      onOpen={onOpen}
      {...(onMove && { onMove })}
      selection={{ selected: new Set(selected.keys()), toggle, name: named }}
      remember={remember}
      empty={
        filtered ? (
          <Empty title="No conflict fits these filters">Take one away to see more.</Empty>
        ) : (
          <Empty title="Nothing to decide" icon={<CheckIcon size={20} />}>
            No field was changed on both sides to different values. When one is, you decide here.
          </Empty>
        )
      }
    />
  );
}
