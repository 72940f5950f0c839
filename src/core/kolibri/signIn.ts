import * as v from 'valibot';
import type { KolibriCredentials } from '../platform/connection.ts';
import { fail, type Failure } from '../platform/failure.ts';
import type { Http, HttpReply } from '../platform/http.ts';
import { administratorOf, type Administrator } from './administrator.ts';
import { readCookieNews, type KolibriCookies } from './kolibriCookies.ts';
import { readJson } from './readJson.ts';
import { errorCodes, replyFailure } from './replyFailure.ts';
import { requestHeaders } from './requestHeaders.ts';
import { signOut } from './signOut.ts';
import { UserSession } from './userSession.ts';

/** A fresh session on the server. `serverTime` is the server's own clock, as an ISO date. */
export type SignedIn = {
  readonly cookies: KolibriCookies;
  readonly administrator: Administrator;
  readonly serverTime: string | undefined;
};

export type SignInOptions = {
  readonly http: Http;
  readonly baseUrl: string;
  readonly credentials: KolibriCredentials;
  /** The facility of the last sign-in: tried first. */
  readonly facilityId?: string | undefined;
};

/** How the server refuses a name or a password (Kolibri protocol, section 1.3). */
const REFUSALS: ReadonlySet<string> = new Set([
  'INVALID_CREDENTIALS',
  'INVALID_USERNAME',
  'PASSWORD_NOT_SPECIFIED',
  'MISSING_PASSWORD',
]);

type Attempt =
  | { readonly result: 'in'; readonly signedIn: SignedIn }
  | { readonly result: 'unknownUser' }
  | { readonly result: 'refused'; readonly failure: Failure };

/** A password is shown to this many facilities that know the name and refuse it: a typing error must not look like an attack. */
const MOST_REFUSALS = 3;
/** The sign-ins of one try, whatever their answers. */
const MOST_SIGN_INS = 25;

/**
 * Signs in with user name and password. Without a facility the server looks into its default one only, so that a person of another
 * facility is unknown to it: the other facilities are asked in turn, up to a limit. Of several refusals the first by a facility that
 * knows the name is told: a wrong password, or a person who administers nothing (forbidden).
 */
export async function signIn(options: SignInOptions, signal: AbortSignal): Promise<SignedIn> {
  const first = await attempt(options, options.facilityId, signal);
  if (first.result === 'in') return first.signedIn;
  const refusals = first.result === 'refused' ? [first.failure] : [];
  for (const facilityId of (await facilities(options, signal)).slice(0, MOST_SIGN_INS - 1)) {
    const next = await attempt(options, facilityId, signal);
    if (next.result === 'in') return next.signedIn;
    if (next.result === 'refused') refusals.push(next.failure);
    if (refusals.length >= MOST_REFUSALS) break;
  }
  fail(refusals[0] ?? { kind: 'signedOut' });
}

async function attempt(
  options: SignInOptions,
  facility: string | undefined,
  signal: AbortSignal,
): Promise<Attempt> {
  const { http, baseUrl, credentials } = options;
  const { username, password } = credentials;
  const reply = await http.send(
    {
      method: 'POST',
      url: `${baseUrl}/api/auth/session/`,
      // Without the old cookies: a sign-in that carries a session is held to its CSRF token.
      headers: requestHeaders(baseUrl, 'POST', undefined, true),
      body: JSON.stringify({ username, password, ...(facility !== undefined && { facility }) }),
      maxRedirects: 0,
    },
    signal,
  );
  if (reply.status !== 200) return refused(reply);
  const session = readSession(reply);
  const news = readCookieNews(reply.headers);
  if (news.session === undefined || news.csrf === undefined) fail({ kind: 'gone', missing: 'kolibri' });
  const cookies = { session: news.session, csrf: news.csrf };
  const administrator = administratorOf(session);
  if (administrator) {
    return { result: 'in', signedIn: { cookies, administrator, serverTime: session.server_time } };
  }
  await signOut(http, baseUrl, cookies, signal);
  return { result: 'refused', failure: { kind: 'forbidden', needs: 'facilityAdmin' } };
}

function refused(reply: HttpReply): Attempt {
  const codes = errorCodes(reply);
  if (codes.some((code) => REFUSALS.has(code))) return { result: 'refused', failure: { kind: 'signedOut' } };
  if (reply.status === 400 && codes.includes('NOT_FOUND')) return { result: 'unknownUser' };
  // A facility that has been deleted meanwhile: a bare string, no code.
  if (reply.status === 400 && codes.length === 0) return { result: 'unknownUser' };
  // Every Kolibri has this page; a redirect or a 404 means that something else lives here.
  if (reply.status < 400 || reply.status === 404 || reply.status === 405)
    fail({ kind: 'gone', missing: 'kolibri' });
  fail(replyFailure(reply));
}

function readSession(reply: HttpReply): UserSession {
  const session = v.safeParse(v.pipe(v.string(), v.parseJson(), UserSession), reply.text);
  return session.success ? session.output : fail({ kind: 'gone', missing: 'kolibri' });
}

const PublicFacilities = v.array(v.object({ id: v.string() }));

async function facilities({ http, baseUrl }: SignInOptions, signal: AbortSignal): Promise<readonly string[]> {
  const url = `${baseUrl}/api/public/v1/facility/`;
  const reply = await http.send({ method: 'GET', url, maxRedirects: 0 }, signal);
  // One facility is the default one, which has answered already.
  const all = readJson(reply, PublicFacilities);
  return all.length > 1 ? all.map(({ id }) => id) : [];
}
