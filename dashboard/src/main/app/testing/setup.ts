import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// What the pages ask of a browser and jsdom has not.
vi.stubGlobal('matchMedia', (media: string) => Object.assign(new EventTarget(), { matches: false, media }));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
vi.stubGlobal('CSS', { escape: (name: string) => name, supports: () => false });
Element.prototype.scrollIntoView = () => {};

afterEach(cleanup);
