import { createWriteStream } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { fileNameOf } from '../../../exports/file/fileName.ts';
import { pollDelay } from '../../../exports/run/pollDelay.ts';
import type { ExportPort } from '../../../platform/exportPort.ts';
import { fail } from '../../../platform/failure.ts';
import type { FacilityState, LiveUser } from '../../../platform/rosterPort.ts';
import type { Sleep } from '../../../platform/sleep.ts';
import { makeFolder } from '../../../storage/makeFolder.ts';
import { newFolder } from '../../../storage/newFolder.ts';

export type BackupOptions = {
  /** The server's own exports; what it cannot export is left out of the backup with it. */
  readonly exports: ExportPort;
  /** The export folder. */
  readonly folder: string;
  readonly now: () => Date;
  readonly sleep: Sleep;
};

const facilityRole = v.picklist(['admin', 'coach', 'classroom assignable coach']);
const ref = { id: v.string(), name: v.string() };
const Users = v.array(
  v.object({
    id: v.string(),
    username: v.string(),
    fullName: v.string(),
    identifier: v.string(),
    birthYear: v.string(),
    gender: v.string(),
    isSuperuser: v.boolean(),
    isDeleted: v.boolean(),
  }),
);
const Places = v.object({
  takenAt: v.number(),
  facility: v.object(ref),
  callerId: v.string(),
  marksDeleted: v.boolean(),
  classes: v.array(v.object(ref)),
  groups: v.array(v.object({ ...ref, classId: v.string(), userIds: v.array(v.string()) })),
});
const Memberships = v.array(v.object({ user: v.string(), collection: v.string() }));
const Roles = v.array(v.object({ user: v.string(), collection: v.string(), kind: facilityRole }));

/**
 * Puts everything that an import can change into a new folder of the export folder: `users.csv` as the server exports it, for people
 * and for an import by hand, and as JSON what undoing needs: users, classes and groups, memberships, roles. No passwords: the server
 * gives none. The folder has its name when all of it is on disk, not before. Gives its path.
 */
export async function writeBackup(
  state: FacilityState,
  options: BackupOptions,
  signal: AbortSignal,
): Promise<string> {
  const { folder, now } = options;
  const name = fileNameOf(`Backup of ${state.facility.name} ${stamp(now())}`);
  await makeFolder(folder);
  const draft = await newFolder(folder, `.${name}.part`);
  try {
    await saveUsersCsv(state, join(draft, 'users.csv'), options, signal);
    const { users, memberships, groups, classes, takenAt, facility, callerId, marksDeleted } = state;
    await writeList(join(draft, 'users.json'), users.map(userOf));
    await writeList(join(draft, 'memberships.json'), memberships);
    const roles = users.flatMap(({ id, roles: held }) => held.map((role) => ({ user: id, ...role })));
    await writeList(join(draft, 'roles.json'), roles);
    const places = { takenAt, facility, callerId, marksDeleted, classes, groups };
    await writeText(join(draft, 'classes.json'), [`${JSON.stringify(places, undefined, 1)}\n`]);
    return await publish(draft, join(folder, name));
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Reads a backup as the state that it was made of. Fails as gone/file where it is no more, as damaged where it is not whole. */
export async function readBackup(path: string): Promise<FacilityState> {
  const read = async <T extends v.GenericSchema>(name: string, schema: T): Promise<v.InferOutput<T>> => {
    const text = await readFile(join(path, name), 'utf8').catch((error: unknown) =>
      fail({ kind: 'gone', missing: 'file' }, error),
    );
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
    return parsed.success ? parsed.output : fail({ kind: 'damaged', problem: 'unreadable' });
  };
  const [users, memberships, roles, places] = [
    await read('users.json', Users),
    await read('memberships.json', Memberships),
    await read('roles.json', Roles),
    await read('classes.json', Places),
  ];
  const rolesOf = new Map<string, v.InferOutput<typeof Roles>>();
  for (const role of roles) {
    const held = rolesOf.get(role.user);
    if (held === undefined) rolesOf.set(role.user, [role]);
    else held.push(role);
  }
  return {
    ...places,
    memberships,
    users: users.map((user) => ({
      ...user,
      roles: (rolesOf.get(user.id) ?? []).map(({ kind, collection }) => ({ kind, collection })),
    })),
  };
}

/** The user without roles, which have a file of their own. */
function userOf({
  id,
  username,
  fullName,
  identifier,
  birthYear,
  gender,
  isSuperuser,
  isDeleted,
}: LiveUser): object {
  return { id, username, fullName, identifier, birthYear, gender, isSuperuser, isDeleted };
}

/** The server's own export of the users, which takes it a second or two. */
async function saveUsersCsv(
  { facility }: FacilityState,
  path: string,
  { exports, sleep, now }: BackupOptions,
  signal: AbortSignal,
): Promise<void> {
  const request = { kind: 'users', facility, locale: 'en' } as const;
  const begun = await exports.begin(request, signal);
  if (begun.step === 'file') fail({ kind: 'unexpectedAnswer', status: 200, at: '' });
  const since = now().getTime();
  const schedule = exports.schedule(request);
  try {
    for (let polls = 0; ; polls += 1) {
      const delay = pollDelay(schedule, polls, now().getTime() - since);
      if (delay === undefined) fail({ kind: 'timedOut', afterMs: schedule.limit });
      await sleep(delay, signal);
      const state = await exports.check(request, begun.task, signal);
      if (state.step === 'failed') fail({ kind: 'serverFault', detail: state.reason });
      if (state.step === 'overtaken') fail({ kind: 'overtaken', by: state.by });
      if (state.step === 'running') continue;
      const { body } = await exports.open(state.file, undefined, signal);
      await pipeline(body, createWriteStream(path, { mode: 0o600, flush: true }), { signal });
      return;
    }
  } finally {
    await exports.release(request, begun.task, signal);
  }
}

/** A row a line, so that people and version control can read it; never the whole as one text. */
async function writeList(path: string, rows: readonly unknown[]): Promise<void> {
  function* lines(): Iterable<string> {
    yield '[';
    for (const [at, row] of rows.entries()) yield `${at === 0 ? '' : ','}\n${JSON.stringify(row)}`;
    yield '\n]\n';
  }
  await writeText(path, lines());
}

async function writeText(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), createWriteStream(path, { mode: 0o600 }));
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives the folder its name, or the next one that is free. */
async function publish(draft: string, wanted: string): Promise<string> {
  const target = await newFolder(dirname(wanted), basename(wanted));
  // An empty folder holds the name; a rename replaces it on every system but Windows.
  if (process.platform === 'win32') await rm(target, { recursive: true });
  await rename(draft, target);
  return target;
}

function stamp(at: Date): string {
  const pad = (n: number): string => String(n).padStart(2, '0');
  const date = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${date} ${pad(at.getHours())}${pad(at.getMinutes())}`;
}
