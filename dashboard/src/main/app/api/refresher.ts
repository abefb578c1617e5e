/**
 * Repeats a read when hints come: the first at once, then at most one in each gap, and never two at a time. A hint that comes
 * while reading leads to one more read, so that the last read always began after the last hint.
 */
export class Refresher {
  private busy = false;
  private wanted = false;
  private stopped = false;

  constructor(
    private readonly read: () => Promise<unknown>,
    private readonly gapMilliseconds: number,
    private readonly pause: (milliseconds: number) => Promise<void> = (milliseconds) =>
      new Promise((done) => setTimeout(done, milliseconds)),
  ) {}

  hint(): void {
    this.wanted = true;
    if (!this.busy) {
      void this.run();
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private async run(): Promise<void> {
    this.busy = true;
    while (this.wanted && !this.stopped) {
      this.wanted = false;
      try {
        await this.read();
      } catch {
        // Whoever reads keeps the failure and shows it.
      }
      await this.pause(this.gapMilliseconds);
    }
    this.busy = false;
  }
}
