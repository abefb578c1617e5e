import { useId, useState, type SubmitEvent } from 'react';
import { Link } from 'react-router';

import { answer, api, type DeadLetter, recordId, recordPath } from '../../api/client';
import { useFieldShape } from '../../api/fields';
import { useLiveQuery } from '../../api/live';
import { messageOf, Problem } from '../../api/problem';
import { Button } from '../../parts/Button';
import { Dialog } from '../../parts/Dialog';
import { OutIcon } from '../../parts/icons';
import { Failed, Skeleton } from '../../parts/States';
import { Time } from '../../parts/Time';
import { Value } from '../../parts/Value';
import { ValueInput } from '../../parts/ValueInput';
import { faultOf } from '../../words/values';
import { DiscardDialog } from './DiscardDialog';
import styles from './LetterDialog.module.css';
import { correctionHelp, letterField, letterRecord, speaker } from './sentences';
import type { Mending } from './useFailures';

/** One refused value: what was said about it, and the ways to mend it. */
export function LetterDialog({
  id,
  mending,
  onClose,
}: {
  id: number;
  mending: Mending;
  onClose: () => void;
}) {
  const letter = useLiveQuery<DeadLetter | null>(
    ['failures', 'letter', id],
    async () => {
      try {
        return await answer(api.GET('/api/dead-letters/{id}', { params: { path: { id } } }));
      } catch (failure) {
        if (failure instanceof Problem && failure.status === 404) {
          return null;
        }
        throw failure;
      }
    },
    { what: ['dead_letters'] },
  );
  if (letter.data) {
    return <Mend letter={letter.data} mending={mending} onClose={onClose} />;
  }
  return (
    <Dialog title="Refused value" open onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      {letter.data === null ? (
        <p>This has healed: the value was taken, corrected or discarded meanwhile.</p>
      ) : letter.isError ? (
        <Failed failure={letter.error} onRetry={() => void letter.refetch()} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Dialog>
  );
}

function Mend({ letter, mending, onClose }: { letter: DeadLetter; mending: Mending; onClose: () => void }) {
  const form = useId();
  const shape = useFieldShape(
    letter.object_type,
    recordId(letter.row_id, letter.hubspot_id),
    letter.field_name,
  );
  const [value, setValue] = useState(letter.refused_value ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  const selection = { ids: [letter.id] };
  const canCorrect = letter.field_name !== null && shape !== null;

  const correct = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong =
      value === (letter.refused_value ?? '')
        ? 'This is the value that was refused. Change it, or retry it as it is.'
        : faultOf(value, shape);
    setFault(wrong);
    if (wrong !== null) {
      return;
    }
    setBusy(true);
    try {
      await mending.correct(letter, value === '' ? null : value);
      onClose();
    } catch (failure) {
      setFault(messageOf(failure));
    }
    setBusy(false);
  };
  const act = async (action: Promise<boolean>) => {
    if (await action) {
      onClose();
    }
  };
  if (discarding) {
    return (
      <DiscardDialog
        number={1}
        onClose={() => setDiscarding(false)}
        onDiscard={() => void act(mending.discard(selection))}
      />
    );
  }
  return (
    <Dialog
      title={`${letterRecord(letter)}: ${letterField(letter)}`}
      open
      wide
      onClose={onClose}
      actions={
        <>
          <Button look="danger" onClick={() => setDiscarding(true)}>
            Discard…
          </Button>
          <Button onClick={() => void act(mending.retry(selection))}>Retry as it is</Button>
          {canCorrect && (
            <Button look="main" type="submit" form={form} disabled={busy}>
              Correct and retry
            </Button>
          )}
        </>
      }
    >
      <dl className={styles.facts}>
        {letter.field_name !== null && (
          <div>
            <dt>Refused value</dt>
            <dd>
              <Value value={letter.refused_value} />
            </dd>
          </div>
        )}
        <div>
          <dt>{speaker(letter.refused_by)}</dt>
          <dd>{letter.message}</dd>
        </div>
        <div>
          <dt>What to do</dt>
          <dd>{letter.advice}</dd>
        </div>
        <div>
          <dt>Where</dt>
          <dd>
            <Links letter={letter} /> · refused <Time at={letter.at} />
          </dd>
        </div>
      </dl>
      {canCorrect && (
        <form id={form} onSubmit={(event) => void correct(event)} className={styles.form}>
          <ValueInput
            label="Corrected value"
            shape={shape}
            value={value}
            onChange={(typed) => {
              setValue(typed);
              setFault(null);
            }}
            fault={fault}
          />
          <p className={styles.help}>{correctionHelp(letter.refused_by)}</p>
        </form>
      )}
    </Dialog>
  );
}

function Links({ letter }: { letter: DeadLetter }) {
  const path = recordPath(letter.object_type, letter.row_id, letter.hubspot_id);
  return (
    <>
      {path !== null && <Link to={path}>{letter.row_id === null ? 'Record' : `Row ${letter.row_id}`}</Link>}
      {letter.hubspot_url !== null && (
        <>
          {' · '}
          <a href={letter.hubspot_url} target="_blank" rel="noreferrer" className={styles.out}>
            HubSpot {letter.hubspot_id}
            <OutIcon size={12} />
            <span className="visually-hidden">(opens in a new tab)</span>
          </a>
        </>
      )}
    </>
  );
}
