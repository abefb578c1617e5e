import type { JournalEntry } from '../../api/client';
import { ArrowRightIcon } from '../../parts/icons';
import { Value } from '../../parts/Value';
import { ACTIONS } from '../../words/names';
import styles from './Change.module.css';

/** What a journal's entry says was done: "Phone: +44 20 → +44 30". */
export function Change({
  entry,
  label,
}: {
  entry: JournalEntry;
  label: (objectType: string, field: string) => string;
}) {
  const { action, field_name, before, after } = entry;
  const field = field_name === null ? null : label(entry.object_type, field_name);
  if (field === null) {
    return <span className={styles.action}>{ACTIONS[action]}</span>;
  }
  return (
    <span className={styles.change}>
      <span className={styles.action}>{action === 'UPDATE' ? field : `${ACTIONS[action]}: ${field}`}</span>{' '}
      <Value value={before} short /> <span className="visually-hidden">became</span>
      <span className={styles.arrow}>
        <ArrowRightIcon size={12} />
      </span>{' '}
      <Value value={after} short />
    </span>
  );
}
