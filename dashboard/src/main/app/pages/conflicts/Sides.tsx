import type { ReactNode } from 'react';

import type { Conflict, ConflictDetail } from '../../api/client';
import type { FieldShape } from '../../api/fields';
import { Button } from '../../parts/Button';
import { classes } from '../../parts/classes';
import { CheckIcon } from '../../parts/icons';
import { Time } from '../../parts/Time';
import { DifferentValue } from '../../parts/Value';
import { SIDES } from '../../words/names';
import { shownValue } from '../../words/values';
import type { Choice, Resolution } from './decisions';
import { shortcuts, useSingleKeys } from './keys';
import styles from './Sides.module.css';

/** What each side holds with what differs marked, or what each decision does where it is about a whole record. */
export function Sides({
  conflict,
  detail,
  shape,
  choices,
  hubspotTitle,
  onDecide,
}: {
  conflict: Conflict;
  detail: ConflictDetail | null;
  shape: FieldShape | null | undefined;
  choices: readonly Choice[];
  hubspotTitle: string;
  onDecide: (resolution: Resolution) => void;
}) {
  const held = {
    database: shownValue(conflict.database_value, shape),
    hubspot: shownValue(conflict.hubspot_value, shape),
  };
  return (
    <div className={styles.sides}>
      {choices
        .filter(({ resolution }) => resolution !== 'link')
        .map((choice) => (
          <Side key={choice.resolution} choice={choice} conflict={conflict} onDecide={onDecide}>
            {conflict.field_name !== null && choice.resolution === 'database' && (
              <Held
                title={SIDES.DATABASE}
                value={held.database}
                other={held.hubspot}
                at={detail?.database_changed_at ?? null}
                by={null}
                known={detail !== null}
              />
            )}
            {conflict.field_name !== null && choice.resolution === 'hubspot' && (
              <Held
                title={hubspotTitle}
                value={held.hubspot}
                other={held.database}
                at={detail?.hubspot_changed_at ?? null}
                by={detail?.hubspot_changed_by ?? null}
                known={detail !== null}
              />
            )}
          </Side>
        ))}
    </div>
  );
}

function Side({
  choice,
  conflict,
  onDecide,
  children,
}: {
  choice: Choice;
  conflict: Conflict;
  onDecide: (resolution: Resolution) => void;
  children: ReactNode;
}) {
  const keys = useSingleKeys();
  const { resolution, label, does } = choice;
  const chosen = conflict.pending?.resolution === resolution;
  const number = resolution === 'database' ? '1' : resolution === 'hubspot' ? '2' : null;
  return (
    <section className={classes(styles.side, chosen && styles.chosen)} aria-label={label}>
      {children}
      <p className={styles.does}>{does}</p>
      {chosen ? (
        <p className={styles.mark}>
          <CheckIcon size={14} /> Decided
        </p>
      ) : (
        <Button
          onClick={() => onDecide(resolution)}
          disabled={conflict.pending !== null}
          aria-keyshortcuts={
            keys && number !== null ? shortcuts(resolution === 'hubspot' ? 'hubspot' : 'database') : undefined
          }
        >
          {label}
          {keys && number !== null && (
            <kbd className={styles.key} aria-hidden="true">
              {number}
            </kbd>
          )}
        </Button>
      )}
    </section>
  );
}

function Held({
  title,
  value,
  other,
  at,
  by,
  known,
}: {
  title: string;
  value: string | null;
  other: string | null;
  at: string | null;
  by: string | null;
  known: boolean;
}) {
  return (
    <>
      <p className={styles.title}>{title}</p>
      <p className={styles.value}>
        <DifferentValue value={value} other={other} />
      </p>
      <p className={styles.who}>
        {at !== null ? (
          <>
            Changed <Time at={at} />
            {by !== null && ` by ${by}`}
          </>
        ) : known ? (
          'Changed at an unknown time'
        ) : (
          '\u00a0'
        )}
      </p>
    </>
  );
}
