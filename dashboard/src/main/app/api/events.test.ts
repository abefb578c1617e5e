import { beforeEach, describe, expect, it } from 'vitest';

import type { EventChanged } from './client';
import { type Connection, EventStream } from './events';
import { concerns } from './live';

class Source extends EventTarget {
  closed = false;
  close() {
    this.closed = true;
  }
  hello() {
    this.dispatchEvent(new MessageEvent('hello', { data: '{}' }));
  }
  fail() {
    this.dispatchEvent(new Event('error'));
  }
}

let sources: Source[];
let waits: { milliseconds: number; action: () => void }[];
let states: Connection[];
let connections: boolean[];
let events: EventChanged[];
let signedIn: boolean;
let stream: EventStream;

/** Lets time pass until the next attempt, and what it asks for be answered. */
async function nextAttempt() {
  waits.shift()?.action();
  await Promise.resolve();
  await Promise.resolve();
}

const source = () => sources.at(-1) ?? expect.unreachable();

beforeEach(() => {
  [sources, waits, states, connections, events, signedIn] = [[], [], [], [], [], true];
  stream = new EventStream(
    {
      open: () => {
        const opened = new Source();
        sources.push(opened);
        return opened as unknown as EventSource;
      },
      later: (milliseconds, action) => {
        const wait = { milliseconds, action };
        waits.push(wait);
        return () => (waits = waits.filter((other) => other !== wait));
      },
      mayGoOn: () => Promise.resolve(signedIn),
      random: () => 0.5,
    },
    {
      connected: (again) => connections.push(again),
      changed: (event) => events.push(event),
      state: (state) => states.push(state),
    },
  );
  stream.start();
});

describe('the event stream', () => {
  it('hands on hints', () => {
    source().hello();
    source().dispatchEvent(
      new MessageEvent('changed', { data: '{"object_type":"contacts","what":["records"]}' }),
    );
    expect(events).toEqual([{ object_type: 'contacts', what: ['records'] }]);
    expect(states).toEqual(['connecting', 'live']);
    expect(connections).toEqual([false]);
  });

  it('comes back after the server was away, and then has everything looked at again', async () => {
    source().hello();
    source().fail();
    expect(states.at(-1)).toBe('away');
    await nextAttempt();
    source().hello();
    expect(states.at(-1)).toBe('live');
    expect(connections).toEqual([false, true]);
  });

  it('waits longer after each failure, at most ten seconds, and starts over once it was connected', async () => {
    const pauses: (number | undefined)[] = [];
    for (let i = 0; i < 7; i++) {
      source().fail();
      pauses.push(waits[0]?.milliseconds);
      await nextAttempt();
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    source().hello();
    source().fail();
    expect(waits[0]?.milliseconds).toBe(500);
  });

  it('has one connection at a time', async () => {
    source().fail();
    expect(source().closed).toBe(true);
    source().fail();
    expect(waits).toHaveLength(1);
    await nextAttempt();
    expect(sources.filter(({ closed }) => !closed)).toHaveLength(1);
  });

  it('does not come back when the session has ended', async () => {
    source().fail();
    signedIn = false;
    await nextAttempt();
    expect(sources).toHaveLength(1);
  });

  it('tries at once when the network is back', () => {
    source().fail();
    stream.retryNow();
    expect(sources).toHaveLength(2);
    expect(waits).toHaveLength(0);
  });

  it('stops for good', async () => {
    source().fail();
    const pending = waits[0];
    stream.stop();
    pending?.action();
    await Promise.resolve();
    expect(sources).toHaveLength(1);
    expect(waits).toHaveLength(0);
  });
});

describe('a hint', () => {
  const hint: EventChanged = { object_type: 'contacts', what: ['journal', 'records'] };

  it('concerns views that show what changed, of that type', () => {
    expect(concerns(hint, { what: ['records'] })).toBe(true);
    expect(concerns(hint, { what: ['records'], objectType: 'contacts' })).toBe(true);
    expect(concerns(hint, { what: ['records'], objectType: 'companies' })).toBe(false);
    expect(concerns(hint, { what: ['conflicts'] })).toBe(false);
  });

  it('after a reconnection concerns every view', () => {
    expect(concerns('everything', { what: [], objectType: 'companies' })).toBe(true);
  });
});
