import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark' | 'system';

const STORED = 'linchpin-theme';
const listeners = new Set<() => void>();
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): Theme {
  const theme = localStorage.getItem(STORED);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

let theme = stored();

export function applyTheme(): void {
  if (theme === 'system') {
    delete document.documentElement.dataset['theme'];
  } else {
    document.documentElement.dataset['theme'] = theme;
  }
}

export function setTheme(next: Theme): void {
  theme = next;
  if (next === 'system') {
    localStorage.removeItem(STORED);
  } else {
    localStorage.setItem(STORED, next);
  }
  applyTheme();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  systemIsDark.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    systemIsDark.removeEventListener('change', listener);
  };
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => theme);
}

/** What is seen in the end; for what is drawn in pixels and cannot follow by itself. */
export function useDarkness(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => theme === 'dark' || (theme === 'system' && systemIsDark.matches),
  );
}
