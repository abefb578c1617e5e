import { useMemo } from 'react';

import { answer, api, type Statistics } from '../../api/client';
import { useLiveQuery } from '../../api/live';
import { Card } from '../../parts/Card';
import { Chart, type ChartProps } from '../../parts/Chart';
import { SelectFilter } from '../../parts/FilterBar';
import type { Line, Plot } from '../../parts/plot';
import { Failed, Skeleton } from '../../parts/States';
import { count, shortCount } from '../../words/counts';
import { useFilters } from '../../words/filters';
import { dayAndClock, span } from '../../words/time';
import styles from './Charts.module.css';
import { combined, latest, most, plot, sinceRecorded, total } from './series';

const RANGES = {
  '1h': ['Last hour', 3600],
  '24h': ['Last 24 hours', 86_400],
  '7d': ['Last 7 days', 604_800],
  '30d': ['Last 30 days', 2_592_000],
} as const;
type Range = keyof typeof RANGES;

/** The server keeps figures by the minute. */
const REFRESH_MILLISECONDS = 30_000;
const POINTS = 120;
const LEAST_SECONDS = 600;
const TABLE_ROWS = 24;

interface Figure {
  title: string;
  lines: (statistics: Statistics) => (Line & { times: number[] })[];
  colours: string[];
  /** A word about a line, beside its name. */
  sum: (line: Line) => string;
  format: (value: number) => string;
  whole: boolean;
}

const perStep = (line: Line) => count(total(line));
const milliseconds = (value: number) => span(value / 1000);
const known = (value: number | null, format: (value: number) => string) =>
  value === null ? 'none' : format(value);

const FIGURES: readonly Figure[] = [
  {
    title: 'Records carried',
    lines: (statistics) => [
      combined(statistics, 'records_to_hubspot', 'To HubSpot', 'sum'),
      combined(statistics, 'records_to_database', 'To database', 'sum'),
    ],
    colours: ['--mark-busy', '--accent'],
    sum: perStep,
    format: shortCount,
    whole: true,
  },
  {
    title: 'Time to arrive',
    lines: (statistics) => [
      combined(statistics, 'lag_to_hubspot_ms', 'To HubSpot', 'most'),
      combined(statistics, 'lag_to_database_ms', 'To database', 'most'),
    ],
    colours: ['--mark-busy', '--accent'],
    sum: (line) => `at most ${known(most(line), milliseconds)}`,
    format: milliseconds,
    whole: false,
  },
  {
    title: 'Waiting',
    lines: (statistics) => [combined(statistics, 'queue_depth', 'In the queue', 'sum')],
    colours: ['--mark-wait'],
    sum: (line) => `${known(latest(line), count)} now, at most ${known(most(line), count)}`,
    format: shortCount,
    whole: true,
  },
  {
    title: 'Calls to HubSpot',
    lines: (statistics) => [combined(statistics, 'api_calls', 'Calls', 'sum')],
    colours: ['--mark-busy'],
    sum: perStep,
    format: shortCount,
    whole: true,
  },
  {
    title: 'Refused values',
    lines: (statistics) => [combined(statistics, 'failures', 'Refused', 'sum')],
    colours: ['--mark-bad'],
    sum: perStep,
    format: shortCount,
    whole: true,
  },
];

/** How it went, as small charts of the same width and time. */
export function Charts() {
  const { filters, setFilters } = useFilters(['range']);
  const range: Range =
    filters.range !== undefined && filters.range in RANGES ? (filters.range as Range) : '1h';
  const seconds = RANGES[range][1];
  const query = useLiveQuery(
    ['statistics', range],
    async () => {
      const to = new Date();
      const from = new Date(to.getTime() - seconds * 1000);
      const params = { query: { from: from.toISOString(), to: to.toISOString(), points: POINTS } };
      // The client's types forget how long a list is; a point is a pair.
      return (await answer(api.GET('/api/statistics', { params }))) as Statistics;
    },
    { what: [] },
    REFRESH_MILLISECONDS,
  );
  return (
    <section className={styles.section} aria-label="Over time">
      <header className={styles.head}>
        <h2>Over time</h2>
        <SelectFilter
          label="Period"
          all={null}
          value={range}
          options={Object.entries(RANGES).map(([name, [label]]) => [name, label] as const)}
          onChange={(value) => setFilters({ range: value === '1h' ? undefined : value })}
        />
      </header>
      {query.isPending && <Skeleton lines={4} />}
      {query.isError && query.data === undefined && (
        <Failed failure={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data &&
        (hasFigures(query.data) ? (
          <div className={styles.charts}>
            {FIGURES.map((figure) => (
              <FigureCard key={figure.title} figure={figure} statistics={query.data} />
            ))}
          </div>
        ) : (
          <p className={styles.nothing}>
            Nothing was recorded in this time. Figures are kept by the minute, so the first ones take one.
          </p>
        ))}
    </section>
  );
}

function hasFigures({ series }: Statistics): boolean {
  return series.some(({ points }) => points.some(([, value]) => value !== null));
}

function FigureCard({ figure, statistics }: { figure: Figure; statistics: Statistics }) {
  const { title, colours, format, whole, sum } = figure;
  const drawn = useMemo(
    () => sinceRecorded(plot(figure.lines(statistics)), LEAST_SECONDS),
    [figure, statistics],
  );
  const chart: ChartProps = { plot: drawn, colours, format, whole };
  const empty = drawn.lines.every((line) => line.values.every((value) => value === null));
  return (
    <Card title={title} className={styles.card}>
      <ul className={styles.legend}>
        {drawn.lines.map((line, index) => (
          <li key={line.label}>
            <Swatch colour={colours[index] ?? '--muted'} dashed={index === 1} />
            {line.label} {!empty && <strong>{sum(line)}</strong>}
          </li>
        ))}
      </ul>
      {empty ? <p className={styles.none}>Nothing was recorded in this time.</p> : <Chart {...chart} />}
      {!empty && <Figures title={title} plot={drawn} format={format} />}
    </Card>
  );
}

function Swatch({ colour, dashed }: { colour: string; dashed: boolean }) {
  return (
    <svg width="16" height="8" aria-hidden="true">
      <line
        x1="0"
        x2="16"
        y1="4"
        y2="4"
        style={{ stroke: `var(${colour})` }}
        strokeWidth="2"
        strokeDasharray={dashed ? '4 3' : undefined}
      />
    </svg>
  );
}

/** The same in figures: the newest first, so many that one can read them. */
function Figures({
  title,
  plot: { times, lines },
  format,
}: {
  title: string;
  plot: Plot;
  format: (value: number) => string;
}) {
  const indexes = times
    .map((_, index) => index)
    .filter((index) => lines.some((line) => line.values[index] !== null));
  return (
    <details className={styles.figures}>
      <summary>In figures</summary>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {lines.map((line) => (
              <th key={line.label} scope="col">
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indexes
            .slice(-TABLE_ROWS)
            .reverse()
            .map((index) => (
              <tr key={times[index]}>
                <th scope="row">{dayAndClock(new Date((times[index] ?? 0) * 1000))}</th>
                {lines.map((line) => (
                  <td key={line.label}>{known(line.values[index] ?? null, format)}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}
