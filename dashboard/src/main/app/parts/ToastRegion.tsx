import { useSyncExternalStore } from 'react';

import { Button } from './Button';
import { classes } from './classes';
import { CrossIcon } from './icons';
import styles from './ToastRegion.module.css';
import { toasts } from './toasts';

export function ToastRegion() {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get);
  return (
    <section className={styles.region} aria-label="Messages" aria-live="polite" aria-relevant="additions">
      {shown.map(({ id, text, tone, action }) => (
        // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- it only waits while someone is at it
        <div
          key={id}
          className={classes(styles.toast, tone === 'bad' && styles.bad)}
          onPointerEnter={() => toasts.hold(id)}
          onPointerLeave={() => toasts.resume(id)}
          onFocus={() => toasts.hold(id)}
          onBlur={() => toasts.resume(id)}
        >
          <p className={styles.text}>{text}</p>
          {action && (
            <Button
              small
              onClick={() => {
                toasts.dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <Button small look="quiet" aria-label="Dismiss" onClick={() => toasts.dismiss(id)}>
            <CrossIcon size={14} />
          </Button>
        </div>
      ))}
    </section>
  );
}
