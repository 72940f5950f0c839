import { timingSafeEqual, createHash } from 'node:crypto';
import { readBody } from './readBody.ts';
import { refuse } from './refusal.ts';
import type { Call } from './route.ts';

/** Gives a token for the credentials of the organisation, in the query of a GET or POST (Codio protocol, section 1.3). */
export async function tokenRoute(call: Call): Promise<unknown> {
  const { context, url } = call;
  const body = await readBody(call.request);
  const given = new URLSearchParams(url.searchParams);
  if (context.switches.tokenFormBody) {
    for (const [name, value] of new URLSearchParams(body)) given.set(name, value);
  }
  if (given.get('grant_type') !== 'client_credentials') refuse(400, 'Unsupported grant type');
  const { clientId, clientSecret } = context.keys;
  const known =
    same(given.get('client_id') ?? '', clientId) && same(given.get('client_secret') ?? '', clientSecret);
  if (!known) refuse(401, 'Client id or secret is wrong');
  const seconds = context.switches.tokenSeconds;
  const now = context.clock.now();
  return { access_token: context.tokens.issue(now, now + seconds * 1000), expires_in: seconds };
}

function same(given: string, kept: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(kept));
}
