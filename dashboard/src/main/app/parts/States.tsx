import type { ReactNode } from 'react';

import { messageOf, Unreachable } from '../api/problem';
import { Button } from './Button';
import { classes } from './classes';
import { FailureIcon } from './icons';
import styles from './States.module.css';

/** Where something would be if there were any: says so, and what it means. */
export function Empty({ title, children, icon }: { title: string; children?: ReactNode; icon?: ReactNode }) {
  return (
    <div className={styles.state}>
      {icon && <div className={styles.mark}>{icon}</div>}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  );
}

/** Where something could not be read. While the server is away the frame says so; here it only stays quiet until it is back. */
export function Failed({ failure, onRetry }: { failure: unknown; onRetry?: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <div className={classes(styles.mark, styles.bad)}>
        <FailureIcon size={20} />
      </div>
      <p className={styles.title}>
        {failure instanceof Unreachable ? 'Linchpin does not answer' : 'This could not be read'}
      </p>
      <p className={styles.text}>
        {failure instanceof Unreachable
          ? 'It is shown again as soon as the server is back.'
          : messageOf(failure)}
      </p>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}

/** Something in the place of what is being read. */
export function Skeleton({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div className={classes(styles.skeleton, className)} aria-busy="true">
      <span className="visually-hidden">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.line} />
      ))}
    </div>
  );
}
