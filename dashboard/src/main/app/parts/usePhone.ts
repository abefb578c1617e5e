import { useSyncExternalStore } from 'react';

function hookFor(query: string): () => boolean {
  const media = window.matchMedia(query);
  const watch = (changed: () => void) => {
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  };
  return () => useSyncExternalStore(watch, () => media.matches);
}

/** Whether there is only room for one column. The same width is in the style sheets. */
export const usePhone = hookFor('(max-width: 720px)');

/** Whether a list and what is chosen in it fit beside each other. The same width is in the style sheets. */
export const useRoomForTwo = hookFor('(min-width: 1000px)');
