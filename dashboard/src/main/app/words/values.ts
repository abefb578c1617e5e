import type { FieldShape } from '../api/fields';
import { date, full } from './time';

/** What people call a value: options by their labels, moments in the viewer's zone. What cannot be read stays as it is. */
export function shownValue(value: string | null, shape: FieldShape | null | undefined): string | null {
  if (value === null || !shape) {
    return value;
  }
  const label = (option: string) => shape.options?.find((known) => known.value === option)?.label ?? option;
  switch (shape.type) {
    case 'ENUMERATION':
    case 'BOOLEAN':
      return label(value);
    case 'OPTION_SET':
      return value.split(';').map(label).join('; ');
    case 'DATE':
      return written(new Date(`${value}T00:00:00Z`), (when) => date(when, { timeZone: 'UTC' }), value);
    case 'DATETIME':
      return written(new Date(value), full, value);
    case 'TEXT':
    case 'EMAIL':
    case 'DOMAIN':
    case 'NUMBER':
      return value;
  }
}

function written(when: Date, format: (when: Date) => string, otherwise: string): string {
  return Number.isNaN(when.getTime()) ? otherwise : format(when);
}

/** Why what was typed is no value of the field, in a sentence; null when it may be one. Blank always fits. */
export function faultOf(value: string, shape: FieldShape | null | undefined): string | null {
  const text = value.trim();
  if (text === '' || !shape) {
    return null;
  }
  switch (shape.type) {
    case 'NUMBER':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? null : 'Write a number, like 1250.5.';
    case 'EMAIL':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : 'Write an email address, like ada@example.com.';
    case 'TEXT':
    case 'DOMAIN':
    case 'BOOLEAN':
    case 'DATE':
    case 'DATETIME':
    case 'ENUMERATION':
    case 'OPTION_SET':
      return null;
  }
}

/** As an input for a date and time writes it, in the viewer's zone; empty where the value is no moment. */
export function localMoment(value: string): string {
  const when = new Date(value);
  return value === '' || Number.isNaN(when.getTime())
    ? ''
    : new Date(when.getTime() - when.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** The moment that such an input means, in UTC as the API writes it. */
export function momentOf(local: string): string {
  const when = new Date(local);
  return Number.isNaN(when.getTime()) ? '' : when.toISOString().replace(/\.000Z$/, 'Z');
}
