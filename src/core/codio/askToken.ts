import * as v from 'valibot';
import type { CodioCredentials } from '../platform/connection.ts';
import { fail } from '../platform/failure.ts';
import type { Exchange } from './exchange.ts';
import { parseReply } from './parseReply.ts';
import { replyFailure } from './replyFailure.ts';
import type { Token } from './tokenSource.ts';
import { wireNumber, wireText } from './wireFields.ts';

/** Assumed when the server does not say how long a token lives. */
const UNKNOWN_LIFETIME_S = 600;

const tokenReply = v.object({ access_token: wireText, expires_in: wireNumber });

/**
 * Asks for a token (Codio protocol, section 1.3). The secret goes into the query because no other place is known to work. Of the two
 * methods that are, GET is what Codio's own client has used all along; POST would carry the same query, so it would
 * keep the secret out of no log. Hence: encrypted connections only (see parseCodioAddress), no redirect, no caching, and no error that
 * carries the address.
 *
 * Fails as signedOut when the credentials are refused, as gone/server when there is no token service at the address.
 */
export async function askToken(
  exchange: Exchange,
  oauthBaseUrl: string,
  { clientId, clientSecret }: CodioCredentials,
  signal: AbortSignal,
): Promise<Token> {
  const query = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const reply = await exchange.send(
    {
      request: () =>
        Promise.resolve({
          method: 'GET',
          url: `${oauthBaseUrl}/api/v1/token?${query.toString()}`,
          headers: { Accept: 'application/json', 'Cache-Control': 'no-store' },
        }),
      repeatable: true,
      ahead: true,
    },
    signal,
  );
  if (reply.status === 400 || reply.status === 401 || reply.status === 403) fail({ kind: 'signedOut' });
  if (reply.status < 200 || reply.status > 299) {
    // Without the server's text: a message that repeats the request repeats the secret.
    fail(replyFailure(reply.status, '', 'server'));
  }
  const { access_token: value, expires_in: seconds } = parseReply(tokenReply, reply.text);
  if (value === undefined)
    fail({ kind: 'serverFault', status: reply.status, detail: 'The server gave no token.' });
  const lifetime = seconds !== undefined && seconds > 0 ? seconds : UNKNOWN_LIFETIME_S;
  return { value, lifetimeMs: lifetime * 1000 };
}
