import { useSyncExternalStore } from 'react';

import { ago, brief, full } from '../words/time';

const TICK_MILLISECONDS = 5000;
const watchers = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times of the page. */
function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    now = new Date();
    watchers.forEach((tell) => tell());
  }, TICK_MILLISECONDS);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time by which "ago" is counted; it moves every five seconds. */
export function useNow(): Date {
  return useSyncExternalStore(watch, () => now);
}

/** A moment in the viewer's zone: how long ago, or when; pointing at it shows all of it. */
export function Time({ at, as = 'ago' }: { at: string; as?: 'ago' | 'brief' }) {
  const current = useNow();
  const when = new Date(at);
  // What came in since the last tick is not in the future.
  const reference = new Date(
    Math.max(current.getTime(), Math.min(when.getTime(), current.getTime() + TICK_MILLISECONDS)),
  );
  return (
    <time dateTime={at} title={full(when)}>
      {as === 'ago' ? ago(when, reference) : brief(when, reference)}
    </time>
  );
}
