import type { RecordField } from '../../api/client';

const ORDER: readonly RecordField['state'][] = ['CONFLICT', 'FAILED', 'DIFFERS', 'FROZEN'];

export interface Grouped {
  /** What is not in sync, the worst first. */
  open: RecordField[];
  filled: RecordField[];
  blank: RecordField[];
}

/** A contact may have hundreds of fields, of which a few matter. */
export function grouped(fields: readonly RecordField[]): Grouped {
  const open = fields.filter((field) => field.state !== 'IN_SYNC');
  const calm = fields.filter((field) => field.state === 'IN_SYNC');
  const isBlank = (field: RecordField) => !field.database_value && !field.hubspot_value;
  return {
    open: open.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
    filled: calm.filter((field) => !isBlank(field)),
    blank: calm.filter(isBlank),
  };
}
