import { useState } from 'react';
import { Link } from 'react-router';

import {
  answer,
  api,
  type DeadLetter,
  type DeadLetterGroup,
  type DeadLetterSelection,
  recordPath,
} from '../../api/client';
import { usePagedList } from '../../api/paging';
import { Button } from '../../parts/Button';
import { type Column, Grid } from '../../parts/Grid';
import { Empty } from '../../parts/States';
import { Time } from '../../parts/Time';
import { Value } from '../../parts/Value';
import { count } from '../../words/counts';
import { DiscardDialog } from './DiscardDialog';
import styles from './GroupPane.module.css';
import { groupTitle, letterField, letterRecord, speaker } from './sentences';
import type { Mending } from './useFailures';

const rowKey = (letter: DeadLetter) => String(letter.id);

/** One cause: what was said, what to do, and every value that was refused for it. */
export function GroupPane({
  group,
  heading,
  mending,
  onOpen,
}: {
  group: DeadLetterGroup;
  /** Whether its title is shown; on a phone it is the page's own heading. */
  heading: boolean;
  mending: Mending;
  onOpen: (letter: DeadLetter) => void;
}) {
  const { cause } = group;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [discarding, setDiscarding] = useState(false);
  const list = usePagedList<DeadLetter>({
    key: ['letters', cause],
    read: (after, limit) =>
      answer(
        api.GET('/api/dead-letters', {
          params: { query: { cause, limit, ...(after !== undefined && { after }) } },
        }),
      ),
    rowKey,
    interest: { what: ['dead_letters'], objectType: group.object_type },
  });
  // What has healed meanwhile is selected no longer.
  const ids = list.rows.filter((letter) => selected.has(rowKey(letter))).map(({ id }) => id);
  const selection: DeadLetterSelection = ids.length > 0 ? { ids } : { cause };
  const many = ids.length > 0 ? ids.length : group.count;
  const which = ids.length > 0 ? ` ${count(many)} selected` : many === 1 ? '' : ` all ${count(many)}`;
  const clear = async (done: Promise<boolean>) => {
    if (await done) {
      setSelected(new Set());
    }
    await list.refresh();
  };
  const toggle = (key: string, range: readonly string[]) =>
    setSelected((now) => {
      const next = new Set(now);
      const on = !next.has(key);
      range.forEach((one) => (on ? next.add(one) : next.delete(one)));
      return next;
    });
  return (
    <section className={styles.group} aria-label={groupTitle(group)}>
      <header className={styles.head}>
        {heading && <h2>{groupTitle(group)}</h2>}
        <p className={styles.said}>
          <span className={styles.quiet}>{speaker(group.refused_by)}:</span> {group.message}
        </p>
        <p className={styles.advice}>{group.advice}</p>
        <div className={styles.actions}>
          <Button onClick={() => void clear(mending.retry(selection))}>Retry{which}</Button>
          <Button look="danger" onClick={() => setDiscarding(true)}>
            Discard{which}…
          </Button>
          {ids.length > 0 && (
            <Button look="quiet" onClick={() => setSelected(new Set())}>
              Clear selection
            </Button>
          )}
        </div>
      </header>
      <Grid
        label={`Refused values of ${groupTitle(group)}`}
        columns={COLUMNS}
        list={list}
        rowKey={rowKey}
        total={group.count}
        onOpen={onOpen}
        selection={{ selected: new Set(ids.map(String)), toggle, name: letterRecord }}
        empty={<Empty title="All of these have healed">The values were taken, or discarded.</Empty>}
      />
      {discarding && (
        <DiscardDialog
          number={many}
          onClose={() => setDiscarding(false)}
          onDiscard={() => void clear(mending.discard(selection))}
        />
      )}
    </section>
  );
}

const COLUMNS: readonly Column<DeadLetter>[] = [
  {
    id: 'record',
    title: 'Record',
    width: 'minmax(80px, 1fr)',
    cell: (letter) => <Record letter={letter} />,
    phone: 'first',
  },
  {
    id: 'value',
    title: 'Refused value',
    width: 'minmax(80px, 1.2fr)',
    cell: (letter) =>
      letter.field_name === null ? (
        <span className={styles.quiet}>{letter.message}</span>
      ) : (
        <Value value={letter.refused_value} short />
      ),
    phone: 'second',
  },
  {
    id: 'at',
    title: 'Refused',
    width: '96px',
    cell: (letter) => (
      <span className={styles.quiet}>
        <Time at={letter.at} />
      </span>
    ),
    phone: 'first-end',
  },
  {
    id: 'open',
    title: 'Mend',
    width: '60px',
    cell: (letter) => <span className={styles.mend}>{letter.field_name === null ? 'Look' : 'Correct'}</span>,
    phone: 'second-end',
  },
];

function Record({ letter }: { letter: DeadLetter }) {
  const path = recordPath(letter.object_type, letter.row_id, letter.hubspot_id);
  return path === null ? (
    <span className={styles.name}>{letterRecord(letter)}</span>
  ) : (
    <Link to={path} className={styles.name} title={`${letterField(letter)} and all other fields`}>
      {letterRecord(letter)}
    </Link>
  );
}
