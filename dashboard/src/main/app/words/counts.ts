const numbers = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export function count(value: number): string {
  return numbers.format(value);
}

/** For places with little room: 12.4K. */
export function shortCount(value: number): string {
  return value < 10_000 ? numbers.format(value) : compact.format(value);
}

/** "1 conflict", "3 conflicts". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Never rounded up to 100 %: one record that differs must show. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part >= whole) {
    return '100 %';
  }
  const exact = (part / whole) * 100;
  return exact > 99.9 ? '> 99.9 %' : `${exact >= 99 ? Math.floor(exact * 10) / 10 : Math.floor(exact)} %`;
}

/** What people call the records of a type: "contacts"; a custom object's name may come with its account: "p123_boats". */
export function typeName(objectType: string): string {
  return objectType.replace(/^p\d+_/, '').replaceAll('_', ' ');
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
