import type { AxiosInstance, AxiosResponse, RawAxiosRequestHeaders } from 'axios';
import { readFile } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import { fail, FailureError, failureOf } from './failure.ts';

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Until the first byte of the answer, in milliseconds. */
  readonly timeoutMs?: number;
  /** 0 by default: a request that carries a secret never follows a redirect. */
  readonly maxRedirects?: number;
};

/** Header names are in lower case; a header that came several times is an array (only `set-cookie`). */
export type HttpHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;
export type HttpReply = { readonly status: number; readonly headers: HttpHeaders; readonly text: string };
export type StreamReply = { readonly status: number; readonly headers: HttpHeaders; readonly body: Readable };

/** Raw HTTP for all clients. Any status is an answer; only a missing answer fails (offline, timedOut, cancelled). */
export interface Http {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply>;
  /** Like `send`, with the body as it comes over the wire, not decompressed. */
  open(request: HttpRequest, signal: AbortSignal): Promise<StreamReply>;
}

export type HttpOptions = {
  readonly userAgent: string;
  /** A PEM file with further certificate authorities, for schools with their own. */
  readonly caFile?: string;
  /** False: a new socket for each request, for servers that drop idle ones without a word. */
  readonly keepAlive?: boolean;
};

const DEFAULT_TIMEOUT_MS = 30_000;
/** An answer that is read as text is a small JSON document; anything larger is not from this API. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** Builds the HTTP of one connection. Loads axios on the first request, not before. */
export function createHttp(options: HttpOptions): Http {
  let client: Promise<AxiosInstance> | undefined;
  const axios = async (): Promise<AxiosInstance> => {
    client ??= connect(options);
    try {
      return await client;
    } catch (error) {
      // Whoever mends the settings wants to try again.
      client = undefined;
      fail(failureOf(error), error);
    }
  };

  const ask = async (
    request: HttpRequest,
    kind: 'text' | 'stream',
    signal: AbortSignal,
  ): Promise<AxiosResponse<unknown>> => {
    const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    // axios reads data: addresses itself, without a server.
    if (!/^https?:\/\//i.test(request.url) || !URL.canParse(request.url))
      fail({ kind: 'badInput', detail: 'This is not a web address.' });
    try {
      return await (
        await axios()
      ).request<unknown>({
        method: request.method,
        url: request.url,
        headers: {
          // Without a body there is no type of one; axios would name one.
          ...(request.body === undefined && { 'Content-Type': false }),
          ...request.headers,
        } satisfies RawAxiosRequestHeaders,
        // axios takes bytes as a Buffer only.
        data: request.body instanceof Uint8Array ? Buffer.from(request.body) : request.body,
        timeout: timeoutMs,
        maxRedirects: request.maxRedirects ?? 0,
        responseType: kind,
        decompress: kind === 'text',
        maxContentLength: kind === 'text' ? MAX_TEXT_BYTES : -1,
        signal,
      });
    } catch (error) {
      return noAnswer(error, request.url, timeoutMs, signal);
    }
  };

  return {
    async send(request, signal) {
      const { status, headers, data } = await ask(request, 'text', signal);
      return { status, headers: plain(headers), text: typeof data === 'string' ? data : '' };
    },
    async open(request, signal) {
      const { status, headers, data } = await ask(request, 'stream', signal);
      return { status, headers: plain(headers), body: data as Readable };
    },
  };
}

async function connect({ userAgent, caFile, keepAlive = true }: HttpOptions): Promise<AxiosInstance> {
  const { default: axios } = await import('axios');
  const ca = caFile ? [...rootCertificates, await readFile(caFile, 'utf8')] : undefined;
  return axios.create({
    headers: { 'User-Agent': userAgent },
    httpAgent: new HttpAgent({ keepAlive }),
    httpsAgent: new HttpsAgent({ keepAlive, ...(ca && { ca }) }),
    // The editor's own patch of node:http applies the user's proxy settings.
    proxy: false,
    beforeRedirect: stayEncrypted,
    validateStatus: () => true,
    transformResponse: (data: unknown) => data,
  });
}

/** A file that was linked over an encrypted connection is not fetched over an open one. */
function stayEncrypted(
  next: Readonly<Record<string, unknown>>,
  _reply: unknown,
  last: { readonly url: string },
): void {
  if (last.url.startsWith('https:') && next['protocol'] !== 'https:')
    fail({ kind: 'serverFault', detail: 'The server redirects to an unencrypted address.' });
}

function plain(headers: AxiosResponse['headers']): HttpHeaders {
  return Object.fromEntries(Object.entries(headers));
}

function noAnswer(error: unknown, url: string, timeoutMs: number, signal: AbortSignal): never {
  if (signal.aborted) fail({ kind: 'cancelled' });
  for (let thrown = error; thrown instanceof Error; thrown = thrown.cause)
    if (thrown instanceof FailureError) throw thrown;
  const { code, response } = error as { code?: unknown; response?: unknown };
  if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') fail({ kind: 'timedOut', afterMs: timeoutMs });
  if (code === 'ERR_FR_TOO_MANY_REDIRECTS')
    fail({ kind: 'serverFault', detail: 'The server redirects in a circle.' });
  // axios has one code for both; only an answer that had begun comes with the error.
  const broken = code === 'ERR_BAD_RESPONSE' && response !== undefined;
  if (code === 'ERR_BAD_RESPONSE' && !broken)
    fail({ kind: 'serverFault', detail: 'The answer of the server is too large.' });
  // Not the cause: an axios error carries the request, with its URL and headers.
  fail({
    kind: 'offline',
    host: hostOf(url),
    code: broken ? 'ECONNRESET' : typeof code === 'string' ? code : 'unknown',
  });
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
