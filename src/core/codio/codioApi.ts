import type { CodioConnection } from '../platform/connection.ts';
import { fail, type Missing } from '../platform/failure.ts';
import type { HttpReply } from '../platform/http.ts';
import type { Exchange } from './exchange.ts';
import { replyFailure } from './replyFailure.ts';
import type { TokenSource } from './tokenSource.ts';

export type ApiCall = {
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`, with a leading slash; or a whole address, which must be of the API's origin. */
  readonly path: string;
  /** What is missing when the server answers 404. */
  readonly missing: Missing;
  /** False for what makes the server begin something, also by GET: it is never sent twice on a guess. */
  readonly repeatable: boolean;
  readonly timeoutMs?: number;
};

/** Codio's API with the bearer token, below the error codes of HTTP. */
export type CodioApi = {
  /** Gives the body of a successful answer. Fails as signedOut, forbidden, gone, badInput, serverFault or as the exchange does. */
  ask(call: ApiCall, signal: AbortSignal): Promise<string>;
  /** The absolute address of `uri` if it is of the API's own origin, the only one that may see the token. */
  ownAddress(uri: string): string | undefined;
};

/** Builds the API of one connection (Codio protocol, sections 1.4 and 3). */
export function createCodioApi(
  connection: CodioConnection,
  exchange: Exchange,
  tokens: TokenSource,
): CodioApi {
  const base = `${connection.apiBaseUrl}/api/v1`;

  const ownAddress = (uri: string): string | undefined => {
    if (!URL.canParse(uri, `${base}/`)) return undefined;
    const url = new URL(uri, `${base}/`);
    const own = url.origin === new URL(base).origin && url.username === '' && url.password === '';
    return own ? url.href : undefined;
  };

  const send = async (
    call: ApiCall,
    signal: AbortSignal,
  ): Promise<{ readonly reply: HttpReply; readonly token: string }> => {
    const url = ownAddress(call.path.startsWith('/') ? base + call.path : call.path);
    if (url === undefined) fail({ kind: 'badInput', detail: 'This address is not of this connection.' });
    let token = '';
    const reply = await exchange.send(
      {
        request: async (inTime) => {
          token = await tokens.get(inTime);
          return {
            method: call.method,
            url,
            headers: {
              Accept: 'application/json',
              Authorization: `Bearer ${token}`,
              'Cache-Control': 'no-store',
            },
            ...(call.timeoutMs !== undefined && { timeoutMs: call.timeoutMs }),
          };
        },
        repeatable: call.repeatable,
      },
      signal,
    );
    return { reply, token };
  };

  return {
    ownAddress,
    async ask(call, signal) {
      let { reply, token } = await send(call, signal);
      if (reply.status === 401) {
        // The token may have ended early. A request refused for its token was not carried out, so it may be sent again.
        tokens.reject(token);
        ({ reply, token } = await send(call, signal));
        if (reply.status === 401) tokens.reject(token);
      }
      if (reply.status < 200 || reply.status > 299)
        fail(replyFailure(reply.status, reply.text, call.missing));
      return reply.text;
    },
  };
}
