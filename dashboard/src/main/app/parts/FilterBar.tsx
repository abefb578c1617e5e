import { type ReactNode, useEffect, useId, useState } from 'react';

import { Button } from './Button';
import { classes } from './classes';
import styles from './FilterBar.module.css';
import { DownIcon, SearchIcon } from './icons';

/** The filters of a list. What they are set to is in the address. */
export function FilterBar({
  children,
  onClear,
  aside,
}: {
  children: ReactNode;
  onClear: (() => void) | null;
  aside?: ReactNode;
}) {
  return (
    <div className={styles.bar}>
      <search className={styles.filters} aria-label="Filters">
        {children}
        {onClear && (
          <Button look="quiet" onClick={onClear}>
            Clear
          </Button>
        )}
      </search>
      {aside && <div className={styles.aside}>{aside}</div>}
    </div>
  );
}

/** Filters that are asked for less often: shown on demand, and as long as one of them is set. */
export function MoreFilters({ open, children }: { open: boolean; children: ReactNode }) {
  const [asked, setAsked] = useState(false);
  const id = useId();
  const shown = open || asked;
  return (
    <>
      <Button
        look="quiet"
        aria-expanded={shown}
        aria-controls={id}
        disabled={open}
        onClick={() => setAsked(!asked)}
      >
        {shown ? 'Fewer filters' : 'More filters'}
      </Button>
      <div id={id} className={styles.more} hidden={!shown}>
        {shown && children}
      </div>
    </>
  );
}

const TYPING_PAUSE_MILLISECONDS = 250;

/** Takes effect when typing pauses, and at once with Enter. */
export function SearchFilter({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string | undefined) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [applied, setApplied] = useState(value);
  if (value !== applied) {
    // Changed from elsewhere: cleared, or by the way back.
    setApplied(value);
    setTyped(value);
  }
  const apply = () => {
    if (typed.trim() !== value) {
      onChange(typed.trim() || undefined);
    }
  };
  useEffect(() => {
    const timer = setTimeout(apply, TYPING_PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only typing starts the pause anew
  }, [typed]);
  return (
    <label className={styles.search}>
      <span className="visually-hidden">{label}</span>
      <SearchIcon size={14} />
      <input
        type="search"
        placeholder={label}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && apply()}
      />
    </label>
  );
}

/** A choice of one; the first is not to filter. */
export function SelectFilter({
  label,
  all,
  value,
  options,
  onChange,
}: {
  label: string;
  /** What not filtering is called; null if something has to be chosen. */
  all: string | null;
  value: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
  onChange: (value: string | undefined) => void;
}) {
  const id = useId();
  return (
    <span className={classes(styles.select, all !== null && value !== undefined && styles.set)}>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <select id={id} value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
        {all !== null && <option value="">{all}</option>}
        {value !== undefined && !options.some(([known]) => known === value) && (
          <option value={value}>{value}</option>
        )}
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
      <DownIcon size={12} />
    </span>
  );
}

/** A day or a moment in the viewer's zone; the address keeps it as an instant. */
export function MomentFilter({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <label className={styles.moment}>
      <span>{label}</span>
      <input
        type="datetime-local"
        value={value === undefined ? '' : localMinutes(new Date(value))}
        onChange={(event) => {
          const chosen = new Date(event.target.value);
          onChange(Number.isNaN(chosen.getTime()) ? undefined : chosen.toISOString());
        }}
      />
    </label>
  );
}

/** As such an input writes it: without a zone, so the viewer's. */
export function localMinutes(when: Date): string {
  if (Number.isNaN(when.getTime())) {
    return '';
  }
  return new Date(when.getTime() - when.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
