import { useSyncExternalStore } from 'react';

const phone = window.matchMedia('(max-width: 720px)');
const watchPhone = (changed: () => void) => {
  phone.addEventListener('change', changed);
  return () => phone.removeEventListener('change', changed);
};

/** Whether there is only room for one column. The same width is in the style sheets. */
export function usePhone(): boolean {
  return useSyncExternalStore(watchPhone, () => phone.matches);
}
