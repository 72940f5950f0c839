import { FailureError } from '../../../src/core/platform/failure.ts';
import type { Http, HttpHeaders, HttpReply, HttpRequest } from '../../../src/core/platform/http.ts';

export type Answer = { readonly status?: number; readonly headers?: HttpHeaders; readonly text?: string };

/** An {@link Http} that answers from a function and remembers what it was asked. */
export type FakeHttp = Http & { readonly requests: HttpRequest[] };

export function fakeHttp(
  answer: (request: HttpRequest, signal: AbortSignal) => Answer | Promise<Answer>,
): FakeHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    async send(request, signal): Promise<HttpReply> {
      if (signal.aborted) throw new FailureError({ kind: 'cancelled' });
      requests.push(request);
      const { status = 200, headers = {}, text = '' } = await answer(request, signal);
      return { status, headers, text };
    },
    open: () => Promise.reject(new Error('No file is opened here.')),
  };
}

/** A 200 with this JSON body. */
export function json(value: unknown, headers: HttpHeaders = {}): Answer {
  return { headers, text: JSON.stringify(value) };
}
