import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';

import {
  answer,
  api,
  type Conflict,
  type ConflictDetail as Detail,
  recordId,
  recordPath,
} from '../../api/client';
import { useFieldShape } from '../../api/fields';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { focusIfLost } from '../../parts/focus';
import { OutIcon } from '../../parts/icons';
import { Time } from '../../parts/Time';
import { Value } from '../../parts/Value';
import { counted, typeName } from '../../words/counts';
import { CONFLICT_KINDS } from '../../words/names';
import { shownValue } from '../../words/values';
import styles from './ConflictDetail.module.css';
import { caseOf, decided, effect, fieldName, named, recordName, secondsLeft } from './decisions';
import { LinkForm } from './LinkForm';
import { Sides } from './Sides';
import { ThirdValue } from './ThirdValue';
import { AFTER_SECONDS, type Decision } from './useDecisions';

export interface DetailActions {
  decide: (conflict: Conflict, decision: Decision) => void;
  takeBack: (conflict: Conflict) => void;
  /** All conflicts of the record. */
  decideRecord: (conflict: Conflict) => void;
  next: () => void;
  /** Whether another value is being typed. */
  typing: boolean;
  setTyping: (typing: boolean) => void;
}

/** One conflict: what both sides hold, who changed it when, and what can be decided. */
export function ConflictDetail({
  conflict,
  detail,
  moved,
  heading,
  actions,
}: {
  conflict: Conflict;
  /** Null until it was read. */
  detail: Detail | null;
  moved: boolean;
  /** Whether the record's name is shown; on a phone it is the page's own heading. */
  heading: boolean;
  actions: DetailActions;
}) {
  const shape = useFieldShape(
    conflict.object_type,
    recordId(conflict.row_id, conflict.hubspot_id),
    conflict.field_name,
  );
  const { what, choices, third, hubspotTitle } = caseOf(conflict);
  // An association is no field: its two sides name other records, and nothing else can be typed.
  const canType = third && shape !== null;
  const Field = heading ? 'h3' : 'h2';

  // The button that was pressed is gone once something is decided, or taken back.
  const article = useRef<HTMLElement>(null);
  const before = useRef({ id: conflict.id, pending: conflict.pending !== null });
  const isPending = conflict.pending !== null;
  useEffect(() => {
    if (before.current.id === conflict.id && before.current.pending !== isPending) {
      focusIfLost(article.current?.querySelector<HTMLElement>('[data-take-back]') ?? article.current);
    }
    before.current = { id: conflict.id, pending: isPending };
  }, [conflict.id, isPending]);

  return (
    <article ref={article} tabIndex={-1} className={styles.detail} aria-label={named(conflict)}>
      <header className={styles.head}>
        <div className={styles.title}>
          {heading && <h2>{recordName(conflict)}</h2>}
          <Badge tone="wait">{CONFLICT_KINDS[conflict.kind]}</Badge>
        </div>
        <p className={styles.meta}>
          <Where conflict={conflict} detail={detail} /> · opened <Time at={conflict.opened_at} />
        </p>
      </header>

      <section className={styles.about}>
        <Field>{fieldName(conflict)}</Field>
        <p>{what}</p>
        {conflict.kind !== 'BOTH_CHANGED' && conflict.detail !== '' && (
          <p className={styles.told}>{conflict.detail.replace(/\.?$/, '.')}</p>
        )}
      </section>

      <div role="status" className={styles.notices}>
        {moved && (
          <p className={styles.notice}>A value changed while you looked. This is the pair as it is now.</p>
        )}
        {conflict.refused !== null && conflict.pending === null && (
          <p className={styles.refused}>Not applied: {conflict.refused}</p>
        )}
      </div>

      {conflict.field_name !== null && (
        <p className={styles.base}>
          <span>Last agreed on</span> <Value value={shownValue(conflict.base_value, shape)} />
        </p>
      )}

      {choices.some(({ resolution }) => resolution === 'link') && conflict.pending === null && (
        <LinkForm key={conflict.id} conflict={conflict} onDecide={actions.decide} />
      )}
      <Sides
        conflict={conflict}
        detail={detail}
        shape={shape}
        choices={choices}
        hubspotTitle={hubspotTitle}
        onDecide={(resolution) => actions.decide(conflict, { resolution })}
      />
      {conflict.pending !== null ? (
        <Pending conflict={conflict} pending={conflict.pending} actions={actions} shape={shape} />
      ) : (
        canType && (
          <ThirdValue
            key={conflict.id}
            conflict={conflict}
            shape={shape}
            open={actions.typing}
            setOpen={actions.setTyping}
            onDecide={(value) => actions.decide(conflict, { resolution: 'value', value })}
          />
        )
      )}
      <Others conflict={conflict} onDecide={() => actions.decideRecord(conflict)} />
    </article>
  );
}

