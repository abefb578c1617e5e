import type { ReactNode } from 'react';

import type { Standing } from '../api/client';
import { STANDING_HELP, STANDINGS } from '../words/names';
import styles from './Badge.module.css';
import { classes } from './classes';

export type Tone = 'good' | 'busy' | 'wait' | 'bad' | 'idle';

export function Badge({ tone, title, children }: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={classes(styles.badge, styles[tone])} title={title}>
      {children}
    </span>
  );
}

export const STANDING_TONES: Readonly<Record<Standing, Tone>> = {
  IN_SYNC: 'good',
  PENDING: 'busy',
  CONFLICT: 'wait',
  FAILED: 'bad',
  PARKED: 'idle',
  UNLINKED: 'idle',
};

export function StandingBadge({ standing }: { standing: Standing }) {
  return (
    <Badge tone={STANDING_TONES[standing]} title={STANDING_HELP[standing]}>
      {STANDINGS[standing]}
    </Badge>
  );
}

/** A number beside a word, as in the navigation. */
export function Count({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={classes(styles.count, styles[tone])}>{children}</span>;
}
