const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, roughly: what a glance wants to know. */
export function ago(then: Date, now: Date): string {
  const past = now.getTime() - then.getTime();
  // Clocks of two machines differ a little; nothing happened in the future.
  if (past < 5 * SECOND) {
    return past < -MINUTE ? `in ${span(-past / SECOND)}` : 'just now';
  }
  return past < 7 * DAY ? `${span(Math.round(past / SECOND))} ago` : `on ${date(then)}`;
}

/** A length of time in its largest sensible unit, from seconds. */
export function span(seconds: number): string {
  const [value, unit] = measure(seconds * SECOND);
  return `${value} ${unit}`;
}

function measure(milliseconds: number): [number | string, string] {
  if (milliseconds < 950) {
    return [Math.max(0, Math.round(milliseconds)), 'ms'];
  }
  if (milliseconds < 9.95 * SECOND) {
    return [Math.round(milliseconds / 100) / 10, 's'];
  }
  if (milliseconds < 90 * SECOND) {
    return [Math.round(milliseconds / SECOND), 's'];
  }
  if (milliseconds < 90 * MINUTE) {
    return [Math.round(milliseconds / MINUTE), 'min'];
  }
  if (milliseconds < 36 * HOUR) {
    return [Math.round(milliseconds / HOUR), 'h'];
  }
  return [Math.round(milliseconds / DAY), 'days'];
}

export interface Zone {
  /** The viewer's own if left out. */
  timeZone?: string;
}

function format(options: Intl.DateTimeFormatOptions): (when: Date, zone?: Zone) => string {
  // The same words for everyone, since all else on the page is English, but each in their own zone.
  const own = new Intl.DateTimeFormat('en-GB', options);
  return (when, zone) =>
    (zone ? new Intl.DateTimeFormat('en-GB', { ...options, ...zone }) : own).format(when);
}

export const date = format({ day: 'numeric', month: 'short', year: 'numeric' });
export const clock = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const shortClock = format({ hour: '2-digit', minute: '2-digit' });
export const dayAndClock = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** All that is to be known about a moment, with its zone. */
export const full = format({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

/** As short as can be without doubt: the time today, else the day as well. */
export function brief(when: Date, now: Date): string {
  if (when.toDateString() === now.toDateString()) {
    return clock(when);
  }
  return when.getFullYear() === now.getFullYear() ? dayAndClock(when) : date(when);
}
