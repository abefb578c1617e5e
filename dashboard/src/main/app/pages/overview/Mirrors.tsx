import type { Mirror } from '../../api/client';
import { Badge } from '../../parts/Badge';
import { Card } from '../../parts/Card';
import { Time } from '../../parts/Time';
import { capitalised, counted, typeName } from '../../words/counts';
import styles from './Limits.module.css';

/** What flows from HubSpot into SQL only, and when it did last. */
export function Mirrors({ mirrors }: { mirrors: Mirror[] }) {
  if (mirrors.length === 0) {
    return null;
  }
  return (
    <Card title="Mirrors" aside="From HubSpot only">
      <ul className={styles.feeds}>
        {mirrors.map((mirror) => (
          <li key={mirror.object_type}>
            <span>
              {capitalised(typeName(mirror.object_type))}{' '}
              {mirror.rows !== null && <span className={styles.muted}>{counted(mirror.rows, 'row')}</span>}
              <span className={styles.told}>{mirror.problem ?? <Runs mirror={mirror} />}</span>
            </span>
            <Standing mirror={mirror} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Runs({ mirror: { last_run_at: last, next_run_at: next } }: { mirror: Mirror }) {
  return (
    <>
      {last === null ? (
        'Has not run yet'
      ) : (
        <>
          Last run <Time at={last} />
        </>
      )}
      {next !== null && (
        <>
          , next <Time at={next} />
        </>
      )}
    </>
  );
}

function Standing({ mirror }: { mirror: Mirror }) {
  if (mirror.problem !== null) {
    return <Badge tone="bad">Failed</Badge>;
  }
  return mirror.running ? <Badge tone="busy">Running</Badge> : <Badge tone="good">Up to date</Badge>;
}
