import type { Overview, OverviewType } from '../api/client';

/** A type of which everything agrees, but for what a test changes. */
export function type(change: Partial<OverviewType> = {}): OverviewType {
  return {
    object_type: 'contacts',
    linked: 12_403,
    in_sync: 12_403,
    pending: 0,
    conflicts: 0,
    failed: 0,
    parked: 0,
    unlinked: 0,
    differing: 0,
    checked_at: '2026-03-01T10:00:00Z',
    check: 'rolling',
    lag_to_hubspot_seconds: 0.2,
    lag_to_database_seconds: 0.1,
    ...change,
  };
}

/** A calm connection, but for what a test changes. */
export function overview(change: Partial<Overview> = {}): Overview {
  return {
    as_of: '2026-03-01T10:05:00Z',
    idle: true,
    open_conflicts: 0,
    dead_letters: 0,
    queued: 0,
    problems: [],
    held: [],
    frozen: [],
    feeds: [],
    budget: { share: 0.9, limits: [] },
    types: [type()],
    mirrors: [],
    running: [],
    ...change,
  };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers },
  });
}
