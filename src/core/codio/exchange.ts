import { fail, FailureError } from '../platform/failure.ts';
import type { Http, HttpHeaders, HttpReply, HttpRequest } from '../platform/http.ts';
import { oneHeader } from '../platform/oneHeader.ts';
import type { RequestBudget } from '../platform/platformClient.ts';
import { createQuotaGate } from './quotaGate.ts';
import { createRateLimiter } from './rateLimiter.ts';
import { resetWaitMs } from './resetHeader.ts';
import { retryAfterMs } from '../platform/retryAfter.ts';

export type ExchangeOptions = {
  readonly http: Http;
  readonly requestsPerTenSeconds: number;
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Called for every request that the server may have counted. */
  readonly onCounted?: () => Promise<void>;
};

export type ExchangeCall = {
  /** Makes the request when its turn has come, so that it carries a token that is valid then. */
  readonly request: (signal: AbortSignal) => Promise<HttpRequest>;
  /** It may be sent again after it failed on the way: it only reads. */
  readonly repeatable: boolean;
  /** Goes ahead of the line: a token request, which everything in the line needs. */
  readonly ahead?: true;
};

/** One connection's traffic: all its requests share the organisation's limits. */
export type Exchange = {
  /**
   * Sends a request as soon as the limits allow, and again where that may help. Any status but 429 is an answer. Fails as
   * rateLimited, quotaUsedUp, offline, timedOut or cancelled.
   */
  send(call: ExchangeCall, signal: AbortSignal): Promise<HttpReply>;
  budget(): RequestBudget | undefined;
  /** Believes that there are requests left until the server says otherwise. */
  forgetBudget(): void;
};

const LIMITED_TRIES = 6;
/** What to wait before a reading request is sent again. */
const REPEAT_DELAYS_MS = [1000, 2000, 4000];
const JITTER_MS = 500;
/** A longer wait is not sat out in silence. */
const PATIENCE_MS = 60_000;
/** Connection errors that a few seconds can cure. A refused connection or an unknown host is said at once, and so is a timeout. */
const PASSING = new Set(['ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'ENETDOWN', 'ENETUNREACH', 'EHOSTUNREACH']);
const PASSING_STATUSES = new Set([500, 502, 503, 504]);

/** Builds the traffic of one connection; see Codio protocol, section 2, "Recommended client policy". */
export function createExchange({
  http,
  requestsPerTenSeconds,
  now,
  sleep,
  onCounted,
}: ExchangeOptions): Exchange {
  const limiter = createRateLimiter({ perWindow: requestsPerTenSeconds, now, sleep });
  const gate = createQuotaGate(now);
  let budget: RequestBudget | undefined;

  const note = (headers: HttpHeaders): void => {
    const burstLeft = numberIn(headers, 'x-ratelimit-remaining');
    const dayLeft = numberIn(headers, 'x-ratelimit-dailylimit-remaining');
    if (burstLeft !== undefined)
      limiter.note(burstLeft, resetWaitMs(oneHeader(headers, 'x-ratelimit-reset'), now()));
    const dayLimit = numberIn(headers, 'x-ratelimit-dailylimit');
    if (burstLeft === undefined && dayLeft === undefined) return;
    budget = {
      saidAt: now(),
      ...(burstLeft !== undefined && { burstLeft }),
      ...(dayLeft !== undefined && { dayLeft }),
      ...(dayLimit !== undefined && { dayLimit }),
    };
  };

  /** How long to wait after a 429; `Retry-After` wins over the reset header. */
  const limitedFor = (headers: HttpHeaders): number =>
    retryAfterMs(headers, now()) ?? resetWaitMs(oneHeader(headers, 'x-ratelimit-reset'), now());

  /** One try: an answer, or the failure of a connection that may work again in a moment. */
  const once = async (
    call: ExchangeCall,
    again: boolean,
    signal: AbortSignal,
  ): Promise<HttpReply | FailureError> => {
    if (call.ahead) limiter.count();
    const release = call.ahead ? undefined : await limiter.take(signal, again);
    try {
      const request = await call.request(signal);
      const reply = await sendOnce(http, request, signal);
      // Without an answer it may have been counted; a refused one was not.
      if (reply instanceof FailureError || reply.status !== 429) await onCounted?.();
      if (!(reply instanceof FailureError)) {
        note(reply.headers);
        // Before the turn ends, so that the next in line does not run into the same refusal.
        if (reply.status === 429) limiter.pause(Math.min(limitedFor(reply.headers), PATIENCE_MS));
      }
      return reply;
    } finally {
      release?.();
    }
  };

  return {
    budget: () => budget,
    forgetBudget() {
      gate.open();
      const { dayLimit } = budget ?? {};
      budget = dayLimit === undefined ? undefined : { saidAt: now(), dayLimit };
    },
    async send(call, signal) {
      let limited = 0;
      let repeated = 0;
      for (;;) {
        if (!call.ahead) gate.pass();
        const reply = await once(call, limited + repeated > 0, signal);
        const repeatDelay = call.repeatable ? REPEAT_DELAYS_MS[repeated] : undefined;
        if (reply instanceof FailureError) {
          if (repeatDelay === undefined) throw reply;
          repeated += 1;
          await sleep(repeatDelay, signal);
        } else if (reply.status === 429) {
          if (numberIn(reply.headers, 'x-ratelimit-dailylimit-remaining') === 0) {
            gate.close();
            limiter.flush({ kind: 'quotaUsedUp' });
            fail({ kind: 'quotaUsedUp' });
          }
          limited += 1;
          const waitMs = limitedFor(reply.headers);
          if (limited >= LIMITED_TRIES || waitMs > PATIENCE_MS) fail({ kind: 'rateLimited', waitMs });
          await sleep(waitMs + Math.random() * JITTER_MS, signal);
        } else {
          gate.open();
          if (!PASSING_STATUSES.has(reply.status) || repeatDelay === undefined) return reply;
          repeated += 1;
          await sleep(repeatDelay, signal);
        }
      }
    },
  };
}

async function sendOnce(
  http: Http,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpReply | FailureError> {
  try {
    return await http.send(request, signal);
  } catch (error) {
    if (error instanceof FailureError && error.failure.kind === 'offline' && PASSING.has(error.failure.code))
      return error;
    throw error;
  }
}

function numberIn(headers: HttpHeaders, name: string): number | undefined {
  const text = oneHeader(headers, name);
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
