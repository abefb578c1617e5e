import type { BulkOutcome, ConflictFilter, ConflictVersion } from '../../api/client';
import { count, counted } from '../../words/counts';

export type Side = 'database' | 'hubspot';

/** Which conflicts are decided together. */
export type Scope = { items: ConflictVersion[] } | { filter: ConflictFilter };

export const EFFECTS: Readonly<Record<Side, string>> = {
  database: 'What the rows hold is sent to HubSpot, and HubSpot’s values are replaced.',
  hubspot: 'What HubSpot holds is written into the rows, and the rows’ values are replaced.',
};

/** What a preview says, in a sentence. */
export function previewSentence({ matched, resolvable }: BulkOutcome): string {
  if (matched === 0) {
    return 'There are no such conflicts any more.';
  }
  if (resolvable === 0) {
    return matched === 1 ? 'It cannot be decided so.' : `None of the ${count(matched)} can be decided so.`;
  }
  return resolvable === matched
    ? `${counted(matched, 'conflict')} will be decided.`
    : `${count(resolvable)} of ${counted(matched, 'conflict')} will be decided.`;
}

/** What was done, or is about to be. */
export function doneSentence({ resolvable, refused }: BulkOutcome, side: Side): string {
  const whom = side === 'hubspot' ? 'HubSpot' : 'the database';
  const left = refused.length > 0 ? `, ${count(refused.length)} left open` : '';
  return `${counted(resolvable, 'conflict')} decided for ${whom}${left}`;
}

/** By type, and within it the most frequent first. */
export function sorted(counts: BulkOutcome['by_field']): BulkOutcome['by_field'] {
  return counts.toSorted(
    (one, other) => one.object_type.localeCompare(other.object_type) || other.count - one.count,
  );
}

export interface Reason {
  reason: string;
  ids: number[];
}

/** Those that are left as they are, by the reason: the most frequent first. */
export function reasons(refused: BulkOutcome['refused']): Reason[] {
  const byReason = new Map<string, number[]>();
  for (const { id, reason } of refused) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  return [...byReason]
    .map(([reason, ids]) => ({ reason, ids }))
    .sort((one, other) => other.ids.length - one.ids.length || one.reason.localeCompare(other.reason));
}
