import { Link } from 'react-router';

import type { OverviewType, Standing } from '../../api/client';
import { Card } from '../../parts/Card';
import { classes } from '../../parts/classes';
import { Time } from '../../parts/Time';
import { capitalised, count, percent, typeName } from '../../words/counts';
import { STANDING_HELP } from '../../words/names';
import { span } from '../../words/time';
import styles from './TypeCard.module.css';

/** Every link is in exactly one of these. */
const PARTS: readonly {
  figure: 'in_sync' | 'pending' | 'conflicts' | 'failed' | 'parked';
  standing: Standing;
  name: string;
}[] = [
  { figure: 'in_sync', standing: 'IN_SYNC', name: 'in sync' },
  { figure: 'pending', standing: 'PENDING', name: 'pending' },
  { figure: 'conflicts', standing: 'CONFLICT', name: 'in conflict' },
  { figure: 'failed', standing: 'FAILED', name: 'failed' },
  { figure: 'parked', standing: 'PARKED', name: 'parked' },
];

const CHECKS: Readonly<Record<OverviewType['check'], string>> = {
  none: 'Not checked yet',
  running: 'Being checked',
  rolling: 'Checked bit by bit',
  full: 'Checked at once',
};

export function TypeCard({ type }: { type: OverviewType }) {
  const others = PARTS.slice(1).filter(({ figure }) => type[figure] > 0);
  const records = `/records/${type.object_type}`;
  return (
    <Card
      title={
        <Link to={records} className={styles.title}>
          {capitalised(typeName(type.object_type))}
        </Link>
      }
      aside={`${count(type.linked)} linked`}
    >
      <p className={styles.share}>
        <strong>{type.linked === 0 ? '–' : percent(type.in_sync, type.linked)}</strong> in sync
      </p>
      <div className={styles.bar} aria-hidden="true">
        {PARTS.map(({ figure, standing }) =>
          type[figure] > 0 ? (
            <span
              key={figure}
              className={classes(styles.part, styles[standing])}
              style={{ flexGrow: type[figure] }}
            />
          ) : null,
        )}
      </div>
      <ul className={styles.parts}>
        {others.map(({ figure, standing, name }) => (
          <li key={figure}>
            <Link to={`${records}?standing=${standing}`} title={STANDING_HELP[standing]}>
              <span className={classes(styles.dot, styles[standing])} aria-hidden="true" />
              {count(type[figure])} {name}
            </Link>
          </li>
        ))}
        {others.length === 0 && (
          <li className={styles.calm}>{type.linked === 0 ? 'Nothing to compare' : 'Nothing is open'}</li>
        )}
        {type.differing > 0 && <li className={styles.differing}>{count(type.differing)} found to differ</li>}
      </ul>
      <dl className={styles.facts}>
        <div>
          <dt>Lag to HubSpot</dt>
          <dd>{lag(type.lag_to_hubspot_seconds)}</dd>
        </div>
        <div>
          <dt>Lag to database</dt>
          <dd>{lag(type.lag_to_database_seconds)}</dd>
        </div>
        <div>
          <dt>{CHECKS[type.check]}</dt>
          <dd>{type.checked_at === null ? '–' : <Time at={type.checked_at} />}</dd>
        </div>
      </dl>
    </Card>
  );
}

function lag(seconds: number | null): string {
  if (seconds === null) {
    return '–';
  }
  return seconds === 0 ? 'none' : span(seconds);
}
