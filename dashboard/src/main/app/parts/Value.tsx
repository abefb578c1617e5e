import { differences } from '../words/difference';
import { classes } from './classes';
import styles from './Value.module.css';

/** A field's value; blank is said, since nothing to see may as well be a space. */
export function Value({ value, short = false }: { value: string | null; short?: boolean }) {
  if (value === null || value === '') {
    return <span className={styles.blank}>blank</span>;
  }
  return <span className={classes(styles.value, short && styles.short)}>{value}</span>;
}

/** A value, with what another has not marked. Marked parts are also told by their weight and a line, not by colour alone. */
export function DifferentValue({ value, other }: { value: string | null; other: string | null }) {
  if (value === null || value === '' || other === null || other === '') {
    return <Value value={value} />;
  }
  const [pieces] = differences(value, other);
  return (
    <span className={styles.value}>
      {pieces.map(({ text, changed }, index) =>
        changed ? (
          <mark key={index} className={styles.mark}>
            {text}
          </mark>
        ) : (
          <span key={index}>{text}</span>
        ),
      )}
    </span>
  );
}
