import type { Http, HttpHeaders } from '../platform/http.ts';
import { retryAfterMs } from '../platform/retryAfter.ts';
import type { Sleep } from '../platform/sleep.ts';

const TRIES = 3;
const LONGEST_WAIT_MS = 30_000;

/**
 * An Http that asks again while the server says 503 with a `Retry-After`: its database is locked and the request, a write too, was
 * not carried out (Kolibri protocol, section 0.1). After a few tries the 503 is the answer.
 */
export function patientHttp(http: Http, sleep: Sleep): Http {
  const patiently = async <R extends { readonly status: number; readonly headers: HttpHeaders }>(
    ask: () => Promise<R>,
    discard: (reply: R) => void,
    signal: AbortSignal,
  ): Promise<R> => {
    for (let tried = 1; ; tried += 1) {
      const reply = await ask();
      const waitMs = reply.status === 503 ? retryAfterMs(reply.headers, Date.now()) : undefined;
      if (waitMs === undefined || waitMs > LONGEST_WAIT_MS || tried === TRIES) return reply;
      discard(reply);
      await sleep(waitMs, signal);
    }
  };
  return {
    send: (request, signal) =>
      patiently(
        () => http.send(request, signal),
        () => undefined,
        signal,
      ),
    open: (request, signal) =>
      patiently(
        () => http.open(request, signal),
        (reply) => reply.body.destroy(),
        signal,
      ),
  };
}