function Where({ conflict, detail }: { conflict: Conflict; detail: Detail | null }) {
  const path = recordPath(conflict.object_type, conflict.row_id, conflict.hubspot_id);
  const text: ReactNode[] = [];
  if (path !== null && conflict.row_id !== null) {
    text.push(
      <Link key="row" to={path}>
        Row {conflict.row_id}
      </Link>,
    );
  }
  if (conflict.hubspot_id !== null) {
    const name = `HubSpot ${conflict.hubspot_id}`;
    text.push(
      detail?.hubspot_url ? (
        <a key="hubspot" href={detail.hubspot_url} target="_blank" rel="noreferrer" className={styles.out}>
          {name}
          <OutIcon size={12} />
          <span className="visually-hidden">(opens in a new tab)</span>
        </a>
      ) : (
        <span key="hubspot">{name}</span>
      ),
    );
  }
  return (
    <>
      {typeName(conflict.object_type)}
      {text.map((part, index) => (
        <span key={index}> · {part}</span>
      ))}
    </>
  );
}

/** A decision that waits: how long it can be taken back. */
function Pending({
  conflict,
  pending,
  actions,
  shape,
}: {
  conflict: Conflict;
  pending: NonNullable<Conflict['pending']>;
  actions: DetailActions;
  shape: Parameters<typeof shownValue>[1];
}) {
  const left = useSecondsLeft(pending.due_at);
  return (
    <section className={styles.pending} aria-label="Decision">
      <p>
        <strong>{decided(pending.resolution)}</strong>
        {pending.resolution === 'value' && (
          <>
            : <Value value={shownValue(pending.value, shape)} />
          </>
        )}
        <span className={styles.due}>It {effect(left)}.</span>
      </p>
      <span className={styles.buttons}>
        <Button data-take-back onClick={() => actions.takeBack(conflict)} aria-keyshortcuts="u">
          Take back
        </Button>
        <Button onClick={actions.next} aria-keyshortcuts="j">
          Next
        </Button>
      </span>
    </section>
  );
}

function useSecondsLeft(dueAt: string): number {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 250);
    return () => clearInterval(timer);
  }, []);
  return secondsLeft(dueAt, now, AFTER_SECONDS * 2);
}

/** The record's other conflicts, and the way to decide all of them at once. */
function Others({ conflict, onDecide }: { conflict: Conflict; onDecide: () => void }) {
  const id = recordId(conflict.row_id, conflict.hubspot_id);
  const { data } = useQuery({
    queryKey: ['conflict', conflict.id, 'others'],
    queryFn: () =>
      answer(
        api.GET('/api/conflicts', {
          params: { query: { object_type: conflict.object_type, ...(id !== null && { id }) } },
        }),
      ),
    enabled: id !== null,
  });
  const others = data?.items.filter((other) => other.id !== conflict.id) ?? [];
  if (others.length === 0) {
    return null;
  }
  return (
    <section className={styles.others}>
      <p>
        {counted(others.length, 'more conflict')} of this record:{' '}
        {others.slice(0, 8).map((other, index) => (
          <span key={other.id}>
            {index > 0 && ', '}
            <Link to={{ pathname: `/conflicts/${other.id}`, search: window.location.search }}>
              {fieldName(other)}
            </Link>
          </span>
        ))}
        {others.length > 8 && ' …'}
      </p>
      <Button small onClick={onDecide}>
        Decide all {others.length + 1}…
      </Button>
    </section>
  );
}
