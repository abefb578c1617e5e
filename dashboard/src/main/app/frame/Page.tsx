import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

import { classes } from '../parts/classes';
import styles from './Page.module.css';

/**
 * A page with its heading. Coming from another page, the heading has the focus, so that screen readers tell where one is and the
 * tab key goes on from there; the window has its title.
 */
export function Page({
  title,
  heading,
  actions,
  children,
  fill = false,
}: {
  title: string;
  /** Instead of the title in words. */
  heading?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** As high as the window, with parts that scroll by themselves. */
  fill?: boolean;
}) {
  const h1 = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    document.title = `${title} · Linchpin`;
  }, [title]);
  useEffect(() => {
    if (first.current && key !== 'default') {
      h1.current?.focus();
    }
    first.current = false;
  }, [key]);
  return (
    <div className={classes(styles.page, fill && styles.fill)}>
      <header className={styles.head}>
        <h1 ref={h1} tabIndex={-1}>
          {heading ?? title}
        </h1>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
