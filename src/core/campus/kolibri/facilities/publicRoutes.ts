import { isPassword } from '../store/passwords.ts';
import type { Facility, User } from '../store/rows.ts';
import { isAdminOf } from '../session/caller.ts';
import { idOf } from '../wire/idOf.ts';
import { refuseCode, refuseWith } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import { welcomePage } from '../wire/pages.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';

/** The version whose API this side speaks. */
const VERSION = '0.19.5';

/** What a server tells without a login (Kolibri protocol, section 2.1). */
export const PUBLIC_ROUTES: readonly KolibriRoute[] = [
  { pattern: '/status/', view: '', answers: { GET: () => emptyReply(200) } },
  { pattern: '/api/public/info/', view: 'Device Info List', answers: { GET: info } },
  {
    pattern: '/api/public/v1/facility/',
    view: 'Public Facility List',
    answers: { GET: ({ context }) => jsonReply([...context.school.facilities.values()].map(publicRow)) },
  },
  { pattern: '/api/public/v1/facility/:id/', view: 'Public Facility Instance', answers: { GET: facility } },
  { pattern: '/api/public/facilityuser/', view: 'Public Facility User List', answers: { GET: people } },
  {
    pattern: '/api/public/facilitysearchuser/',
    view: 'Facility Search Username List',
    answers: { GET: search },
  },
  { pattern: '/', view: '', answers: { GET: toSignIn } },
  { pattern: '/en/', view: '', answers: { GET: toSignIn } },
  { pattern: '/en/user/', view: '', answers: { GET: toSignIn } },
  { pattern: '/en/auth/', view: '', answers: { GET: welcomePage } },
];

function info({ context, query }: KolibriCall): KolibriReply {
  const { school } = context;
  const basics = {
    application: 'kolibri',
    kolibri_version: VERSION,
    instance_id: school.facilities.get(school.defaultFacility ?? '')?.dataset.id ?? '0'.repeat(32),
    device_name: 'sample campus',
    operating_system: 'Linux',
  };
  if (query.get('v') !== '3') return jsonReply(basics);
  return jsonReply({ ...basics, subset_of_users_device: false, min_content_schema_version: '5' });
}

function publicRow({ id, name, dataset }: Facility): Readonly<Record<string, unknown>> {
  return {
    id,
    dataset: dataset.id,
    name,
    learner_can_login_with_no_password: dataset.learnerCanLoginWithNoPassword,
    learner_can_sign_up: dataset.learnerCanSignUp,
    on_my_own_setup: false,
    picture_password_settings: null,
  };
}

function facility({ context, path, view }: KolibriCall): KolibriReply {
  const found = context.school.facilities.get(idOf(path['id'] ?? '') ?? '');
  return found ? jsonReply(publicRow(found)) : refuseCode(404, 'NOT_FOUND', view);
}

/** The only route that takes basic authentication; the user part is `username=<name>&facility=<id>`. */
async function people({ context, query, request }: KolibriCall): Promise<KolibriReply> {
  const { school } = context;
  const header = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (header === undefined) return unauthorized('Authentication credentials were not provided.');
  const plain = Buffer.from(header, 'base64').toString('utf8');
  const at = plain.indexOf(':');
  const who = new URLSearchParams(plain.slice(0, at));
  const user = school
    .usersOf(who.get('facility') ?? '', 'without deleted')
    .find(({ username }) => username === who.get('username'));
  const stored = user?.password ?? undefined;
  const isRight = stored !== undefined && (await isPassword(plain.slice(at + 1), stored));
  if (user === undefined || !isRight) return unauthorized('Invalid username/password.');
  const wanted = query.get('facility_id') ?? user.facility;
  const seen = isAdminOf(school, user, wanted) ? school.usersOf(wanted, 'without deleted') : [user];
  return jsonReply(
    seen.map((each) =>
      personRow(
        each,
        school.rolesOf(each.id).map(({ kind }) => kind),
      ),
    ),
  );
}

function unauthorized(detail: string): KolibriReply {
  return { ...jsonReply({ detail }, 401), headers: { 'WWW-Authenticate': 'Basic realm="api"' } };
}

function personRow(user: User, roles: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    id: user.id,
    username: user.username,
    full_name: user.fullName,
    facility: user.facility,
    roles,
    is_superuser: user.isSuperuser,
    id_number: user.idNumber,
    gender: user.gender,
    birth_year: user.birthYear,
  };
}

/** Where passwords are asked for, only a whole name is confirmed. */
function search({ context, query }: KolibriCall): KolibriReply {
  const given = query.get('facility');
  if (given === null || given === '') refuseWith(jsonReply('Missing parameter: facility is required', 412));
  const { school } = context;
  const found = school.facilities.get(given);
  if (found === undefined) return refuseWith(jsonReply('Facility not found', 404));
  const text = (query.get('search') ?? '').toLowerCase();
  const learners = school
    .usersOf(found.id, 'without deleted')
    .filter(({ id, isSuperuser }) => !isSuperuser && school.rolesOf(id).length === 0);
  if (found.dataset.learnerCanLoginWithNoPassword) {
    const matching = learners.filter(({ username }) => username.toLowerCase().startsWith(text));
    return jsonReply(matching.map(({ id, username }) => ({ username, id })));
  }
  const exact = learners.filter(({ username }) => username.toLowerCase() === text);
  return jsonReply(exact.map(({ username }) => ({ username, id: null })));
}

function toSignIn({ context }: KolibriCall): KolibriReply {
  return { ...emptyReply(302), headers: { Location: `${context.prefix}/en/auth/` } };
}
