import * as v from 'valibot';
import { until } from '../../until.ts';
import school from './school.json' with { type: 'json' };
import steps from './steps.json' with { type: 'json' };

/** One request as it was written, and what came, with names in the place of ids and times. */
export type Exchange = {
  readonly as: string;
  readonly do: string;
  readonly status: number;
  readonly body: unknown;
  /** Whether the answer ends the session that was sent. */
  readonly clearsSession: boolean;
};

type Step = {
  readonly as: string;
  readonly do: string;
  readonly body?: unknown;
  /** In the place of a body: the parts of a form, `csvfile` a file. */
  readonly form?: Readonly<Record<string, string>>;
  /** The name under which later steps know what this one makes, or the first item of the list that it gives. */
  readonly keep?: string;
  /** The request is repeated until the answer has this status: that of a job. */
  readonly until?: string;
  /** Of the list that comes, the item with this id alone is compared: the others are the server's own affair. */
  readonly only?: string;
  /** Of an object, what is compared: the rest of a job is the server's own affair. */
  readonly fields?: readonly string[];
  /** `shape`: of an answer that tells of the machine, the types of its fields are compared. */
  readonly compare?: string;
};

const Listed = v.array(v.looseObject({ id: v.string(), name: v.string() }));
const Item = v.object({ id: v.string() });
const State = v.object({ status: v.string() });
const Made = v.union([v.object({ id: v.string() }), v.pipe(v.array(Item), v.minLength(1))]);

const PASSWORDS: ReadonlyMap<string, string> = new Map([
  [school.superuser.username, school.superuser.password],
  ...school.staff.map(({ username, password }) => [username, password] as const),
  ...school.learners.map(({ username }) => [username, school.learnerPassword] as const),
]);

/** Plays the steps of steps.json against a server and gives what it answered, in a form that two servers have in common. */
export async function play(baseUrl: string): Promise<readonly Exchange[]> {
  const ids = new Map<string, string>();
  const jars = new Map<string, Map<string, string>>();
  const send = async (
    jar: Map<string, string>,
    method: string,
    path: string,
    body: unknown,
  ): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(`${baseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        Accept: 'application/json',
        ...(cookie !== '' && { Cookie: cookie, 'X-CSRFToken': jar.get('kolibri_csrftoken') ?? '' }),
        ...(body !== undefined && !(body instanceof FormData) && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name === 'kolibri' || name === 'kolibri_csrftoken') jar.set(name, value ?? '');
    }
    return reply;
  };
  const jarOf = async (person: string): Promise<Map<string, string>> => {
    const known = jars.get(person);
    if (known) return known;
    const jar = new Map<string, string>();
    const password = PASSWORDS.get(person);
    if (password !== undefined) await send(jar, 'POST', '/api/auth/session/', { username: person, password });
    // A visitor stays without cookies.
    if (password !== undefined) jars.set(person, jar);
    return jar;
  };
  const admin = await jarOf(school.superuser.username);
  const list = async (path: string): Promise<v.InferOutput<typeof Listed>> =>
    v.parse(Listed, await (await send(admin, 'GET', path, undefined)).json());
  const facility = (await list('/api/auth/facility/')).find(({ name }) => name === school.facility);
  ids.set('facility', facility?.id ?? '');
  const classes = await list(`/api/auth/classroom/?parent=${facility?.id ?? ''}`);
  ids.set('class', classes.find(({ name }) => name === school.classes[0])?.id ?? '');

  const exchanges: Exchange[] = [];
  for (const step of steps as readonly Step[]) {
    const [method = '', path = ''] = filled(step.do, ids).split(' ');
    const body = step.form === undefined ? bodyOf(step, ids) : formOf(step.form, ids);
    const ask = async (): Promise<{ readonly reply: Response; readonly value: unknown }> => {
      const reply = await send(await jarOf(step.as), method, path, body);
      return { reply, value: valueOf(reply, await reply.text()) };
    };
    const { reply, value } =
      step.until === undefined
        ? await ask()
        : await until(`${step.do} with ${step.until}`, async () => {
            const answer = await ask();
            return v.is(State, answer.value) && answer.value.status === step.until ? answer : undefined;
          });
    if (step.keep !== undefined) {
      const made = v.parse(Made, value);
      ids.set(step.keep, Array.isArray(made) ? (made[0]?.id ?? '') : made.id);
    }
    exchanges.push({
      as: step.as,
      do: step.do,
      status: reply.status,
      body: comparable(chosen(value, step, ids), new Map([...ids].map(([name, id]) => [id, name]))),
      clearsSession: reply.headers.getSetCookie().some((line) => line.startsWith('kolibri="";')),
    });
  }
  return exchanges;
}

/** Tables as a list of their lines: the order of rows is left open, and in a users file that of a cell's classes. */
function valueOf(reply: Response, text: string): unknown {
  const type = reply.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return JSON.parse(text);
  if (type.startsWith('text/csv')) return text.split('\r\n').map(withSortedClasses);
  return text.startsWith('\n<!') || text.startsWith('<') ? 'HTML' : text;
}

/** The last two columns of a users file hold class names, in the order of random ids (Kolibri protocol, section 5). */
function withSortedClasses(line: string): string {
  const sorted = (cell: string): string =>
    cell.startsWith('"') ? `"${cell.slice(1, -1).split(',').sort().join(',')}"` : cell;
  return line.replace(
    /^([0-9a-f]{32},.*?),("[^"]*"|[^",]*),("[^"]*"|[^",]*)$/,
    (_all, user: string, enrolled: string, assigned: string) =>
      `${user},${sorted(enrolled)},${sorted(assigned)}`,
  );
}

function bodyOf({ body }: Step, ids: ReadonlyMap<string, string>): unknown {
  return body === undefined ? undefined : JSON.parse(filled(JSON.stringify(body), ids));
}

function formOf(parts: Readonly<Record<string, string>>, ids: ReadonlyMap<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    const text = filled(value, ids);
    if (name === 'csvfile') form.set(name, new File([text], 'users.csv', { type: 'text/csv' }));
    else form.set(name, text);
  }
  return form;
}

function chosen(value: unknown, { only, compare, fields }: Step, ids: ReadonlyMap<string, string>): unknown {
  if (only !== undefined && Array.isArray(value))
    return value.filter((item) => v.is(Item, item) && item.id === filled(only, ids));
  if (fields !== undefined && typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).filter(([key]) => fields.includes(key)));
  if (compare === 'shape' && typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typeof inner]));
  return value;
}

function filled(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => ids.get(name) ?? all);
}

/** Ids by their names, times as "time"; lists whose order means nothing in the order of their text. */
function comparable(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string')
    return (
      value
        .replace(/\b[0-9a-f]{32}\b/g, (id) => (/^0+$/.test(id) ? id : `<${names.get(id) ?? 'id'}>`))
        // An upload has a name by chance.
        .replace(/\btmp\w+\.upload/g, 'tmp<random>.upload')
        // A file is named after its facility and the first digits of its id.
        .replace(/_[0-9a-f]{4}_(?=content_|users)/g, '_<id>_')
        .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?/g, '<time>')
    );
  if (Array.isArray(value)) {
    const items = value.map((item) => comparable(item, names));
    return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, comparable(inner, names)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
