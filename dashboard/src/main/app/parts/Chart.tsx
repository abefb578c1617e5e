import 'uplot/dist/uPlot.min.css';

import { useEffect, useRef } from 'react';
import UPlot from 'uplot';

import { useDarkness } from '../frame/theme';
import { dayAndClock, shortClock } from '../words/time';
import styles from './Chart.module.css';
import type { Plot } from './plot';

const HEIGHT = 132;
const DAY_SECONDS = 86_400;
const FEW = 12;
const WHOLE = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

export interface ChartProps {
  plot: Plot;
  /** Colours of the lines, as names of tokens. */
  colours: string[];
  format: (value: number) => string;
  /** Counts have no halves. */
  whole: boolean;
}

/**
 * Lines over time, drawn in pixels. It says nothing to those who cannot see it: whoever uses it gives the figures in words and as a
 * table beside it.
 */
export function Chart({ plot, colours, format, whole }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const dark = useDarkness();
  const spelt = colours.join(' ');

  useEffect(() => {
    const element = place.current;
    if (element === null) {
      return undefined;
    }
    const style = getComputedStyle(element);
    const colour = (name: string) => resolved(element, style.getPropertyValue(name));
    const grid = { stroke: colour('--border'), width: 1 };
    const axis = {
      stroke: colour('--muted'),
      grid,
      ticks: { show: false },
      font: `11px ${style.fontFamily}`,
    };
    const duration = (plot.times.at(-1) ?? 0) - (plot.times[0] ?? 0);
    const when = (seconds: number) =>
      (duration > DAY_SECONDS ? dayAndClock : shortClock)(new Date(seconds * 1000));
    const few = plot.lines.every((line) => line.values.filter((value) => value !== null).length < FEW);
    const chart = new UPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
        scales: { y: { range: (_, __, max) => [0, Math.max(max * 1.1, 1)] } },
        padding: [8, 4, 0, 0],
        axes: [
          {
            ...axis,
            grid: { show: false },
            space: 64,
            size: 24,
            values: (_, ticks) => ticks.map((tick) => when(tick)),
          },
          {
            ...axis,
            size: 44,
            space: 32,
            ...(whole && { incrs: WHOLE }),
            values: (_, ticks) => ticks.map((tick) => format(tick)),
          },
        ],
        series: [
          {},
          ...plot.lines.map((line, index) => {
            const stroke = colour(spelt.split(' ')[index] ?? '--muted');
            return {
              label: line.label,
              stroke,
              width: 1.5,
              ...(index === 1 && { dash: [4, 3] }),
              // A line needs two values beside each other; where there are few, each is a point.
              points: { show: few, size: 5, fill: stroke },
            };
          }),
        ],
        hooks: { setCursor: [(self) => tell(self, plot, when, format)] },
      },
      [plot.times, ...plot.lines.map((line) => line.values)],
      element,
    );
    const watch = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.destroy();
    };
  }, [plot, spelt, format, whole, dark]);

  return (
    <div ref={place} className={styles.chart} aria-hidden="true">
      <output className={styles.tip} data-tip hidden />
    </div>
  );
}

/** Tokens hold a colour for each theme; pixels need the one that holds now. */
function resolved(element: HTMLElement, value: string): string {
  const probe = document.createElement('span');
  probe.style.color = value;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function tell(
  chart: UPlot,
  plot: Plot,
  when: (seconds: number) => string,
  format: (value: number) => string,
): void {
  const tip = chart.root.parentElement?.querySelector<HTMLElement>('[data-tip]');
  const index = chart.cursor.idx;
  if (!tip) {
    return;
  }
  const time = index === null || index === undefined ? undefined : plot.times[index];
  tip.hidden = time === undefined || (chart.cursor.left ?? -1) < 0;
  if (time !== undefined && index !== null && index !== undefined) {
    const values = plot.lines.map((line) => {
      const value = line.values[index];
      return `${line.label}: ${value === null || value === undefined ? 'nothing ran' : format(value)}`;
    });
    tip.textContent = [when(time), ...values].join(' · ');
  }
}
