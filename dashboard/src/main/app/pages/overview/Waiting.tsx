import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';

import type { Hold, Overview } from '../../api/client';
import type { Tone } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { Card } from '../../parts/Card';
import { classes } from '../../parts/classes';
import { ChevronIcon } from '../../parts/icons';
import { Time } from '../../parts/Time';
import { counted, typeName } from '../../words/counts';
import { LOSSES } from '../../words/names';
import { HeldDialog } from './HeldDialog';
import styles from './Waiting.module.css';

interface Item {
  key: string;
  tone: Tone;
  text: ReactNode;
  to?: string;
  hold?: Hold;
}

/** What waits for a person, or stands still until someone mends it. */
export function Waiting({ overview }: { overview: Overview }) {
  const items = waiting(overview);
  const [deciding, setDeciding] = useState<Hold | null>(null);
  if (items.length === 0) {
    return null;
  }
  return (
    <Card title="Waits for you" flush>
      <ul className={styles.list}>
        {items.map(({ key, tone, text, to, hold }) => (
          <li key={key} className={styles.item}>
            <span className={classes(styles.dot, styles[tone])} aria-hidden="true" />
            {to === undefined ? (
              <span className={styles.text}>{text}</span>
            ) : (
              <Link to={to} className={styles.text}>
                {text}
                <ChevronIcon size={14} />
              </Link>
            )}
            {hold && (
              <Button small onClick={() => setDeciding(hold)}>
                Decide
              </Button>
            )}
          </li>
        ))}
      </ul>
      {deciding && <HeldDialog hold={deciding} onClose={() => setDeciding(null)} />}
    </Card>
  );
}

function waiting(overview: Overview): Item[] {
  const items: Item[] = overview.problems.map((text) => ({ key: text, tone: 'bad', text }));
  if (overview.open_conflicts > 0) {
    items.push({
      key: 'conflicts',
      tone: 'wait',
      to: '/conflicts',
      text: `${counted(overview.open_conflicts, 'conflict')} to settle: both sides changed the same to different values`,
    });
  }
  if (overview.dead_letters > 0) {
    items.push({
      key: 'failures',
      tone: 'bad',
      to: '/failures',
      text: `${counted(overview.dead_letters, 'refused value')} to correct, to send again or to live with`,
    });
  }
  for (const hold of overview.held) {
    items.push({
      key: `held ${hold.object_type} ${hold.loss}`,
      hold,
      tone: 'wait',
      text: (
        <>
          {counted(hold.records, 'change')} of {typeName(hold.object_type)} held back since{' '}
          <Time at={hold.since} />, because so many {LOSSES[hold.loss]} look like an accident
        </>
      ),
    });
  }
  for (const { object_type, field_name, reason, since } of overview.frozen) {
    items.push({
      key: `frozen ${object_type} ${field_name ?? ''}`,
      tone: 'bad',
      text: (
        <>
          {field_name === null
            ? `All ${typeName(object_type)} pause`
            : `The field ${field_name} of ${typeName(object_type)} pauses`}
          {since !== null && (
            <>
              {' '}
              since <Time at={since} />
            </>
          )}
          {reason !== null && `: ${reason}`}
        </>
      ),
    });
  }
  return items;
}
