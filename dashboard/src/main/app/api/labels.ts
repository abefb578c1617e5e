import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';

import { fieldLabel } from '../words/names';
import { answer, api } from './client';

/** What HubSpot calls the fields of these types; until that is known, their names in readable form. */
export function useFieldLabels(
  objectTypes: readonly string[],
): (objectType: string, field: string) => string {
  const labels = useQueries({
    queries: objectTypes.map((objectType) => ({
      queryKey: ['labels', objectType],
      queryFn: async () => {
        const { items } = await answer(
          api.GET('/api/properties/{objectType}', { params: { path: { objectType } } }),
        );
        return new Map(
          items.flatMap(({ mapped, label }) => (mapped ? [[mapped.field, label] as const] : [])),
        );
      },
      staleTime: Infinity,
    })),
    combine: (results) => new Map(results.map(({ data }, index) => [objectTypes[index], data])),
  });
  return useCallback(
    (objectType, field) => labels.get(objectType)?.get(field) ?? fieldLabel(field),
    [labels],
  );
}
