import { randomBytes } from 'node:crypto';
import { isPassword } from '../store/passwords.ts';
import type { Facility, User } from '../store/rows.ts';
import { isoZ } from '../wire/isoTime.ts';
import { idOf } from '../wire/idOf.ts';
import { objectOf, textOf, type Fields } from '../wire/fields.ts';
import { refuseField, refuseText, refuseWith } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { kindsOf, type Caller } from './caller.ts';
import { clearedLine, csrfLine, newCsrfToken, SESSION_COOKIE, sessionLine, visitorLine } from './cookies.ts';
import { setFirstPassword } from './setFirstPassword.ts';

/** Signing in, who am I, signing out (Kolibri protocol, section 1). There is no GET on the session. */
export const SESSION_ROUTES: readonly KolibriRoute[] = [
  {
    pattern: '/api/auth/session/',
    view: 'Session List',
    csrf: 'session',
    setsCsrf: true,
    answers: { POST: signIn },
  },
  {
    pattern: '/api/auth/session/:id/',
    view: 'Session Instance',
    csrf: 'session',
    setsCsrf: true,
    answers: { PUT: whoAmI, DELETE: signOut },
  },
  {
    pattern: '/api/auth/setnonspecifiedpassword',
    view: 'Set Non Specified Password',
    csrf: 'session',
    answers: { POST: setFirstPassword },
  },
  { pattern: '/:language/logout/', view: '', answers: { GET: signOutByLink } },
];

async function signIn(call: KolibriCall): Promise<KolibriReply> {
  const { context, query } = call;
  const { school, prefix } = context;
  const fields = objectOf(call.body);
  const facility = facilityOf(call, fields);
  const user = await authenticated(
    call,
    facility,
    textOf(fields, 'username') ?? '',
    textOf(fields, 'password'),
  );
  if (query.get('prevalidate') === 'true') return jsonReply({ full_name: user.fullName });
  const key = randomBytes(16).toString('base64url');
  const old = call.cookies.get(SESSION_COOKIE);
  if (old !== undefined) school.sessions.delete(old);
  school.sessions.set(key, { key, user: user.id, expires: expiry(call) });
  context.changed();
  return {
    ...jsonReply(sessionOf(call, user)),
    cookies: [csrfLine(newCsrfToken(), prefix), sessionLine(key, prefix)],
  };
}

function facilityOf({ context }: KolibriCall, fields: Fields): Facility | undefined {
  const { school } = context;
  const given = fields['facility'];
  if (given === undefined || given === '') return school.facilities.get(school.defaultFacility ?? '');
  if (given === null) refuseText('This field may not be null.');
  const id = typeof given === 'string' ? idOf(given) : undefined;
  if (id === undefined) refuseText('Incorrect type. Expected pk value, received str.');
  return school.facilities.get(id) ?? refuseText(`Invalid pk "${id}" - object does not exist.`);
}

/** The person, by exact name first, then without case; superusers are known in every facility. */
async function authenticated(
  { context }: KolibriCall,
  facility: Facility | undefined,
  username: string,
  password = '',
): Promise<User> {
  const { school } = context;
  const people = [...school.users.values()].filter(
    (user) => user.dateDeleted === null && (user.facility === facility?.id || user.isSuperuser),
  );
  const user =
    people.find((each) => each.username === username) ??
    people.find((each) => each.username.toLowerCase() === username.toLowerCase());
  if (user === undefined) return refuseField('NOT_FOUND', 'Username not found.', 'username');
  const isLearner = school.rolesOf(user.id).length === 0 && !user.isSuperuser;
  if (isLearner && facility?.dataset.learnerCanLoginWithNoPassword === true) return user;
  if (user.password === null)
    refuseField(
      'PASSWORD_NOT_SPECIFIED',
      'Username is valid, but password needs to be set before login.',
      'password',
    );
  // What is typed is trimmed; what an import stored is not.
  const typed = password.trim();
  if (typed === '')
    refuseField('MISSING_PASSWORD', 'Username is valid, but password is missing.', 'password');
  if (!(await isPassword(typed, user.password)))
    refuseWith(jsonReply([{ id: 'INVALID_CREDENTIALS', metadata: {} }], 401));
  return user;
}

/** The only call that makes a session last, besides signing in. */
function whoAmI(call: KolibriCall): KolibriReply {
  const { context, caller } = call;
  const key = call.cookies.get(SESSION_COOKIE);
  const session = key === undefined ? undefined : context.school.sessions.get(key);
  if (caller === undefined || session === undefined)
    return { ...jsonReply(sessionOf(call, undefined)), cookies: [visitorLine(context.prefix)] };
  session.expires = expiry(call);
  context.changed();
  return { ...jsonReply(sessionOf(call, caller)), cookies: [sessionLine(session.key, context.prefix)] };
}

function signOut({ context, cookies }: KolibriCall): KolibriReply {
  const key = cookies.get(SESSION_COOKIE);
  if (key !== undefined && context.school.sessions.delete(key)) context.changed();
  const cleared = key === undefined ? [] : [clearedLine(context.prefix)];
  return { ...jsonReply([]), cookies: cleared };
}

function signOutByLink(call: KolibriCall): KolibriReply {
  const { cookies } = signOut(call);
  const location = `${call.context.prefix}/${call.path['language'] ?? 'en'}/redirectuser/`;
  return { ...emptyReply(302), headers: { Location: location }, cookies: cookies ?? [] };
}

function expiry({ context }: KolibriCall): number {
  return context.clock.now() + context.switches.sessionSeconds * 1000;
}

function sessionOf({ context }: KolibriCall, user: Caller): Readonly<Record<string, unknown>> {
  const { school, clock } = context;
  const rest = {
    full_facility_import: true,
    id: 'current',
    server_time: isoZ(clock.now()),
    app_context: false,
  };
  if (user === undefined) {
    const nobody = { username: '', full_name: '', user_id: null, facility_id: school.defaultFacility };
    return { ...nobody, kind: ['anonymous'], ...rest };
  }
  return {
    username: user.username,
    full_name: user.fullName,
    user_id: user.id,
    kind: kindsOf(school, user),
    can_manage_content: user.isSuperuser,
    facility_id: user.facility,
    ...rest,
  };
}
