import { apiUrl } from './config';
import { messageOf, Problem, problemOf, Unreachable } from './problem';

export type Session =
  | { state: 'unknown' }
  /** Nobody can tell whether the cookie is still good, because the server is away. */
  | { state: 'away' }
  | { state: 'in'; name: string; csrfToken: string }
  | { state: 'out'; reason: 'none' | 'ended' | 'refused'; message: string };

interface SessionAnswer {
  name: string;
  csrf_token: string;
}

/**
 * Who is signed in. The key itself is only passed on: what stays is a cookie that no script can read, and the token that goes
 * with every call that changes something.
 */
export class SessionStore {
  private current: Session = { state: 'unknown' };
  private readonly listeners = new Set<() => void>();

  constructor(private readonly fetcher: typeof fetch = (...call) => fetch(...call)) {}

  readonly get = (): Session => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  csrfToken(): string | null {
    return this.current.state === 'in' ? this.current.csrfToken : null;
  }

  /** Signs in by the key of a link, if there is one, and else goes on with the cookie. */
  async start(keyOfLink: string | null): Promise<void> {
    if (keyOfLink === null) {
      await this.check();
      return;
    }
    await this.signIn(keyOfLink);
  }

  async signIn(key: string): Promise<void> {
    try {
      await this.enter(await this.call('POST', { key }));
    } catch (failure) {
      if (failure instanceof Unreachable) {
        this.set({
          state: 'out',
          reason: 'refused',
          message: 'Linchpin cannot be reached. Try again in a moment.',
        });
      } else {
        this.set({ state: 'out', reason: 'refused', message: sentence(failure) });
      }
    }
  }

  /** Asks whether the cookie is still good. Gives whether someone is signed in. */
  async check(): Promise<boolean> {
    try {
      await this.enter(await this.call('GET'));
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 401) {
        this.ended();
      } else if (this.current.state === 'unknown') {
        this.set({ state: 'away' });
      }
    }
    return this.current.state === 'in';
  }

  async signOut(): Promise<void> {
    try {
      await this.call('DELETE');
    } finally {
      this.set({ state: 'out', reason: 'none', message: 'You have signed out.' });
    }
  }

  /** The server no longer knows the session. The address stays, so that signing in leads back to the same page. */
  ended(): void {
    const wasIn = this.current.state === 'in';
    if (this.current.state !== 'out') {
      this.set({
        state: 'out',
        reason: wasIn ? 'ended' : 'none',
        message: wasIn ? 'Your session has ended. Sign in to go on where you were.' : '',
      });
    }
  }

  private async call(method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<Response> {
    let answer: Response;
    const csrfToken = this.csrfToken();
    try {
      answer = await this.fetcher(apiUrl('/api/session'), {
        method,
        credentials: 'include',
        headers: {
          ...(body && { 'Content-Type': 'application/json' }),
          ...(csrfToken !== null && method !== 'GET' && { 'X-CSRF-Token': csrfToken }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    } catch {
      throw new Unreachable();
    }
    if (!answer.ok) {
      throw await problemOf(answer);
    }
    return answer;
  }

  private async enter(answer: Response): Promise<void> {
    const signedIn = (await answer.json()) as SessionAnswer;
    this.set({ state: 'in', name: signedIn.name, csrfToken: signedIn.csrf_token });
  }

  private set(next: Session): void {
    this.current = next;
    this.listeners.forEach((listener) => listener());
  }
}

function sentence(failure: unknown): string {
  if (failure instanceof Problem && failure.status === 401) {
    return 'This key is not valid. Linchpin printed it when it first started.';
  }
  if (failure instanceof Problem && failure.status === 429) {
    const wait = failure.retryAfter === null ? 'a moment' : `${failure.retryAfter} seconds`;
    return `Too many attempts. Wait ${wait} and try again.`;
  }
  return messageOf(failure);
}

/** The key behind the # of a link, which never reaches a server; it is taken out of the address bar. */
export function takeKeyFromLink(location: Location, history: History): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key === null) {
    return null;
  }
  history.replaceState(history.state, '', location.pathname + location.search);
  return key;
}

export const session = new SessionStore();
