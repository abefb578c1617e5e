import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// What the pages ask of a browser and jsdom has not.
window.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), { matches: false, media }) as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

afterEach(cleanup);
