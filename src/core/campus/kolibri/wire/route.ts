import type { IncomingMessage } from 'node:http';
import type { Caller } from '../session/caller.ts';
import type { KolibriContext } from '../kolibriContext.ts';
import type { KolibriBody } from './readRequest.ts';
import type { KolibriReply } from './reply.ts';

export type KolibriMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request as a route of the Kolibri side sees it. `path` holds the named parts of the pattern, decoded. */
export type KolibriCall = {
  readonly context: KolibriContext;
  readonly request: IncomingMessage;
  readonly query: URLSearchParams;
  readonly path: Readonly<Record<string, string>>;
  readonly caller: Caller;
  /** The session and token that came along; the session may be dead. */
  readonly cookies: ReadonlyMap<string, string>;
  readonly body: KolibriBody;
  /** The server's name for this place, as its refusals give it. */
  readonly view: string;
};

export type KolibriAnswer = (call: KolibriCall) => KolibriReply | Promise<KolibriReply>;

export type KolibriRoute = {
  /** Below the server's prefix, for instance `/api/auth/classroom/:id/`. */
  readonly pattern: string;
  readonly view: string;
  /**
   * When a write needs its CSRF token (Kolibri protocol, section 1.1): with a session only (JSON 403), always (Django's page), or
   * never, for what only reads.
   */
  readonly csrf?: 'session' | 'always';
  /** The answer carries the CSRF cookie. */
  readonly setsCsrf?: true;
  readonly answers: Readonly<Partial<Record<KolibriMethod, KolibriAnswer>>>;
};
