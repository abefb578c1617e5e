import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import type { DeadLetterGroup } from '../../api/client';
import { Page } from '../../frame/Page';
import { Count } from '../../parts/Badge';
import { LinkButton } from '../../parts/Button';
import { classes } from '../../parts/classes';
import { BackIcon, CheckIcon } from '../../parts/icons';
import { Empty, Failed, Skeleton } from '../../parts/States';
import { Time } from '../../parts/Time';
import { useRoomForTwo } from '../../parts/usePhone';
import { counted, shortCount } from '../../words/counts';
import styles from './Failures.module.css';
import { GroupPane } from './GroupPane';
import { LetterDialog } from './LetterDialog';
import { groupTitle, speaker } from './sentences';
import { useGroups, useMending } from './useFailures';

/** Values that one side refused for good, by what they were refused for. */
export function Failures() {
  const [address, setAddress] = useSearchParams();
  const groups = useGroups();
  const mending = useMending();
  const twoPanes = useRoomForTwo();
  const named = address.get('cause');
  // Beside the list something is always shown, and stays shown when the list moves under it.
  const [pinned, setPinned] = useState<string | null>(null);
  const first = groups.data?.[0];
  if (
    twoPanes &&
    first !== undefined &&
    (pinned === null || !groups.data?.some((group) => group.cause === pinned))
  ) {
    setPinned(first.cause);
  }
  const cause = named ?? (twoPanes ? pinned : null);
  const group = groups.data?.find((one) => one.cause === cause);

  const letterId = Number(address.get('letter'));
  const showLetter = (id: number | null) =>
    setAddress(
      (now) => {
        const next = new URLSearchParams(now);
        if (id === null) {
          next.delete('letter');
        } else {
          next.set('letter', String(id));
        }
        return next;
      },
      { replace: true },
    );
  const dialog = letterId > 0 && (
    <LetterDialog key={letterId} id={letterId} mending={mending} onClose={() => showLetter(null)} />
  );

  if (groups.data === undefined) {
    return (
      <Page title="Failures">
        {groups.isError ? (
          <Failed failure={groups.error} onRetry={() => void groups.refetch()} />
        ) : (
          <Skeleton lines={8} />
        )}
      </Page>
    );
  }
  if (groups.data.length === 0) {
    return (
      <Page title="Failures">
        <Empty title="Nothing was refused" icon={<CheckIcon size={20} />}>
          Both sides took every value. One that is refused shows here, with what to do about it.
        </Empty>
        {dialog}
      </Page>
    );
  }
  const pane =
    group === undefined ? (
      <Empty title="This has healed" icon={<CheckIcon size={20} />}>
        <p>No value is refused for this any more.</p>
        <LinkButton to="/failures">All failures</LinkButton>
      </Empty>
    ) : (
      <GroupPane
        key={group.cause}
        group={group}
        heading={twoPanes}
        mending={mending}
        onOpen={(letter) => showLetter(letter.id)}
      />
    );
  if (!twoPanes && cause !== null) {
    return (
      <Page
        key="one"
        fill
        title={group === undefined ? 'Failures' : groupTitle(group)}
        actions={
          <LinkButton look="quiet" className={styles.back ?? ''} to="/failures">
            <BackIcon size={14} />
            All failures
          </LinkButton>
        }
      >
        {pane}
        {dialog}
      </Page>
    );
  }
  return (
    <Page key="list" title="Failures" fill={twoPanes}>
      <div className={styles.panes}>
        <nav className={styles.groups} aria-label="Causes">
          <ul>
            {groups.data.map((one) => (
              <li key={one.cause}>
                <GroupLink group={one} here={one.cause === cause} />
              </li>
            ))}
          </ul>
        </nav>
        {twoPanes && <div className={styles.pane}>{pane}</div>}
      </div>
      {dialog}
    </Page>
  );
}

function GroupLink({ group, here }: { group: DeadLetterGroup; here: boolean }) {
  return (
    <Link
      to={{ pathname: '/failures', search: new URLSearchParams({ cause: group.cause }).toString() }}
      replace={here}
      aria-current={here ? 'true' : undefined}
      className={classes(styles.group, here && styles.here)}
    >
      <span className={styles.title}>{groupTitle(group)}</span>
      <Count tone="bad">
        <span aria-hidden="true">{shortCount(group.count)}</span>
        <span className="visually-hidden">{counted(group.count, 'refused value')}</span>
      </Count>
      <span className={styles.message}>
        {speaker(group.refused_by)}: {group.message}
      </span>
      <span className={styles.since}>
        {group.count > 1 ? (
          <>
            First <Time at={group.first_at} />, last <Time at={group.last_at} />
          </>
        ) : (
          <Time at={group.first_at} />
        )}
      </span>
    </Link>
  );
}
