import type { KolibriCredentials } from '../platform/connection.ts';
import { fail } from '../platform/failure.ts';
import type { Http, HttpHeaders, HttpReply, HttpRequest, StreamReply } from '../platform/http.ts';
import { administratorOf, type Administrator } from './administrator.ts';
import { readCookieNews, type KolibriCookies } from './kolibriCookies.ts';
import { patientHttp } from './patientHttp.ts';
import { readJson } from './readJson.ts';
import { isRead, requestHeaders } from './requestHeaders.ts';
import { shareInFlight } from '../platform/shareInFlight.ts';
import { signIn } from './signIn.ts';
import { signOut } from './signOut.ts';
import type { Sleep } from '../platform/sleep.ts';
import { UserSession } from './userSession.ts';

export type KolibriSessionOptions = {
  readonly baseUrl: string;
  readonly credentials: KolibriCredentials;
  /** Must not reuse sockets: the server drops idle ones after 10 s without a word. */
  readonly http: Http;
  readonly sleep: Sleep;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** Who is signed in, as the server has just confirmed. `clockAheadMs`: its clock minus ours, if it says. */
export type Confirmed = Administrator & { readonly clockAheadMs: number | undefined };

/** The server forgets a session 20 min after it was last modified, and only "who am I" modifies it. */
const TOUCH_AFTER_MS = 5 * 60_000;
/** On SQLite a locked database makes a write wait for 100 s before the server says so. */
const WRITE_TIMEOUT_MS = 130_000;

/** A session that the server holds for us. `touchedAt`: when it was last modified there, by our clock. */
type Live = { cookies: KolibriCookies; confirmed: Confirmed; touchedAt: number };

/**
 * An {@link Http} that is signed in as one administrator of one server (Kolibri protocol, section 1). It signs in on the first
 * request, keeps the session alive while there is work, and signs in again once when the server has dropped it: reads are then
 * repeated, writes only when the server has refused them. Requests that come at the same time share one sign-in.
 */
export class KolibriSession implements Http {
  readonly #options: KolibriSessionOptions;
  readonly #http: Http;
  readonly #enter: (signal: AbortSignal) => Promise<Live>;
  readonly #closing = new AbortController();
  #live: Live | undefined;
  #facilityId: string | undefined;

  constructor(options: KolibriSessionOptions) {
    this.#options = options;
    this.#http = patientHttp(options.http, options.sleep);
    this.#enter = shareInFlight(async (signal) => {
      const ended = AbortSignal.any([signal, this.#closing.signal]);
      return (await this.#touch(ended)) ?? (await this.#signIn(ended));
    });
  }

  /** Asks the server who we are; signs in if that is nobody. Fails as signedOut, or as forbidden for people who administer nothing. */
  async administrator(signal: AbortSignal): Promise<Confirmed> {
    this.#refuseWhenClosed();
    return (await this.#enter(signal)).confirmed;
  }

  /** Who is signed in, as the server last said; signs in if nobody is. Unlike {@link administrator} it asks nothing else. */
  async confirmed(signal: AbortSignal): Promise<Confirmed> {
    this.#refuseWhenClosed();
    return (await this.#ready(signal)).confirmed;
  }

  send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
    return this.#ask(
      request,
      signal,
      (signed) => this.#http.send(signed, signal),
      () => undefined,
      () => false,
    );
  }

  open(request: HttpRequest, signal: AbortSignal): Promise<StreamReply> {
    return this.#ask(
      request,
      signal,
      (signed) => this.#http.open(signed, signal),
      (reply) => reply.body.destroy(),
      isWebPage,
    );
  }

  /** Ends the session on the server. Later requests fail as cancelled. Never fails. */
  async close(): Promise<void> {
    this.#closing.abort();
    const live = this.#live;
    this.#live = undefined;
    if (live === undefined) return;
    const { http, baseUrl } = this.#options;
    try {
      await signOut(http, baseUrl, live.cookies, new AbortController().signal);
    } catch {
      // A server that cannot be reached now forgets the session by itself.
      return;
    }
  }

  async #ask<R extends { readonly status: number; readonly headers: HttpHeaders }>(
    request: HttpRequest,
    signal: AbortSignal,
    ask: (signed: HttpRequest) => Promise<R>,
    discard: (reply: R) => void,
    looksSignedOut: (reply: R) => boolean,
  ): Promise<R> {
    this.#refuseWhenClosed();
    // The cookies are for this server and nobody else.
    if (!request.url.startsWith(`${this.#options.baseUrl}/`)) fail({ kind: 'badInput', detail: '' });
    const live = await this.#ready(signal);
    const reply = await ask(this.#signed(request, live));
    const dead = this.#absorb(live, reply.headers);
    if (!shouldAskAgain(request.method, reply.status, dead) && !looksSignedOut(reply)) return reply;
    discard(reply);
    this.#forget(live);
    const renewed = await this.#ready(signal);
    const second = await ask(this.#signed(request, renewed));
    if (!this.#absorb(renewed, second.headers)) return second;
    discard(second);
    fail({ kind: 'signedOut' });
  }

  async #ready(signal: AbortSignal): Promise<Live> {
    const live = this.#live;
    const fresh = live !== undefined && this.#options.now() - live.touchedAt < TOUCH_AFTER_MS;
    return fresh ? live : this.#enter(signal);
  }

  /** "Who am I": proves the session and makes it last. Undefined when there is none any more. */
  async #touch(signal: AbortSignal): Promise<Live | undefined> {
    const live = this.#live;
    if (live === undefined) return undefined;
    const reply = await this.#http.send(
      this.#signed(
        {
          method: 'PUT',
          url: `${this.#options.baseUrl}/api/auth/session/current/`,
          // `true` would count as a visit in the server's usage statistics.
          body: JSON.stringify({ active: false }),
        },
        live,
      ),
      signal,
    );
    const dead = this.#absorb(live, reply.headers);
    // Every Kolibri has this page.
    if (reply.status === 404 || reply.status === 405) fail({ kind: 'gone', missing: 'kolibri' });
    if (!dead && reply.status !== 401 && reply.status !== 403) {
      const session = readJson(reply, UserSession);
      const administrator = administratorOf(session);
      if (administrator) {
        live.confirmed = this.#confirmed(administrator, session.server_time);
        live.touchedAt = this.#options.now();
        return live;
      }
    }
    this.#forget(live);
    return undefined;
  }

  async #signIn(signal: AbortSignal): Promise<Live> {
    const { baseUrl, credentials } = this.#options;
    const { cookies, administrator, serverTime } = await signIn(
      { http: this.#http, baseUrl, credentials, facilityId: this.#facilityId },
      signal,
    );
    const confirmed = this.#confirmed(administrator, serverTime);
    const live: Live = { cookies, confirmed, touchedAt: this.#options.now() };
    this.#live = live;
    this.#facilityId = administrator.facilityId;
    return live;
  }

  #confirmed(administrator: Administrator, serverTime: string | undefined): Confirmed {
    const there = serverTime === undefined ? Number.NaN : Date.parse(serverTime);
    return {
      ...administrator,
      clockAheadMs: Number.isNaN(there) ? undefined : there - this.#options.now(),
    };
  }

  #signed(request: HttpRequest, { cookies }: Live): HttpRequest {
    const { method, body } = request;
    return {
      ...request,
      headers: {
        ...requestHeaders(this.#options.baseUrl, method, cookies, body !== undefined),
        ...request.headers,
      },
      maxRedirects: 0,
      ...(!isRead(method) && { timeoutMs: request.timeoutMs ?? WRITE_TIMEOUT_MS }),
    };
  }

  /** Takes over new cookie values; true when the answer says that the session is dead. */
  #absorb(live: Live, headers: HttpHeaders): boolean {
    const { session, csrf, sessionCleared } = readCookieNews(headers);
    if (sessionCleared) {
      this.#forget(live);
      return true;
    }
    live.cookies = { session: session ?? live.cookies.session, csrf: csrf ?? live.cookies.csrf };
    return false;
  }

  /** Only if nobody has signed in again meanwhile. */
  #forget(live: Live): void {
    if (this.#live === live) this.#live = undefined;
  }

  #refuseWhenClosed(): void {
    if (this.#closing.signal.aborted) fail({ kind: 'cancelled' });
  }
}

/**
 * Whether a new sign-in may help, and the request may be sent again: reads always; writes when the server has refused them (an
 * anonymous or a CSRF 403, and the 500 that some views make of an anonymous caller: a session that the answer calls dead was dead
 * before the work began). Never after a success, and never after a fault of a living session, which may have done half of the work.
 */
function shouldAskAgain(method: HttpRequest['method'], status: number, dead: boolean): boolean {
  if (status === 401 || status === 403) return true;
  return dead && (isRead(method) || status >= 400);
}

/** A sign-in page, or the way to one, in the place of a file. */
function isWebPage({ status, headers }: StreamReply): boolean {
  const type = headers['content-type'];
  const redirected = status >= 300 && status < 400;
  return redirected || (status === 200 && typeof type === 'string' && type.startsWith('text/html'));
}
