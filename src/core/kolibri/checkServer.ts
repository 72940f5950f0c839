import * as v from 'valibot';
import { fail } from '../platform/failure.ts';
import type { Http, HttpReply } from '../platform/http.ts';
import { replyFailure } from './replyFailure.ts';

/** What a Kolibri server says of itself to anyone. `learnersOnly`: a learner's own device, which administers no facility. */
export type KolibriServer = {
  readonly version: string;
  readonly deviceName: string;
  readonly learnersOnly: boolean;
  /** Where it answered: another address than the one asked when the server moves plain http to https. */
  readonly baseUrl: string;
};

const INFO_PATH = '/api/public/info/';
const MAX_REDIRECTS = 3;

const Info = v.object({
  application: v.literal('kolibri'),
  kolibri_version: v.string(),
  device_name: v.optional(v.string(), ''),
  subset_of_users_device: v.optional(v.boolean(), false),
});

/**
 * Looks whether a Kolibri server lives at `baseUrl` (Kolibri protocol, section 2.1). No login, no secret: the first thing to ask
 * when a connection is added. Fails as offline, as gone/kolibri when something else answers, as serverFault when it is ill.
 */
export async function checkServer(http: Http, baseUrl: string, signal: AbortSignal): Promise<KolibriServer> {
  let base = baseUrl;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const reply = await http.send({ method: 'GET', url: `${base}${INFO_PATH}?v=3`, maxRedirects: 0 }, signal);
    const moved = movedTo(base, reply);
    if (moved === undefined) return { ...readInfo(reply), baseUrl: base };
    base = moved;
  }
  fail({ kind: 'gone', missing: 'kolibri' });
}

function readInfo(reply: HttpReply): Omit<KolibriServer, 'baseUrl'> {
  if (reply.status >= 500) fail(replyFailure(reply));
  const info = v.safeParse(v.pipe(v.string(), v.parseJson(), Info), reply.text);
  if (reply.status !== 200 || !info.success) fail({ kind: 'gone', missing: 'kolibri' });
  return {
    version: info.output.kolibri_version,
    deviceName: info.output.device_name,
    learnersOnly: info.output.subset_of_users_device,
  };
}

/** Only to the same page elsewhere, and never from https to plain http: the password follows to that address later. */
function movedTo(base: string, reply: HttpReply): string | undefined {
  if (reply.status < 301 || reply.status > 308) return undefined;
  const location = reply.headers['location'];
  if (typeof location !== 'string' || !URL.canParse(location, base)) return undefined;
  const url = new URL(location, base);
  if (!url.pathname.endsWith(INFO_PATH) || url.username !== '' || url.password !== '') return undefined;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && base.startsWith('http:'))) return undefined;
  return `${url.origin}${url.pathname.slice(0, -INFO_PATH.length)}`;
}
