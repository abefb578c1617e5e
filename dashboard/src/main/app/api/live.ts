import { useQuery, type QueryKey, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';

import type { Change, EventChanged } from './client';
import { apiUrl } from './config';
import { type Connection, EventStream } from './events';
import { Refresher } from './refresher';
import { session } from './session';

/** What a view shows, so that it is read again when a hint is about it. */
export interface Interest {
  what: readonly Change[];
  objectType?: string;
}

const GAP_MILLISECONDS = 400;

/** Hands the server's hints to the views that are open. */
class Live {
  private connection: Connection = 'connecting';
  private readonly views = new Set<(event: EventChanged | 'everything') => void>();
  private readonly watchers = new Set<() => void>();
  private readonly stream = new EventStream(
    {
      open: () => new EventSource(apiUrl('/api/events'), { withCredentials: true }),
      later: (milliseconds, action) => {
        const timer = setTimeout(action, milliseconds);
        return () => clearTimeout(timer);
      },
      mayGoOn: () => session.check(),
      random: Math.random,
    },
    {
      connected: (again) => again && this.tell('everything'),
      changed: (event) => this.tell(event),
      state: (state) => {
        this.connection = state;
        this.watchers.forEach((watcher) => watcher());
      },
    },
  );

  readonly state = (): Connection => this.connection;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  listen(view: (event: EventChanged | 'everything') => void): () => void {
    this.views.add(view);
    return () => this.views.delete(view);
  }

  /** Runs while someone is signed in. */
  run(): () => void {
    const wake = () => {
      if (document.visibilityState === 'visible') {
        this.stream.retryNow();
      }
    };
    this.stream.start();
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      this.stream.stop();
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
    };
  }

  private tell(event: EventChanged | 'everything'): void {
    this.views.forEach((view) => view(event));
  }
}

export const live = new Live();

export function useConnection(): Connection {
  return useSyncExternalStore(live.watch, live.state);
}

export function concerns(event: EventChanged | 'everything', { what, objectType }: Interest): boolean {
  return (
    event === 'everything' ||
    ((objectType === undefined || objectType === event.object_type) &&
      event.what.some((change) => what.includes(change)))
  );
}

/**
 * Reads again when a hint concerns the view. `interest` must keep its content, not its identity. Gives a way to ask for the same:
 * reads are never two at a time, and not too soon after each other.
 */
export function useHints(interest: Interest, read: () => Promise<unknown>, hinted?: () => void): () => void {
  const readNow = useEffectEvent(read);
  const hintedNow = useEffectEvent(() => hinted?.());
  const running = useRef<Refresher | null>(null);
  const wanted = JSON.stringify(interest);
  useEffect(() => {
    const refresher = new Refresher(() => readNow(), GAP_MILLISECONDS);
    running.current = refresher;
    const parsed = JSON.parse(wanted) as Interest;
    const stopListening = live.listen((event) => {
      if (concerns(event, parsed)) {
        hintedNow();
        refresher.hint();
      }
    });
    return () => {
      stopListening();
      refresher.stop();
      running.current = null;
    };
  }, [wanted]);
  return useCallback(() => running.current?.hint(), []);
}

/**
 * A read that is repeated by hints, and every so often if that is asked for. While it is repeated, and if that fails, what was
 * read before stays.
 */
export function useLiveQuery<T>(
  key: QueryKey,
  read: () => Promise<T>,
  interest: Interest,
  everyMilliseconds?: number,
): UseQueryResult<T> {
  const query = useQuery({ queryKey: key, queryFn: read, refetchInterval: everyMilliseconds ?? false });
  useHints(interest, () => query.refetch({ cancelRefetch: true }));
  return query;
}
