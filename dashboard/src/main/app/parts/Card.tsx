import { type ReactNode, useId } from 'react';

import styles from './Card.module.css';
import { classes } from './classes';

/** A section with a heading. */
export function Card({
  title,
  aside,
  children,
  className,
  flush = false,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  /** Without space around the content, for lists and tables. */
  flush?: boolean;
}) {
  const id = useId();
  return (
    <section className={classes(styles.card, className)} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        {aside && <div className={styles.aside}>{aside}</div>}
      </header>
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}
