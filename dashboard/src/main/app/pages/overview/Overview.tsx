import type { Overview as Figures } from '../../api/client';
import { useConnection } from '../../api/live';
import { useOverview } from '../../api/overview';
import { Page } from '../../frame/Page';
import { classes } from '../../parts/classes';
import { CheckIcon, ClockIcon, FailureIcon, HandIcon, QuestionIcon, SyncIcon } from '../../parts/icons';
import { Failed, Skeleton } from '../../parts/States';
import { Time } from '../../parts/Time';
import { Charts } from './Charts';
import { Limits } from './Limits';
import { Mirrors } from './Mirrors';
import styles from './Overview.module.css';
import { RunningNow } from './RunningNow';
import { type Mark, truth } from './truth';
import { TypeCard } from './TypeCard';
import { Waiting } from './Waiting';

const MARKS: Readonly<Record<Mark, { icon: typeof CheckIcon; name: string }>> = {
  agree: { icon: CheckIcon, name: 'In step' },
  busy: { icon: SyncIcon, name: 'At work' },
  unchecked: { icon: QuestionIcon, name: 'Not checked yet' },
  decide: { icon: HandIcon, name: 'Waits for you' },
  differ: { icon: FailureIcon, name: 'Something is wrong' },
  away: { icon: ClockIcon, name: 'No connection' },
};

export function Overview() {
  const query = useOverview();
  if (query.data === undefined) {
    return (
      <Page title="Overview">
        {query.isError ? (
          <Failed failure={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton lines={8} />
        )}
      </Page>
    );
  }
  return <Seen overview={query.data} />;
}

function Seen({ overview }: { overview: Figures }) {
  const { mark, sentence, checkedAt } = truth(overview, useConnection());
  const { icon: Icon, name } = MARKS[mark];
  return (
    <Page
      title="Overview"
      heading={
        <span className={styles.truth}>
          <span className={classes(styles.mark, styles[mark])}>
            <Icon size={24} />
          </span>
          <span className={styles.said}>
            <span className="visually-hidden">{name}: </span>
            <span className={styles.sentence}>{sentence}</span>
          </span>
        </span>
      }
    >
      {overview.types.length > 0 && (
        <p className={styles.checked}>
          {checkedAt === null ? (
            'Not every record has been compared on both sides yet.'
          ) : (
            <>
              Every record was last compared on both sides <Time at={checkedAt} />.
            </>
          )}
        </p>
      )}
      <Waiting overview={overview} />
      <RunningNow running={overview.running} />
      <section aria-label="Object types" className={styles.types}>
        {overview.types.map((type) => (
          <TypeCard key={type.object_type} type={type} />
        ))}
      </section>
      <Mirrors mirrors={overview.mirrors} />
      <Charts />
      <Limits budget={overview.budget} feeds={overview.feeds} />
    </Page>
  );
}
