/** An error that the API answered with, after RFC 9457. Its message is for people. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    /** Seconds after which it may work. */
    readonly retryAfter: number | null = null,
    /** All members of the problem. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** The server cannot be reached. */
export class Unreachable extends Error {
  constructor() {
    super('Linchpin cannot be reached.');
    this.name = 'Unreachable';
  }
}

export async function problemOf(answer: Response): Promise<Problem | Unreachable> {
  const type = answer.headers.get('Content-Type') ?? '';
  if (!type.includes('json')) {
    // A proxy's own page: the server behind it is away.
    return answer.status >= 502 && answer.status <= 504
      ? new Unreachable()
      : new Problem(`The server answered ${answer.status}.`, answer.status, 'unknown');
  }
  const body = (await answer.json()) as Record<string, unknown>;
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : undefined);
  const retryAfter = Number(answer.headers.get('Retry-After'));
  return new Problem(
    text('detail') ?? text('title') ?? `The server answered ${answer.status}.`,
    answer.status,
    text('code') ?? 'unknown',
    retryAfter > 0 ? retryAfter : null,
    body,
  );
}

/** One sentence for whatever was thrown. */
export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : 'Something went wrong.';
}
