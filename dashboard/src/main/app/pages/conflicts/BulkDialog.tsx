import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api, type BulkOutcome } from '../../api/client';
import { messageOf } from '../../api/problem';
import { Button } from '../../parts/Button';
import { Dialog } from '../../parts/Dialog';
import { Failed, Skeleton } from '../../parts/States';
import { capitalised, count, typeName } from '../../words/counts';
import { SIDES } from '../../words/names';
import { EFFECTS, previewSentence, reasons, type Scope, type Side, sorted } from './bulk';
import styles from './BulkDialog.module.css';
import { fieldName } from './decisions';

const CHOICES = [
  ['database', SIDES.DATABASE],
  ['hubspot', SIDES.HUBSPOT],
] as const;

/** Decides many conflicts for one side, after showing what that does. */
export function BulkDialog({
  scope,
  what,
  onClose,
  onDecide,
}: {
  scope: Scope;
  /** Whose conflicts these are, in words. */
  what: string;
  onClose: () => void;
  onDecide: (scope: Scope, side: Side, matched: number) => Promise<unknown>;
}) {
  const [side, setSide] = useState<Side | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const preview = useQuery({
    queryKey: ['conflicts-preview', scope, side],
    queryFn: () =>
      answer(
        api.POST('/api/conflicts/resolve', {
          body: { ...scope, resolution: side ?? 'database', preview: true },
        }),
      ),
    enabled: side !== null,
    gcTime: 0,
    retry: false,
  });
  const resolvable = preview.data?.resolvable ?? 0;
  const decide = async () => {
    if (side === null || preview.data === undefined) {
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await onDecide(scope, side, preview.data.matched);
      onClose();
    } catch (refused) {
      setFailure(refused);
      void preview.refetch();
    }
    setBusy(false);
  };
  return (
    <Dialog
      title={`Decide ${what}`}
      open
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="main"
            disabled={side === null || resolvable === 0 || busy}
            onClick={() => void decide()}
          >
            {side === null || resolvable === 0
              ? 'Decide'
              : `Decide ${count(resolvable)} for ${side === 'hubspot' ? 'HubSpot' : 'the database'}`}
          </Button>
        </>
      }
    >
      <fieldset className={styles.sides}>
        <legend>Which side holds?</legend>
        {CHOICES.map(([value, label]) => (
          <label key={value} className={styles.side}>
            <input
              type="radio"
              name="side"
              value={value}
              checked={side === value}
              onChange={() => setSide(value)}
            />
            <strong>{label}</strong>
            <span className={styles.effect}>{EFFECTS[value]}</span>
          </label>
        ))}
      </fieldset>
      <div className={styles.preview} aria-live="polite">
        {side === null && <p className={styles.hint}>Choose a side to see what would be decided.</p>}
        {preview.isLoading && <Skeleton lines={3} />}
        {preview.isError && <Failed failure={preview.error} onRetry={() => void preview.refetch()} />}
        {preview.data && <Preview outcome={preview.data} />}
        {failure !== null && <p className={styles.failure}>{messageOf(failure)}</p>}
      </div>
    </Dialog>
  );
}

function Preview({ outcome }: { outcome: BulkOutcome }) {
  return (
    <>
      <p className={styles.sentence}>{previewSentence(outcome)}</p>
      {outcome.by_field.length > 0 && (
        <table className={styles.table}>
          <caption className="visually-hidden">What is decided, by type and field</caption>
          <thead>
            <tr>
              <th scope="col">Type</th>
              <th scope="col">Field</th>
              <th scope="col">Conflicts</th>
            </tr>
          </thead>
          <tbody>
            {sorted(outcome.by_field).map((row) => (
              <tr key={`${row.object_type} ${row.field_name ?? ''}`}>
                <td>{capitalised(typeName(row.object_type))}</td>
                <td>{fieldName(row)}</td>
                <td>{count(row.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {outcome.refused.length > 0 && (
        <div>
          <p className={styles.left}>Left as they are:</p>
          <ul className={styles.reasons}>
            {reasons(outcome.refused).map(({ reason, ids }) => (
              <li key={reason}>
                <strong>{count(ids.length)}</strong> {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
