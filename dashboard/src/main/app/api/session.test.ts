import { describe, expect, it, vi } from 'vitest';

import { json } from '../testing/samples';
import { carrier } from './client';
import { Problem, Unreachable } from './problem';
import { SessionStore, takeKeyFromLink } from './session';

const signedIn = (token = 'token-1') =>
  json({ name: 'admin', csrf_token: token, expires_at: '2026-03-02T00:00:00Z' });
const unauthorized = () =>
  json({ title: 'No session', status: 401, detail: 'Sign in.', code: 'unauthorized' }, 401);

/** A server that gives these answers in turn. */
function server(...answers: (Response | Error)[]) {
  return vi.fn<typeof fetch>(() => {
    const next = answers.shift() ?? expect.unreachable('a call too many');
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
}

async function storeSignedIn(token?: string) {
  const store = new SessionStore(server(signedIn(token)));
  await store.check();
  return store;
}

const call = (method: string) =>
  new Request('http://127.0.0.1:8080/api/conflicts/1/resolve', {
    method,
    ...(method === 'GET' ? {} : { body: '{}' }),
  });

describe('the session', () => {
  it('is entered by a key, which is not kept', async () => {
    const fetcher = server(signedIn());
    const store = new SessionStore(fetcher);
    await store.start('secret');
    expect(fetcher.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      credentials: 'include',
      body: '{"key":"secret"}',
    });
    expect(store.get()).toEqual({ state: 'in', name: 'admin', csrfToken: 'token-1' });
    expect(JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])).not.toContain(
      'secret',
    );
  });

  it('goes on with the cookie, if there is one', async () => {
    const fetcher = server(signedIn());
    const store = new SessionStore(fetcher);
    await store.start(null);
    expect(fetcher.mock.calls[0]?.[1]?.method).toBe('GET');
    expect(store.get().state).toBe('in');
  });

  it('says why a key was refused', async () => {
    const store = new SessionStore(
      server(unauthorized(), json({ title: 'Wait', code: 'x' }, 429, { 'Retry-After': '30' })),
    );
    await store.signIn('wrong');
    expect(store.get()).toMatchObject({
      state: 'out',
      reason: 'refused',
      message: expect.stringContaining('not valid') as string,
    });
    await store.signIn('wrong');
    expect(store.get()).toMatchObject({
      state: 'out',
      message: expect.stringContaining('30 seconds') as string,
    });
  });

  it('is not taken for ended while the server is away', async () => {
    const store = new SessionStore(server(new TypeError('refused'), signedIn(), new TypeError('refused')));
    await store.start(null);
    expect(store.get().state).toBe('away');
    await store.check();
    expect(store.get().state).toBe('in');
    await store.check();
    expect(store.get().state).toBe('in');
  });

  it('ends with a word to those who were in, and without one to those who never were', async () => {
    const stranger = new SessionStore(server(unauthorized()));
    await stranger.start(null);
    expect(stranger.get()).toEqual({ state: 'out', reason: 'none', message: '' });

    const store = new SessionStore(server(signedIn(), unauthorized()));
    await store.check();
    await store.check();
    expect(store.get()).toMatchObject({
      state: 'out',
      reason: 'ended',
      message: expect.stringContaining('ended') as string,
    });
  });
});

describe('the key of a link', () => {
  it('is taken out of the address bar, and nothing else with it', () => {
    window.history.replaceState(null, '', '/conflicts?kind=BOTH_CHANGED#key=abc-123');
    expect(takeKeyFromLink(window.location, window.history)).toBe('abc-123');
    expect(window.location.href).toBe('http://127.0.0.1:8080/conflicts?kind=BOTH_CHANGED');
  });

  it('is not made up from another fragment', () => {
    window.history.replaceState(null, '', '/#main');
    expect(takeKeyFromLink(window.location, window.history)).toBeNull();
    expect(window.location.hash).toBe('#main');
  });
});

describe('a call', () => {
  it('carries the token if it changes something, and only then', async () => {
    const store = await storeSignedIn();
    const fetcher = server(json({}), json({}));
    const carry = carrier(store, fetcher);
    await carry(call('POST'));
    await carry(call('GET'));
    const [write, read] = fetcher.mock.calls.map(([request]) =>
      (request as Request).headers.get('X-CSRF-Token'),
    );
    expect([write, read]).toEqual(['token-1', null]);
  });

  it('is repeated once with a new token where the old one was replaced', async () => {
    const store = new SessionStore(server(signedIn('old'), signedIn('new')));
    await store.check();
    const fetcher = server(json({ detail: 'Token.', code: 'csrf_token_missing' }, 403), json({ done: true }));
    const answer = await carrier(store, fetcher)(call('POST'));
    expect(await answer.json()).toEqual({ done: true });
    const second = fetcher.mock.calls[1]?.[0] as Request;
    expect(second.headers.get('X-CSRF-Token')).toBe('new');
    expect(await second.text()).toBe('{}');
  });

  it('ends the session when the server no longer knows it', async () => {
    const store = await storeSignedIn();
    await expect(carrier(store, server(unauthorized()))(call('GET'))).rejects.toBeInstanceOf(Problem);
    expect(store.get()).toMatchObject({ state: 'out', reason: 'ended' });
  });

  it('throws what the server said, in its own words', async () => {
    const store = await storeSignedIn();
    const refused = json(
      { title: 'Moved', status: 409, detail: 'A value moved.', code: 'conflict_moved' },
      409,
    );
    await expect(carrier(store, server(refused))(call('POST'))).rejects.toMatchObject({
      message: 'A value moved.',
      code: 'conflict_moved',
      status: 409,
    });
  });

  it('tells a server that is away from one that refuses', async () => {
    const store = await storeSignedIn();
    const proxy = new Response('<h1>Bad gateway</h1>', {
      status: 502,
      headers: { 'Content-Type': 'text/html' },
    });
    await expect(carrier(store, server(new TypeError('refused')))(call('GET'))).rejects.toBeInstanceOf(
      Unreachable,
    );
    await expect(carrier(store, server(proxy))(call('GET'))).rejects.toBeInstanceOf(Unreachable);
    expect(store.get().state).toBe('in');
  });
});
