import { type SubmitEvent, useId, useState } from 'react';

import type { Conflict } from '../../api/client';
import { Button } from '../../parts/Button';
import { ValueInput } from '../../parts/ValueInput';
import { candidateOf } from './decisions';
import styles from './ThirdValue.module.css';
import type { Decision } from './useDecisions';

/** Says which record a row belongs to, or which row a record. The conflict's own sentence names those in question. */
export function LinkForm({
  conflict,
  onDecide,
}: {
  conflict: Conflict;
  onDecide: (conflict: Conflict, decision: Decision) => void;
}) {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const help = useId();
  const wantsRow = conflict.row_id === null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const candidate = candidateOf(typed, conflict);
    setFault(
      candidate !== null
        ? null
        : wantsRow
          ? 'Write the row’s key.'
          : 'Write the record’s HubSpot id, a number.',
    );
    if (candidate !== null) {
      onDecide(conflict, { resolution: 'link', candidate });
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-describedby={help}>
      <ValueInput
        label={
          wantsRow ? 'It belongs to the row with this key' : 'It belongs to the record with this HubSpot id'
        }
        shape={null}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setFault(null);
        }}
        fault={fault}
      />
      <p id={help} className={styles.help}>
        Both are then linked and kept in step. Nothing is taken from anybody: one that belongs to another is
        refused.
      </p>
      <div className={styles.buttons}>
        <Button type="submit">Link them</Button>
      </div>
    </form>
  );
}
