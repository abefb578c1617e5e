import type { EventChanged } from './client';

export type Connection = 'connecting' | 'live' | 'away';

/** What the stream needs of its surroundings; tests bring their own. */
export interface EventWorld {
  open(): EventSource;
  later(milliseconds: number, action: () => void): () => void;
  /** Asks whether the session is still good; a stream does not tell why it was refused. */
  mayGoOn(): Promise<boolean>;
  random(): number;
}

export interface EventListeners {
  /** Connected; what happened while nobody listened was not told, so everything has to be looked at again if `again`. */
  connected(again: boolean): void;
  changed(event: EventChanged): void;
  state(state: Connection): void;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

/** Listens to the server's hints, and keeps coming back after it was away: soon at first, then every ten seconds. */
export class EventStream {
  private source: EventSource | null = null;
  private cancelRetry: (() => void) | null = null;
  private failures = 0;
  private wasConnected = false;
  private running = false;

  constructor(
    private readonly world: EventWorld,
    private readonly listeners: EventListeners,
  ) {}

  start(): void {
    this.running = true;
    this.connect();
  }

  stop(): void {
    this.running = false;
    this.close();
  }

  /** Tries now instead of waiting: the machine woke up, or its network is back. */
  retryNow(): void {
    if (this.running && this.cancelRetry !== null) {
      this.connect();
    }
  }

  private connect(): void {
    this.close();
    this.listeners.state(this.failures === 0 ? 'connecting' : 'away');
    const source = this.world.open();
    this.source = source;
    source.addEventListener('hello', () => {
      this.failures = 0;
      this.listeners.state('live');
      this.listeners.connected(this.wasConnected);
      this.wasConnected = true;
    });
    source.addEventListener('changed', (event: MessageEvent<string>) =>
      this.listeners.changed(JSON.parse(event.data) as EventChanged),
    );
    source.addEventListener('error', () => this.failed(source));
  }

  private failed(source: EventSource): void {
    if (source !== this.source) {
      return;
    }
    this.close();
    this.failures++;
    this.listeners.state('away');
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.failures - 1));
    // Not all pages of all people at the same moment.
    this.cancelRetry = this.world.later(pause * (0.75 + this.world.random() / 2), () => void this.retry());
  }

  private async retry(): Promise<void> {
    this.cancelRetry = null;
    if ((await this.world.mayGoOn()) && this.running && this.source === null) {
      this.connect();
    }
  }

  private close(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.source?.close();
    this.source = null;
  }
}
