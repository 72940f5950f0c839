import { fail, type Failure } from '../../../platform/failure.ts';
import type { StreamReply } from '../../../platform/http.ts';

export type BodyWatch = {
  readonly host: string;
  readonly stallMs: number;
  /** Told of every chunk; may throw. */
  readonly count: (bytes: number) => void;
};

/** The body of an answer as it comes. Fails as timedOut when nothing comes for `stallMs`, as brokeOff when it breaks off. */
export async function* answerBody(
  { body }: StreamReply,
  { host, stallMs, count }: BodyWatch,
): AsyncGenerator<Buffer, void, undefined> {
  let stalled: Failure | undefined;
  const stall = (): void => {
    stalled = { kind: 'timedOut', afterMs: stallMs };
    body.destroy();
  };
  let clock = setTimeout(stall, stallMs);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      clearTimeout(clock);
      count(chunk.length);
      yield chunk;
      // Whoever reads may take time; that is not the server's.
      clock = setTimeout(stall, stallMs);
    }
  } catch (error) {
    if (stalled) fail(stalled);
    const { code } = error as { code?: unknown };
    if (typeof code === 'string' && /^(?:E[A-Z]+|ERR_.*)$/.test(code))
      fail({ kind: 'repository', problem: { is: 'brokeOff', host } }, error);
    throw error;
  } finally {
    clearTimeout(clock);
    body.destroy();
  }
  if (stalled) fail(stalled);
}
