import { useState } from 'react';

import { answer, api, type Conflict, type ConflictDetail } from '../../api/client';
import { useLiveQuery } from '../../api/live';
import { Problem } from '../../api/problem';

interface Seen {
  id: number;
  version: number;
}

/** An open conflict with who changed what when. What the list knows of it is there at once. */
export function useConflict(id: number | null, listed: Conflict | undefined) {
  const query = useLiveQuery<ConflictDetail | null>(
    ['conflict', id],
    async () => {
      if (id === null) {
        return null;
      }
      try {
        return await answer(api.GET('/api/conflicts/{id}', { params: { path: { id } } }));
      } catch (failure) {
        if (failure instanceof Problem && failure.status === 404) {
          return null;
        }
        throw failure;
      }
    },
    { what: ['conflicts'] },
  );
  const detail = query.data ?? null;
  const conflict: Conflict | null =
    query.data === null ? null : newer(detail, listed?.id === id ? listed : undefined);
  return {
    conflict,
    /** Null until it was read. */
    detail: query.data === undefined ? null : detail,
    settled: id !== null && query.data === null,
    failure: query.isError && conflict === null ? query.error : null,
    retry: () => void query.refetch(),
    moved: useMoved(conflict),
  };
}

export type ConflictView = ReturnType<typeof useConflict>;

function newer(detail: ConflictDetail | null, listed: Conflict | undefined): Conflict | null {
  return detail !== null && (listed === undefined || detail.version >= listed.version)
    ? detail
    : (listed ?? null);
}

/** Whether the values changed while someone looked at them. */
function useMoved(conflict: Conflict | null): boolean {
  const [first, setFirst] = useState<Seen | null>(null);
  if (conflict !== null && first?.id !== conflict.id) {
    setFirst({ id: conflict.id, version: conflict.version });
  }
  return conflict !== null && first?.id === conflict.id && first.version !== conflict.version;
}
