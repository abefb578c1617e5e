import { useState } from 'react';
import { Link } from 'react-router';

import { answer, api, type RecordField, type RecordFields } from '../../api/client';
import { useLiveQuery } from '../../api/live';
import { Badge, type Tone } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { Card } from '../../parts/Card';
import { Failed, Skeleton } from '../../parts/States';
import { DifferentValue, Value } from '../../parts/Value';
import { counted } from '../../words/counts';
import { grouped } from './grouped';
import styles from './Fields.module.css';

const STATES: Readonly<Record<RecordField['state'], { name: string; tone: Tone }>> = {
  IN_SYNC: { name: 'In sync', tone: 'good' },
  DIFFERS: { name: 'Differs', tone: 'busy' },
  CONFLICT: { name: 'Conflict', tone: 'wait' },
  FAILED: { name: 'Refused', tone: 'bad' },
  FROZEN: { name: 'Paused', tone: 'idle' },
};

const READS: Readonly<Record<RecordFields['hubspot_read'], string | null>> = {
  ok: null,
  none: 'HubSpot has no record of this row.',
  gone: 'HubSpot has no such record any more.',
  unavailable: 'HubSpot could not be asked just now, so its side is not shown.',
};

const WAYS: Readonly<Record<RecordField['direction'], string | null>> = {
  BOTH: null,
  TO_HUBSPOT: 'only to HubSpot',
  FROM_HUBSPOT: 'only from HubSpot',
};

/** Both sides of a record, field by field; what needs a look comes first, and blank fields only on demand. */
export function Fields({ objectType, id }: { objectType: string; id: string }) {
  const path = { objectType, id };
  const query = useLiveQuery(
    ['record', objectType, id, 'fields'],
    () => answer(api.GET('/api/sync/{objectType}/{id}/fields', { params: { path } })),
    { what: ['records', 'queue', 'conflicts', 'dead_letters', 'schema'], objectType },
  );
  const [withBlank, setWithBlank] = useState(false);
  if (query.data === undefined) {
    return (
      <Card title="Fields">
        {query.isPending ? (
          <Skeleton lines={6} />
        ) : (
          <Failed failure={query.error} onRetry={() => void query.refetch()} />
        )}
      </Card>
    );
  }
  const { hubspot_read: read, items } = query.data;
  const { open, filled, blank } = grouped(items);
  const notice = READS[read];
  return (
    <Card
      title="Fields"
      aside={open.length === 0 ? 'No difference' : `${counted(open.length, 'field')} to look at`}
      flush
    >
      {notice !== null && (
        <p className={styles.notice} role="status">
          {notice}
        </p>
      )}
      <div className={styles.heads} aria-hidden="true">
        <span>Field</span>
        <span>Database</span>
        <span>HubSpot</span>
        <span>State</span>
      </div>
      <ul>
        {[...open, ...filled, ...(withBlank ? blank : [])].map((field) => (
          <Field key={field.field_name} field={field} read={read === 'ok'} />
        ))}
      </ul>
      {blank.length > 0 && (
        <div className={styles.more}>
          <Button small look="quiet" onClick={() => setWithBlank(!withBlank)} aria-expanded={withBlank}>
            {withBlank ? 'Hide blank fields' : `Show ${counted(blank.length, 'blank field')}`}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Field({ field, read }: { field: RecordField; read: boolean }) {
  const { state, database_value: ours, hubspot_value: theirs } = field;
  const differ = state !== 'IN_SYNC' && state !== 'FROZEN' && ours !== theirs && read;
  const base = field.base_database ?? field.base_hubspot;
  const way = WAYS[field.direction];
  return (
    <li className={styles.field}>
      <span className={styles.name}>
        {field.label}
        {way !== null && <span className={styles.way}>{way}</span>}
      </span>
      <span className={styles.value}>
        <span className={styles.side}>Database</span>
        {differ ? <DifferentValue value={ours} other={theirs} /> : <Value value={ours} />}
      </span>
      <span className={styles.value}>
        <span className={styles.side}>HubSpot</span>
        {!read ? (
          <span className={styles.unknown}>not read</span>
        ) : differ ? (
          <DifferentValue value={theirs} other={ours} />
        ) : (
          <Value value={theirs} />
        )}
      </span>
      <span className={styles.state}>
        <State field={field} />
      </span>
      {differ && (
        <span className={styles.base}>
          Both last agreed on <Value value={base} />
        </span>
      )}
    </li>
  );
}

function State({ field }: { field: RecordField }) {
  const { name, tone } = STATES[field.state];
  const badge = <Badge tone={tone}>{name}</Badge>;
  if (field.conflict_id !== null) {
    return <Link to={`/conflicts/${field.conflict_id}`}>{badge}</Link>;
  }
  return field.dead_letter_id === null ? (
    badge
  ) : (
    <Link to={`/failures?letter=${field.dead_letter_id}`}>{badge}</Link>
  );
}
