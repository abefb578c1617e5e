import { Link } from 'react-router';

import { answer, api, type Association, recordPath } from '../../api/client';
import { useLiveQuery } from '../../api/live';
import { Badge, type Tone } from '../../parts/Badge';
import { Card } from '../../parts/Card';
import { Failed, Skeleton } from '../../parts/States';
import { capitalised, typeName } from '../../words/counts';
import styles from './Associations.module.css';

const STATES: Readonly<Record<Association['state'], { name: string; tone: Tone; help: string }>> = {
  IN_SYNC: { name: 'In sync', tone: 'good', help: 'Both sides have it.' },
  PENDING: { name: 'Pending', tone: 'busy', help: 'It is on its way to the other side.' },
  PARKED: { name: 'Parked', tone: 'idle', help: 'It waits for the other record to be linked.' },
};

/** What the record belongs to, and what belongs to it. */
export function Associations({ objectType, id }: { objectType: string; id: string }) {
  const path = { objectType, id };
  const query = useLiveQuery(
    ['record', objectType, id, 'associations'],
    () => answer(api.GET('/api/sync/{objectType}/{id}/associations', { params: { path } })),
    { what: ['records', 'queue'] },
  );
  if (query.data === undefined) {
    return (
      <Card title="Associations">
        {query.isPending ? (
          <Skeleton lines={2} />
        ) : (
          <Failed failure={query.error} onRetry={() => void query.refetch()} />
        )}
      </Card>
    );
  }
  const { items } = query.data;
  return (
    <Card title="Associations" flush>
      {items.length === 0 && <p className={styles.none}>None that are kept in step.</p>}
      <ul>
        {items.map((item) => (
          <Item
            key={`${item.association} ${item.object_type} ${item.id ?? ''} ${item.hubspot_id ?? ''}`}
            item={item}
          />
        ))}
      </ul>
    </Card>
  );
}

function Item({ item }: { item: Association }) {
  const { name, tone, help } = STATES[item.state];
  const called = item.name ?? item.id ?? `HubSpot ${item.hubspot_id ?? ''}`;
  const path = recordPath(item.object_type, item.id, item.hubspot_id);
  return (
    <li className={styles.item}>
      <span className={styles.what}>
        {path === null ? called : <Link to={path}>{called}</Link>}
        <span className={styles.labels}>
          {[capitalised(typeName(item.object_type)), ...item.labels].join(' · ')}
        </span>
      </span>
      <Badge tone={tone} title={help}>
        {name}
      </Badge>
    </li>
  );
}
