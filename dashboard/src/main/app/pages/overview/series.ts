import type { Series, Statistics } from '../../api/client';
import type { Line, Plot } from '../../parts/plot';

export type SeriesName = Series['name'];

/** One line of what all types have under a name: sums of counts, the worst of lags. */
export function combined(
  statistics: Statistics,
  name: SeriesName,
  label: string,
  how: 'sum' | 'most',
): Line & { times: number[] } {
  const at = new Map<number, number | null>();
  for (const series of statistics.series.filter((candidate) => candidate.name === name)) {
    for (const [time, value] of series.points) {
      const sofar = at.get(time) ?? null;
      if (value === null || sofar === null) {
        at.set(time, value ?? sofar);
      } else {
        at.set(time, how === 'sum' ? sofar + value : Math.max(sofar, value));
      }
    }
  }
  const times = [...at.keys()].sort((a, b) => a - b);
  return { label, times, values: times.map((time) => at.get(time) ?? null) };
}

/** Lines over the same times. */
export function plot(lines: (Line & { times: number[] })[]): Plot {
  const times = [...new Set(lines.flatMap((line) => line.times))].sort((a, b) => a - b);
  return {
    times,
    lines: lines.map(({ label, times: own, values }) => {
      const at = new Map(own.map((time, index) => [time, values[index] ?? null]));
      return { label, values: times.map((time) => at.get(time) ?? null) };
    }),
  };
}

/** Without the time before anything was recorded, but with so many seconds at least: a young server's figures are worth seeing, too. */
export function sinceRecorded({ times, lines }: Plot, leastSeconds: number): Plot {
  const first = times.findIndex((_, index) => lines.some((line) => line.values[index] !== null));
  const end = times.at(-1) ?? 0;
  const start = Math.min(times[Math.max(0, first)] ?? 0, end - leastSeconds);
  const cut = Math.max(
    0,
    times.findIndex((time) => time >= start),
  );
  return {
    times: times.slice(cut),
    lines: lines.map(({ label, values }) => ({ label, values: values.slice(cut) })),
  };
}

export function latest({ values }: Line): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

export function total({ values }: Line): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

export function most({ values }: Line): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
