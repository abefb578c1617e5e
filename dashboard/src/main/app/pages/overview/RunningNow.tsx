import type { Running } from '../../api/client';
import { Card } from '../../parts/Card';
import { Time } from '../../parts/Time';
import { capitalised, count, percent, typeName } from '../../words/counts';
import { span } from '../../words/time';
import styles from './RunningNow.module.css';

const ACTIVITIES: Readonly<Record<Running['activity'], (type: string) => string>> = {
  load: (type) => `Loading ${type}`,
  reconciliation: (type) => `Comparing all ${type}`,
  verification: (type) => `Verifying ${type}`,
  queue: (type) => `Carrying changes of ${type}`,
};

/** What is under way, and how far it has come. */
export function RunningNow({ running }: { running: Running[] }) {
  if (running.length === 0) {
    return null;
  }
  return (
    <Card title="Running now">
      <ul className={styles.list}>
        {running.map((run) => (
          <li key={`${run.activity} ${run.object_type}`} className={styles.run}>
            <span className={styles.name}>
              {capitalised(ACTIVITIES[run.activity](typeName(run.object_type)))}
            </span>
            <Progress run={run} />
            <span className={styles.figures}>
              {count(run.done)}
              {run.total !== null && ` of ${count(run.total)} · ${percent(run.done, run.total)}`}
              {run.eta_seconds !== null && ` · ${span(run.eta_seconds)} left`}
              {run.started_at !== null && (
                <span className={styles.since}>
                  {' '}
                  · began <Time at={run.started_at} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Progress({ run }: { run: Running }) {
  const label = ACTIVITIES[run.activity](typeName(run.object_type));
  return run.total === null || run.total === 0 ? (
    <progress className={styles.bar} aria-label={label} />
  ) : (
    <progress
      className={styles.bar}
      aria-label={label}
      value={Math.min(run.done, run.total)}
      max={run.total}
    />
  );
}
