import { useState } from 'react';

import { answer, api, type Hold } from '../../api/client';
import { messageOf } from '../../api/problem';
import { Button } from '../../parts/Button';
import { Dialog } from '../../parts/Dialog';
import { toasts } from '../../parts/toasts';
import { counted, typeName } from '../../words/counts';
import { LOSSES } from '../../words/names';
import styles from './HeldDialog.module.css';

/** What either decision does; where nothing can be rejected, how to keep the records instead. */
const DECISIONS: Readonly<Record<Hold['loss'], { approve: string; reject: string; rejectable: boolean }>> = {
  'row-deleted': {
    approve: 'The records of the deleted rows are archived in HubSpot, or unlinked, as configured.',
    reject: 'The rows come back from their records, with new keys and without columns that are not mapped.',
    rejectable: true,
  },
  'record-archived': {
    approve: 'The rows of the archived records are deleted, marked or unlinked, as configured.',
    reject: 'The rows are kept without a link. A record that is restored in HubSpot is linked again.',
    rejectable: true,
  },
  'out-of-scope': {
    approve: 'They are unlinked, and left alone on both sides.',
    reject: 'To keep them, correct the scope in the configuration; then this ends by itself.',
    rejectable: false,
  },
  overwrite: {
    approve: 'The values are replaced.',
    reject: 'Each becomes a conflict for you to settle.',
    rejectable: true,
  },
};

/** Asks what to do with changes that look like an accident. It decides about exactly what it shows. */
export function HeldDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { approve, reject, rejectable } = DECISIONS[hold.loss];
  const decide = async (
    path: '/api/guard/{objectType}/{loss}/approve' | '/api/guard/{objectType}/{loss}/reject',
  ) => {
    setBusy(true);
    setFailure(null);
    try {
      const params = { path: { objectType: hold.object_type, loss: hold.loss } };
      const { outcome, records } = await answer(api.POST(path, { params, body: { version: hold.version } }));
      toasts.add(`${counted(records, 'change')} of ${typeName(hold.object_type)} ${outcome}.`);
      onClose();
    } catch (thrown) {
      setFailure(messageOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`${counted(hold.records, 'change')} of ${typeName(hold.object_type)} held back`}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Decide later</Button>
          {rejectable && (
            <Button disabled={busy} onClick={() => void decide('/api/guard/{objectType}/{loss}/reject')}>
              Reject
            </Button>
          )}
          <Button
            look="danger"
            disabled={busy}
            onClick={() => void decide('/api/guard/{objectType}/{loss}/approve')}
          >
            Approve
          </Button>
        </>
      }
    >
      <p>
        So many {LOSSES[hold.loss]} within an hour look like an accident, so none of them was carried out.
      </p>
      {hold.examples.length > 0 && <p className={styles.examples}>Among them: {hold.examples.join(', ')}</p>}
      <dl className={styles.decisions}>
        <dt>Approve</dt>
        <dd>{approve}</dd>
        <dt>{rejectable ? 'Reject' : 'Keep them'}</dt>
        <dd>{reject}</dd>
      </dl>
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
    </Dialog>
  );
}
