import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** Filters as the address keeps them: what is not filtered by is not in it. */
export type Filters<Name extends string> = Readonly<Partial<Record<Name, string>>>;

export function readFilters<Name extends string>(
  address: URLSearchParams,
  names: readonly Name[],
): Filters<Name> {
  const filters: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = address.get(name)?.trim();
    if (value) {
      filters[name] = value;
    }
  }
  return filters;
}

/** The address with filters changed; whatever else is in it stays. */
export function writeFilters(
  address: URLSearchParams,
  change: Readonly<Record<string, string | undefined>>,
): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const [name, value] of Object.entries(change)) {
    if (value?.trim()) {
      next.set(name, value.trim());
    } else {
      next.delete(name);
    }
  }
  return next;
}

/** The page's filters, kept in the address: a reload, a link and the way back show the same list. */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [address, setAddress] = useSearchParams();
  const spelt = names.join(' ');
  const filters = useMemo(() => readFilters(address, spelt.split(' ') as Name[]), [address, spelt]);
  const setFilters = useCallback(
    (change: Partial<Record<Name, string | undefined>>) =>
      setAddress((now) => writeFilters(now, change), { replace: true }),
    [setAddress],
  );
  return { filters, setFilters, filtered: Object.keys(filters).length > 0 };
}
