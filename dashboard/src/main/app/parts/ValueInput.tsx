import { type ChangeEvent, useId, useState } from 'react';

import type { FieldType } from '../api/client';
import type { FieldShape } from '../api/fields';
import { localMoment, momentOf } from '../words/values';
import { classes } from './classes';
import styles from './ValueInput.module.css';

interface Props {
  label: string;
  shape: FieldShape | null | undefined;
  /** The canonical text; empty is blank. */
  value: string;
  onChange: (value: string) => void;
  /** What does not fit, in a sentence. */
  fault: string | null;
}

/** Takes a value in the way that fits the field: a date picker, its options, or text. */
export function ValueInput({ label, shape, value, onChange, fault }: Props) {
  const id = useId();
  const input = {
    id,
    className: classes(styles.input, fault !== null && styles.faulty),
    'aria-invalid': fault !== null,
    'aria-describedby': `${id}-fault`,
  };
  return (
    <div className={styles.field}>
      {shape?.type === 'OPTION_SET' && shape.options !== null ? (
        <OptionSet label={label} options={shape.options} value={value} onChange={onChange} />
      ) : (
        <>
          <label htmlFor={id}>{label}</label>
          <Single input={input} shape={shape} value={value} onChange={onChange} />
        </>
      )}
      <p id={`${id}-fault`} className={styles.fault} role="status">
        {fault}
      </p>
    </div>
  );
}

const TRUTHS = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function Single({
  input,
  shape,
  value,
  onChange,
}: { input: Readonly<Record<string, unknown>> } & Pick<Props, 'shape' | 'value' | 'onChange'>) {
  const options = shape?.options ?? (shape?.type === 'BOOLEAN' ? TRUTHS : null);
  if (options !== null) {
    return (
      <select {...input} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">blank</option>
        {value !== '' && !options.some((option) => option.value === value) && (
          <option value={value}>{value} (not one of the options)</option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  switch (shape?.type) {
    case 'DATE':
      return (
        <input {...input} type="date" value={value} onChange={(event) => onChange(event.target.value)} />
      );
    case 'DATETIME':
      return (
        <input
          {...input}
          type="datetime-local"
          step={1}
          value={localMoment(value)}
          onChange={(event) => onChange(momentOf(event.target.value))}
        />
      );
    case undefined:
    case 'TEXT':
    case 'NUMBER':
    case 'EMAIL':
    case 'DOMAIN':
    case 'BOOLEAN':
    case 'ENUMERATION':
    case 'OPTION_SET':
      return <Text input={input} shape={shape} value={value} onChange={onChange} />;
  }
}

const INPUT_MODES: Partial<Record<FieldType, 'decimal' | 'email' | 'url'>> = {
  NUMBER: 'decimal',
  EMAIL: 'email',
  DOMAIN: 'url',
};

function Text({
  input,
  shape,
  value,
  onChange,
}: { input: Readonly<Record<string, unknown>> } & Pick<Props, 'shape' | 'value' | 'onChange'>) {
  // Decided once, so that it stays the same input while someone types.
  const [long] = useState(value.length > 60 || value.includes('\n'));
  const Input = long ? 'textarea' : 'input';
  return (
    <Input
      {...input}
      {...(long && { rows: 5 })}
      inputMode={shape ? INPUT_MODES[shape.type] : undefined}
      spellCheck={shape?.type === 'TEXT'}
      autoComplete="off"
      value={value}
      onChange={(event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value)}
    />
  );
}

function OptionSet({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: NonNullable<FieldShape['options']>;
} & Pick<Props, 'value' | 'onChange'>) {
  const chosen = value === '' ? [] : value.split(';');
  const unknown = chosen
    .filter((option) => !options.some((known) => known.value === option))
    .map((option) => ({ value: option, label: `${option} (not one of the options)` }));
  const toggle = (option: string) =>
    onChange(
      (chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option]).join(';'),
    );
  return (
    <fieldset className={styles.options}>
      <legend>{label}</legend>
      {[...options, ...unknown].map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
