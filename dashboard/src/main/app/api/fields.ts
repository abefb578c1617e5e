import { useQuery } from '@tanstack/react-query';

import { answer, api, type RecordField } from './client';

/** What a field may hold, as HubSpot describes it. */
export type FieldShape = Pick<RecordField, 'type' | 'options'>;

const KNOWN_MILLISECONDS = 600_000;

/**
 * The shape of a field, asked for once for all records of the type, by way of one of them. Undefined while it is not known; null when
 * this is no field with values of its own, like an association.
 */
export function useFieldShape(
  objectType: string,
  record: string | null,
  fieldName: string | null,
): FieldShape | null | undefined {
  const query = useQuery({
    queryKey: ['field', objectType, fieldName],
    queryFn: async (): Promise<FieldShape | null> => {
      const path = { objectType, id: record ?? '' };
      const { items } = await answer(api.GET('/api/sync/{objectType}/{id}/fields', { params: { path } }));
      return items.find((field) => field.field_name === fieldName) ?? null;
    },
    enabled: record !== null && fieldName !== null,
    staleTime: KNOWN_MILLISECONDS,
    retry: false,
  });
  return query.data;
}
