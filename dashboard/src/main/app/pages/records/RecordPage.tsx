import { useParams } from 'react-router';

import { answer, api, type RecordStatus } from '../../api/client';
import { useLiveQuery } from '../../api/live';
import { messageOf, Problem } from '../../api/problem';
import { Page } from '../../frame/Page';
import { StandingBadge } from '../../parts/Badge';
import { Button, LinkButton, OutsideButton } from '../../parts/Button';
import { BackIcon, OutIcon, PullIcon, PushIcon } from '../../parts/icons';
import { Empty, Failed, Skeleton } from '../../parts/States';
import { Time } from '../../parts/Time';
import { toasts } from '../../parts/toasts';
import { capitalised, typeName } from '../../words/counts';
import { Associations } from './Associations';
import { Fields } from './Fields';
import { Open } from './Open';
import styles from './RecordPage.module.css';
import { Timeline } from './Timeline';

/** One record: both its sides, how each field stands, and what happened to it. */
export function RecordPage() {
  const { objectType = '', id = '' } = useParams();
  const path = { objectType, id };
  const status = useLiveQuery(
    ['record', objectType, id, 'status'],
    () => answer(api.GET('/api/sync/{objectType}/{id}/status', { params: { path } })),
    { what: ['records', 'queue', 'conflicts', 'dead_letters', 'checks'], objectType },
  );
  const back = (
    <LinkButton
      to={`/records/${encodeURIComponent(objectType)}`}
      look="quiet"
      small
      className={styles.back ?? ''}
    >
      <BackIcon size={14} />
      {capitalised(typeName(objectType))}
    </LinkButton>
  );
  if (status.data === undefined) {
    return (
      <Page title={capitalised(typeName(objectType))} heading={back}>
        {status.isPending ? (
          <Skeleton lines={8} />
        ) : (
          <Missing failure={status.error} retry={() => void status.refetch()} />
        )}
        {status.error instanceof Problem && status.error.status === 404 && (
          <Timeline objectType={objectType} id={id} />
        )}
      </Page>
    );
  }
  const record = status.data;
  const name = record.name ?? record.id ?? `HubSpot ${record.hubspot_id ?? ''}`;
  return (
    <Page
      title={name}
      heading={
        <span className={styles.heading}>
          {name} <StandingBadge standing={record.status} />
        </span>
      }
      actions={<Actions record={record} objectType={objectType} id={id} />}
    >
      <div className={styles.facts}>
        {back}
        <Facts record={record} />
      </div>
      <div className={styles.columns}>
        <div className={styles.main}>
          <Open record={record} />
          <Fields objectType={objectType} id={id} />
        </div>
        <div className={styles.side}>
          <Associations objectType={objectType} id={id} />
          <Timeline objectType={objectType} id={id} />
        </div>
      </div>
    </Page>
  );
}

function Missing({ failure, retry }: { failure: unknown; retry: () => void }) {
  return failure instanceof Problem && failure.status === 404 ? (
    <Empty title="This record is not kept in step">{failure.message}</Empty>
  ) : (
    <Failed failure={failure} onRetry={retry} />
  );
}

function Facts({ record }: { record: RecordStatus }) {
  return (
    <dl className={styles.list}>
      <div>
        <dt>Row</dt>
        <dd>{record.id ?? 'none'}</dd>
      </div>
      <div>
        <dt>HubSpot id</dt>
        <dd>{record.hubspot_id ?? 'none'}</dd>
      </div>
      <div>
        <dt>Synchronised</dt>
        <dd>{record.last_synced_at === null ? 'never' : <Time at={record.last_synced_at} />}</dd>
      </div>
      <div>
        <dt>Compared</dt>
        <dd>{record.last_verified_at === null ? 'never' : <Time at={record.last_verified_at} />}</dd>
      </div>
    </dl>
  );
}

/** Both look at the record now, and every field goes the way it has to; the words are for what a person has in mind. */
function Actions({ record, objectType, id }: { record: RecordStatus; objectType: string; id: string }) {
  const params = { path: { objectType, id } };
  const look = async (call: Promise<unknown>, done: string) => {
    try {
      await call;
      toasts.add(done);
    } catch (failure) {
      toasts.add(messageOf(failure), { tone: 'bad' });
    }
  };
  return (
    <>
      <Button
        onClick={() =>
          void look(
            api.POST('/api/sync/{objectType}/{id}/from-hubspot', { params }),
            'Being read from HubSpot; what changed there arrives in a moment.',
          )
        }
      >
        <PullIcon size={14} />
        Pull now
      </Button>
      <Button
        onClick={() =>
          void look(
            api.POST('/api/sync/{objectType}/{id}/to-hubspot', { params }),
            'Being sent; what changed in the row arrives in HubSpot in a moment.',
          )
        }
      >
        <PushIcon size={14} />
        Push now
      </Button>
      {record.hubspot_url !== null && (
        <OutsideButton href={record.hubspot_url} target="_blank" rel="noreferrer">
          <OutIcon size={14} />
          Open in HubSpot
        </OutsideButton>
      )}
    </>
  );
}
