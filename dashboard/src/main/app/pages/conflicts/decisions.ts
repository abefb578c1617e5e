import type { Conflict, PendingDecision } from '../../api/client';
import { fieldLabel } from '../../words/names';

/** For one side, or which row and record belong together. A third value is asked for beside these. */
export type Resolution = 'database' | 'hubspot' | 'link' | 'separate';

/** Something that can be decided about a conflict, and what it does. */
export interface Choice {
  resolution: Resolution;
  label: string;
  does: string;
}

/** What is the matter, and all that can be decided about it. */
export interface Case {
  /** What the two values are, where they are not just what each side holds. */
  hubspotTitle: string;
  what: string;
  choices: Choice[];
  /** Whether a third value may take the place of both. */
  third: boolean;
}

function database(does: string, label = 'Keep the database’s'): Choice {
  return { resolution: 'database', label, does };
}

function hubspot(does: string, label = 'Keep HubSpot’s'): Choice {
  return { resolution: 'hubspot', label, does };
}

const SENT = 'The row’s value is sent to HubSpot.';
const WRITTEN = 'HubSpot’s value is written into the row.';

/** Puts into words what a conflict is about. The decisions are those that its kind takes. */
export function caseOf(conflict: Conflict): Case {
  const about = { hubspotTitle: 'HubSpot', third: conflict.field_name !== null };
  switch (conflict.kind) {
    case 'BOTH_CHANGED':
      return {
        ...about,
        what: 'Both sides changed this field to different values. It stays as it is on both until you decide.',
        choices: [database(SENT), hubspot(WRITTEN)],
      };
    case 'OVERWRITTEN':
      return {
        ...about,
        hubspotTitle: 'Replaced edit in HubSpot',
        what: 'Somebody edited this field in HubSpot just as Linchpin wrote to it, and the write replaced that edit.',
        choices: [
          database('Both sides keep the row’s value; the replaced edit is dropped.'),
          hubspot('The replaced edit is brought back, into the row and to HubSpot.', 'Bring the edit back'),
        ],
      };
    case 'MERGED_AWAY':
      return {
        ...about,
        hubspotTitle: 'Edit of the merged row',
        what: 'Another row’s record was merged into this one in HubSpot. That row held an edit that HubSpot had not got yet.',
        choices: [
          database('Both sides keep what they hold; the other row’s edit is dropped.'),
          hubspot('The edit goes into this row, and on to HubSpot.', 'Take the edit over'),
        ],
      };
    case 'OSCILLATING':
      return {
        ...about,
        what: 'Linchpin put this field back in HubSpot, and a program there changed it again. Neither side is written until you decide; change the program or the mapping first, or it begins anew.',
        choices: [
          database('The row’s value is sent to HubSpot once more.'),
          hubspot('HubSpot’s value is written into the row.'),
        ],
      };
    case 'DELETED_AND_EDITED':
      return {
        ...about,
        third: false,
        what: 'One side deleted this record, and the other edited it.',
        choices: [
          database(
            'As in the database. If the row was deleted, the record is archived in HubSpot; if the row was edited, it gets a new record there.',
            'Do as the database did',
          ),
          hubspot(
            'As in HubSpot. If the record was archived, the row is deleted; if the record was edited, its row is made again.',
            'Do as HubSpot did',
          ),
        ],
      };
    case 'IDENTITY':
      return { ...about, third: false, ...identity(conflict) };
    case 'DOUBLE':
      return {
        ...about,
        third: false,
        what: 'HubSpot holds another record like the one that Linchpin created for this row. If they are the same, merge them or delete one in HubSpot, and this closes by itself.',
        choices: [
          { resolution: 'separate', label: 'Keep both', does: 'They are different; Linchpin stops asking.' },
        ],
      };
    case 'ERASED':
      return {
        ...about,
        third: false,
        what: 'This new row looks like somebody whose record was deleted in HubSpot for privacy. It is not sent unless you allow it.',
        choices: [
          database(
            'The row is sent to HubSpot as a new record. Only allow it if the person agreed to be kept again.',
            'Send it after all',
          ),
          hubspot('The row is deleted from the database, too.', 'Delete the row'),
        ],
      };
  }
}

function identity(conflict: Conflict): Pick<Case, 'what' | 'choices'> {
  const merged =
    (conflict.row_id !== null && conflict.hubspot_id !== null) ||
    /was merged in HubSpot/.test(conflict.detail);
  if (merged) {
    return {
      what: 'The record of this row lives on as another row’s, since the two were merged in HubSpot.',
      choices: [
        database('The row stays as it is, without a record in HubSpot.', 'Keep the row'),
        hubspot('The row is deleted from the database.', 'Delete the row'),
      ],
    };
  }
  const other = conflict.row_id === null ? 'row' : 'record';
  return {
    what: `It is not certain which ${other} this ${other === 'row' ? 'record' : 'row'} belongs to. It also closes by itself when the values are changed so that they can be told apart.`,
    choices: [
      {
        resolution: 'link',
        label: `Belongs to this ${other}`,
        does: `Linked with the ${other} you name; from then on both are kept in step.`,
      },
      {
        resolution: 'separate',
        label: 'Keep apart',
        does: `They only look alike: this one gets a ${other} of its own.`,
      },
    ],
  };
}

/** What the API calls a record to link with; null if what was typed cannot be one. */
export function candidateOf(typed: string, conflict: Conflict): string | null {
  const text = typed.trim();
  if (text === '' || conflict.row_id === null) {
    return text || null;
  }
  const id = text.replace(/^hubspot:\s*/i, '');
  return /^\d+$/.test(id) ? `hubspot:${id}` : null;
}

/** Whom it is about. */
export function recordName(conflict: Pick<Conflict, 'record_name' | 'row_id' | 'hubspot_id'>): string {
  return (
    conflict.record_name ??
    (conflict.row_id === null ? `HubSpot ${conflict.hubspot_id ?? 'record'}` : `Row ${conflict.row_id}`)
  );
}

/** What of it the conflict is about. */
export function fieldName(conflict: Pick<Conflict, 'field_name' | 'field_label'>): string {
  return conflict.field_name === null
    ? 'Whole record'
    : (conflict.field_label ?? fieldLabel(conflict.field_name));
}

/** "Ada Lovelace, Job title". */
export function named(conflict: Conflict): string {
  return conflict.field_name === null
    ? recordName(conflict)
    : `${recordName(conflict)}, ${fieldName(conflict)}`;
}

const DECIDED: Readonly<Record<PendingDecision['resolution'], string>> = {
  database: 'Decided for the database',
  hubspot: 'Decided for HubSpot',
  value: 'Decided for another value',
  link: 'To be linked',
  separate: 'To be kept apart',
};

export function decided(resolution: PendingDecision['resolution']): string {
  return DECIDED[resolution];
}

/** How a decision that waits is marked in a list. */
export const SHORT_DECISIONS: Readonly<Record<PendingDecision['resolution'], string>> = {
  database: 'Database',
  hubspot: 'HubSpot',
  value: 'Other value',
  link: 'Link',
  separate: 'Apart',
};

/** Whole seconds until it takes effect; never more than it can have been, since clocks of two machines differ. */
export function secondsLeft(dueAt: string, now: Date, most: number): number {
  const left = Math.ceil((new Date(dueAt).getTime() - now.getTime()) / 1000);
  return Math.max(0, Math.min(most, left));
}

export function effect(seconds: number): string {
  return seconds > 0 ? `takes effect in ${seconds} s` : 'takes effect now';
}
