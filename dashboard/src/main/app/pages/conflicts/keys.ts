import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

export type Command = 'next' | 'previous' | 'database' | 'hubspot' | 'value' | 'undo' | 'select' | 'help';

/** Every key, in the order in which people are told of them. */
export const KEYS: readonly { command: Command; keys: readonly string[]; does: string }[] = [
  { command: 'next', keys: ['j'], does: 'Next conflict; in the list also ↓' },
  { command: 'previous', keys: ['k'], does: 'Previous conflict; in the list also ↑' },
  { command: 'database', keys: ['1', 'd'], does: 'Keep the database’s, and go on' },
  { command: 'hubspot', keys: ['2', 'h'], does: 'Keep HubSpot’s, and go on' },
  { command: 'value', keys: ['3', 'v'], does: 'Type another value' },
  { command: 'undo', keys: ['u'], does: 'Take the last decision back' },
  { command: 'select', keys: ['x'], does: 'Select, to decide many at once' },
  { command: 'help', keys: ['?'], does: 'Show the keys' },
];

/** For the attribute that tells assistive technology which keys a button has. */
export function shortcuts(command: Command): string {
  return KEYS.find((entry) => entry.command === command)?.keys.join(' ') ?? '';
}

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
  defaultPrevented: boolean;
  target: EventTarget | null;
}

/** What a key means here; null where it belongs to something else, as while someone types. */
export function commandOf(pressed: Pressed): Command | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.defaultPrevented) {
    return null;
  }
  if (takesKeys(pressed.target)) {
    return null;
  }
  const command = KEYS.find(({ keys }) => keys.includes(pressed.key.toLowerCase()))?.command ?? null;
  // A key that is held down moves on, but decides only once.
  return pressed.repeat && command !== 'next' && command !== 'previous' ? null : command;
}

/** Whether what has the focus needs the key itself. */
function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (target instanceof HTMLInputElement) {
    return target.type !== 'checkbox' && target.type !== 'radio';
  }
  return (
    target.closest('textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]') !== null
  );
}

const STORED = 'linchpin-single-keys';
const listeners = new Set<() => void>();

export function setSingleKeys(on: boolean): void {
  if (on) {
    localStorage.removeItem(STORED);
  } else {
    localStorage.setItem(STORED, 'off');
  }
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether single keys act. Who dictates, or presses keys by mistake, can switch them off. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, () => localStorage.getItem(STORED) !== 'off');
}

/** Carries keys out while nothing is in front of the page. */
export function useCommands(enabled: boolean, run: (command: Command) => void): void {
  const runNow = useEffectEvent(run);
  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    const pressed = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (command !== null) {
        event.preventDefault();
        runNow(command);
      }
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [enabled]);
}
