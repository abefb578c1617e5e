import { useQueryClient } from '@tanstack/react-query';

import {
  answer,
  api,
  type DeadLetter,
  type DeadLetterGroup,
  type DeadLetterSelection,
} from '../../api/client';
import { useLiveQuery } from '../../api/live';
import { messageOf } from '../../api/problem';
import { toasts } from '../../parts/toasts';
import { discarded, letterField, letterRecord, retried } from './sentences';

/** All causes, the most frequent first. */
export function useGroups() {
  return useLiveQuery<DeadLetterGroup[]>(
    ['failures', 'groups'],
    async () => (await answer(api.GET('/api/dead-letters/groups'))).items,
    { what: ['dead_letters'] },
  );
}

/** What people do about refused values. Each tells what became of it. */
export function useMending() {
  const client = useQueryClient();
  const tell = async (action: () => Promise<string>): Promise<boolean> => {
    try {
      toasts.add(await action());
      return true;
    } catch (failure) {
      toasts.add(messageOf(failure), { tone: 'bad' });
      return false;
    } finally {
      void client.invalidateQueries({ queryKey: ['failures'] });
    }
  };
  return {
    retry: (selection: DeadLetterSelection) =>
      tell(async () => retried(await answer(api.POST('/api/dead-letters/retry', { body: selection })))),
    discard: (selection: DeadLetterSelection) =>
      tell(async () => discarded(await answer(api.POST('/api/dead-letters/discard', { body: selection })))),
    /** Throws what the value does not fit. */
    correct: async (letter: DeadLetter, value: string | null): Promise<void> => {
      const params = { path: { id: letter.id } };
      await answer(api.PUT('/api/dead-letters/{id}', { params, body: { value } }));
      toasts.add(`${letterRecord(letter)}, ${letterField(letter)}: the corrected value is on its way.`);
      void client.invalidateQueries({ queryKey: ['failures'] });
    },
  };
}

export type Mending = ReturnType<typeof useMending>;
