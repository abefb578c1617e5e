import { answer, api, type JournalEntry } from '../../api/client';
import { useFieldLabels } from '../../api/labels';
import { usePagedList } from '../../api/paging';
import { Button } from '../../parts/Button';
import { Card } from '../../parts/Card';
import { classes } from '../../parts/classes';
import { Failed, Skeleton } from '../../parts/States';
import { Time } from '../../parts/Time';
import { Value } from '../../parts/Value';
import { ACTIONS, CAUSES, SIDES } from '../../words/names';
import styles from './Timeline.module.css';

const rowKey = (entry: JournalEntry) => String(entry.id);
const PAGE = 50;

/** What Linchpin did to the record and why, the newest first; also when it is gone. */
export function Timeline({ objectType, id }: { objectType: string; id: string }) {
  const label = useFieldLabels([objectType]);
  const list = usePagedList<JournalEntry>({
    key: ['record', objectType, id, 'timeline'],
    read: (after, limit) =>
      answer(
        api.GET('/api/sync/{objectType}/{id}/logs', {
          params: {
            path: { objectType, id },
            query: { limit: Math.min(limit, PAGE), ...(after !== undefined && { after }) },
          },
        }),
      ),
    rowKey,
    interest: { what: ['journal'], objectType },
  });
  return (
    <Card title="Timeline" flush>
      {list.loading && <Skeleton lines={4} />}
      {list.failure !== null && <Failed failure={list.failure} onRetry={list.retry} />}
      {!list.loading && list.failure === null && list.rows.length === 0 && (
        <p className={styles.none}>Nothing was changed since this record is kept in step.</p>
      )}
      <ol className={styles.list}>
        {list.rows.map((entry) => (
          <Entry key={entry.id} entry={entry} label={label} />
        ))}
      </ol>
      {!list.complete && !list.loading && list.failure === null && (
        <div className={styles.more}>
          <Button small look="quiet" onClick={list.readOn}>
            Show older changes
          </Button>
        </div>
      )}
    </Card>
  );
}

function Entry({
  entry,
  label,
}: {
  entry: JournalEntry;
  label: (objectType: string, field: string) => string;
}) {
  const { field_name: field, action, side, before, after } = entry;
  const what = field === null ? ACTIONS[action] : label(entry.object_type, field);
  return (
    <li className={classes(styles.entry, styles[side])}>
      <p className={styles.head}>
        <span className={styles.what}>
          {field !== null && action !== 'UPDATE' ? `${ACTIONS[action]}: ${what}` : what}{' '}
          <span className={styles.side}>in {side === 'HUBSPOT' ? SIDES.HUBSPOT : 'the database'}</span>
        </span>
        <span className={styles.when}>
          <Time at={entry.at} />
        </span>
      </p>
      {field !== null && (
        <p className={styles.values}>
          <Value value={before} /> <span aria-hidden="true">→</span>{' '}
          <span className="visually-hidden">became</span>
          <Value value={after} />
        </p>
      )}
      <p className={styles.why}>
        {CAUSES[entry.cause]} · {entry.decision}
      </p>
    </li>
  );
}
