/** Something that has just happened; it may be taken back for a while. */
export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  action?: { label: string; run: () => void };
}

const SHORT_MILLISECONDS = 6000;

/** The messages at the edge of the page. They are told to screen readers once, and stay while someone points at them. */
class Toasts {
  private shown: readonly Toast[] = [];
  private lastId = 0;
  private readonly listeners = new Set<() => void>();
  private readonly timers = new Map<
    number,
    { left: number; since: number; timer: ReturnType<typeof setTimeout> | undefined }
  >();

  readonly get = (): readonly Toast[] => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(
    text: string,
    options: { tone?: Toast['tone']; action?: Toast['action']; milliseconds?: number } = {},
  ): number {
    const id = ++this.lastId;
    const { tone = 'plain', action, milliseconds = SHORT_MILLISECONDS } = options;
    this.set([...this.shown.slice(-3), { id, text, tone, ...(action && { action }) }]);
    this.timers.set(id, { left: milliseconds, since: 0, timer: undefined });
    this.resume(id);
    return id;
  }

  readonly dismiss = (id: number): void => {
    clearTimeout(this.timers.get(id)?.timer);
    this.timers.delete(id);
    this.set(this.shown.filter((toast) => toast.id !== id));
  };

  readonly hold = (id: number): void => {
    const timer = this.timers.get(id);
    if (timer?.timer !== undefined) {
      clearTimeout(timer.timer);
      timer.timer = undefined;
      timer.left -= Date.now() - timer.since;
    }
  };

  readonly resume = (id: number): void => {
    const timer = this.timers.get(id);
    if (timer?.timer === undefined && timer) {
      timer.since = Date.now();
      timer.timer = setTimeout(() => this.dismiss(id), Math.max(500, timer.left));
    }
  };

  private set(toasts: readonly Toast[]): void {
    this.shown = toasts;
    this.listeners.forEach((listener) => listener());
  }
}

export const toasts = new Toasts();
