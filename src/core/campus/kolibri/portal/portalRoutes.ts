import { objectOf, textOf } from '../wire/fields.ts';
import { errorPage } from '../wire/pages.ts';
import { refuseWith } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { askPortal } from './askPortal.ts';
import { SYNC_TYPE, syncOrder } from './syncTask.ts';

const REGISTER = 'portal/api/public/v1/registerfacility/';

/** Checking a project token and registering a facility with it (Kolibri protocol, section 7). */
export const PORTAL_ROUTES: readonly KolibriRoute[] = [
  {
    pattern: '/api/auth/portal/validate_token/',
    view: 'Validate Token',
    csrf: 'session',
    answers: { GET: validate },
  },
  { pattern: '/api/auth/portal/register/', view: 'Register', csrf: 'session', answers: { POST: register } },
];

/** Relays what the portal says, also to people who are not signed in. */
async function validate({ context, query }: KolibriCall): Promise<KolibriReply> {
  const token = new URLSearchParams({ token: query.get('token') ?? '' });
  const answer = await askPortal(context.portalUrl(), `${REGISTER}validate_token?${String(token)}`);
  if (answer === undefined) return jsonReply({ status: 'offline' }, 503);
  return jsonReply(answer.value, answer.status);
}

/** Whoever knows a token may register any facility. What the server does not reckon with, it breaks at: an unknown facility, a portal that is away. */
async function register(call: KolibriCall): Promise<KolibriReply> {
  const { context } = call;
  const { school, clock, jobs } = context;
  const fields = objectOf(call.body);
  const facility = school.facilities.get(textOf(fields, 'facility_id') ?? '');
  if (facility === undefined) return refuseWith(errorPage(500));
  const nonce = await askPortal(context.portalUrl(), 'api/morango/v1/nonces/', {});
  const answer =
    nonce &&
    (await askPortal(context.portalUrl(), REGISTER, {
      facility_id: facility.id,
      token: textOf(fields, 'token') ?? '',
    }));
  if (answer === undefined) return refuseWith(errorPage(500));
  if (answer.status >= 400) return jsonReply(answer.value, answer.status);
  facility.portalRegistered = true;
  const job = jobs.enqueue(SYNC_TYPE, syncOrder(facility), undefined, clock.now(), `kdp_sync_${facility.id}`);
  Object.assign(job, { repeat: null, repeatInterval: 86_400, retryInterval: 3600 });
  context.changed();
  return emptyReply(answer.status);
}
