import type { UseQueryResult } from '@tanstack/react-query';

import { answer, api, type Overview } from './client';
import { useLiveQuery } from './live';

const EVERYTHING = [
  'records',
  'queue',
  'conflicts',
  'dead_letters',
  'journal',
  'load',
  'held',
  'schema',
  'checks',
] as const;

/** The figures of the whole. Asked for by the frame, so that every page has them at hand. */
export function useOverview(): UseQueryResult<Overview> {
  return useLiveQuery(['overview'], () => answer(api.GET('/api/overview')), { what: EVERYTHING });
}
