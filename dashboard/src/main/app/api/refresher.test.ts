import { describe, expect, it } from 'vitest';

import { Refresher } from './refresher';

function deferred() {
  let done = () => {};
  const promise = new Promise<void>((resolve) => (done = resolve));
  return { promise, done };
}

const settle = () => new Promise((done) => setTimeout(done));

describe('reading again by hints', () => {
  it('reads at the first hint at once, and once for all that come meanwhile', async () => {
    const reads: ReturnType<typeof deferred>[] = [];
    const refresher = new Refresher(
      () => {
        const read = deferred();
        reads.push(read);
        return read.promise;
      },
      1,
      () => Promise.resolve(),
    );
    refresher.hint();
    expect(reads).toHaveLength(1);
    refresher.hint();
    refresher.hint();
    expect(reads).toHaveLength(1);
    reads[0]?.done();
    await settle();
    expect(reads).toHaveLength(2);
    reads[1]?.done();
    await settle();
    expect(reads).toHaveLength(2);
  });

  it('goes on after a failure', async () => {
    let reads = 0;
    const refresher = new Refresher(
      () => Promise.reject(new Error(String(++reads))),
      1,
      () => Promise.resolve(),
    );
    refresher.hint();
    await settle();
    refresher.hint();
    await settle();
    expect(reads).toBe(2);
  });

  it('keeps a gap between reads, and reads no more once stopped', async () => {
    const gap = deferred();
    let reads = 0;
    const refresher = new Refresher(
      () => Promise.resolve(++reads),
      400,
      (milliseconds) => {
        expect(milliseconds).toBe(400);
        return gap.promise;
      },
    );
    refresher.hint();
    await settle();
    refresher.hint();
    await settle();
    expect(reads).toBe(1);
    refresher.stop();
    gap.done();
    await settle();
    expect(reads).toBe(1);
  });
});
