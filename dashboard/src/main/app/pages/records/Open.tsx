import { Link } from 'react-router';

import type { RecordStatus } from '../../api/client';
import { Badge } from '../../parts/Badge';
import { Card } from '../../parts/Card';
import { ChevronIcon } from '../../parts/icons';
import { CONFLICT_KINDS } from '../../words/names';
import styles from './Open.module.css';

/** What a person has to decide or to correct about the record. */
export function Open({ record }: { record: RecordStatus }) {
  if (record.conflicts.length + record.dead_letters.length === 0) {
    return null;
  }
  return (
    <Card title="Waits for you" flush>
      <ul>
        {record.conflicts.map((conflict) => (
          <li key={`conflict ${conflict.id}`} className={styles.item}>
            <Link to={`/conflicts/${conflict.id}`} className={styles.link}>
              <Badge tone="wait">{CONFLICT_KINDS[conflict.kind]}</Badge>
              <span className={styles.text}>
                {conflict.field_label ?? conflict.field_name ?? 'The whole record'}
              </span>
              <ChevronIcon size={14} />
            </Link>
          </li>
        ))}
        {record.dead_letters.map((letter) => (
          <li key={`letter ${letter.id}`} className={styles.item}>
            <Link to={`/failures?cause=${encodeURIComponent(letter.cause)}`} className={styles.link}>
              <Badge tone="bad">Refused</Badge>
              <span className={styles.text}>
                {letter.field_label ?? letter.field_name ?? 'The whole record'}: {letter.message}
              </span>
              <ChevronIcon size={14} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
