import type { DeadLetter, DeadLetterGroup } from '../../api/client';
import { capitalised, count, counted, typeName } from '../../words/counts';
import { fieldLabel, SIDES } from '../../words/names';

/** Retried or discarded so many of those that were asked for; the others had healed meanwhile. */
export interface Done {
  matched: number;
  done: number;
}

export function retried({ matched, done }: Done): string {
  const healed = gone(matched - done);
  return done === 0
    ? `Nothing is left to retry${healed && `: ${healed}`}.`
    : `${counted(done, 'value')} ${done === 1 ? 'is' : 'are'} tried again${healed && `; ${healed}`}.`;
}

export function discarded({ matched, done }: Done): string {
  const healed = gone(matched - done);
  return done === 0
    ? `Nothing is left to discard${healed && `: ${healed}`}.`
    : `${counted(done, 'refusal')} discarded; both sides keep what they hold${healed && `. ${healed}`}.`;
}

function gone(number: number): string {
  return number > 0 ? `${count(number)} had healed already` : '';
}

/** Whose field was refused: "Annual revenue of contacts". */
export function groupTitle({
  object_type,
  field_name,
  field_label,
}: Pick<DeadLetterGroup, 'object_type' | 'field_name' | 'field_label'>): string {
  return field_name === null
    ? `${capitalised(typeName(object_type))}, whole record`
    : `${field_label ?? fieldLabel(field_name)} of ${typeName(object_type)}`;
}

/** Who says so. */
export function speaker(refusedBy: DeadLetter['refused_by']): string {
  return refusedBy === 'HUBSPOT' ? `${SIDES.HUBSPOT} says` : 'The database says';
}

export function letterRecord(letter: Pick<DeadLetter, 'record_name' | 'row_id' | 'hubspot_id'>): string {
  return (
    letter.record_name ??
    (letter.row_id === null ? `HubSpot ${letter.hubspot_id ?? 'record'}` : `Row ${letter.row_id}`)
  );
}

export function letterField(letter: Pick<DeadLetter, 'field_label' | 'field_name'>): string {
  return letter.field_name === null ? 'Whole record' : (letter.field_label ?? fieldLabel(letter.field_name));
}

/** What a corrected value does: it goes to both sides, whichever refused the old one. */
export function correctionHelp(refusedBy: DeadLetter['refused_by']): string {
  return refusedBy === 'HUBSPOT'
    ? 'The value is written into the row and sent to HubSpot.'
    : 'The value is written into the row, and sent to HubSpot in the place of the one that was refused.';
}
