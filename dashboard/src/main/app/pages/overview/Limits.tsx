import type { Budget, OverviewFeed } from '../../api/client';
import { Badge } from '../../parts/Badge';
import { Card } from '../../parts/Card';
import { Time } from '../../parts/Time';
import { capitalised, count, counted, percent, typeName } from '../../words/counts';
import { span } from '../../words/time';
import styles from './Limits.module.css';

const LIMITS: Readonly<Record<Budget['limits'][number]['name'], string>> = {
  burst: 'Calls',
  daily: 'Calls',
  search: 'Searches',
};

/** What HubSpot allows and how much of it is used; and whether its feeds tell of everything. */
export function Limits({ budget, feeds }: { budget: Budget; feeds: OverviewFeed[] }) {
  return (
    <div className={styles.two}>
      <Card title="HubSpot’s limits" aside={`Linchpin may use ${Math.round(budget.share * 100)} %`}>
        {budget.limits.length === 0 && <p className={styles.none}>HubSpot has not told its limits yet.</p>}
        <ul className={styles.limits}>
          {budget.limits.map((limit) => (
            <li key={limit.name}>
              <span>
                {LIMITS[limit.name]} <span className={styles.muted}>in {window(limit.window_seconds)}</span>
              </span>
              <span>
                {count(limit.used)} <span className={styles.muted}>of {count(limit.limit)}</span>
              </span>
              <meter
                className={styles.meter}
                aria-label={`${LIMITS[limit.name]} in ${window(limit.window_seconds)}, used`}
                min={0}
                max={limit.limit}
                high={limit.limit * 0.9}
                value={Math.min(limit.used, limit.limit)}
              />
            </li>
          ))}
        </ul>
      </Card>
      <Card title="Feeds" aside="Over the last day">
        {feeds.length === 0 && <p className={styles.none}>No feed has told of a change yet.</p>}
        <ul className={styles.feeds}>
          {feeds.map((feed) => (
            <li key={`${feed.feed} ${feed.object_type}`}>
              <span>
                {capitalised(feed.feed)} <span className={styles.muted}>of {typeName(feed.object_type)}</span>
                <span className={styles.told}>
                  {counted(feed.told, 'change')} told
                  {feed.last_at !== null && (
                    <>
                      , the last <Time at={feed.last_at} />
                    </>
                  )}
                </span>
              </span>
              {feed.missed > 0 ? (
                <Badge tone="wait" title="Changes that a search found and this feed had not told in time">
                  {percent(feed.told, feed.told + feed.missed)}, {count(feed.missed)} missed
                </Badge>
              ) : (
                <Badge tone={feed.told > 0 ? 'good' : 'idle'}>{feed.told > 0 ? 'Complete' : 'Quiet'}</Badge>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function window(seconds: number): string {
  return seconds === 86_400 ? 'a day' : seconds === 1 ? 'a second' : span(seconds);
}
