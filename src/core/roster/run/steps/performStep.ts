import { fail, FailureError } from '../../../platform/failure.ts';
import type { RosterPort, UserFields } from '../../../platform/rosterPort.ts';
import { maskPasswords } from '../../maskPasswords.ts';
import type { RunIds } from '../record/runIds.ts';
import type { RunChange, RunPlan } from '../record/runPlan.ts';
import type { RunStep, RunStepOf, Tie } from './runStep.ts';

/** The part of a run that is in the users file alone. */
export type RunSource = {
  /** The password of a row, by its number. */
  password(row: number): string;
  /** A users file of these rows alone, as they stand in the file. */
  csvOf(rows: readonly number[]): string;
};

/** The detail of a refusal: the server's import of rows that REST refuses broke down, and its copy of them stays on the server. */
export const SERVER_IMPORT_CRASHED = 'crashed';

export type StepWork = {
  readonly port: RosterPort;
  readonly plan: RunPlan;
  readonly ids: RunIds;
  /** Absent where no step needs it: for an undo. */
  readonly source: RunSource | undefined;
  readonly signal: AbortSignal;
};

/**
 * Does a step on the server, and gives the ids that it has made. Users and classes that earlier steps have failed to make are left out.
 * Fails with what the server says; a step for many then is done for each alone, so that one that the server refuses does not keep the
 * others from it.
 */
export async function performStep(step: RunStep, work: StepWork): Promise<readonly string[]> {
  const { port, plan, ids, signal } = work;
  const users = (keys: readonly string[]): readonly string[] => keys.flatMap((key) => ids.user(key) ?? []);
  switch (step.kind) {
    case 'createClass':
      return [await port.createClass(plan.facility, step.name, signal)];
    case 'restore':
      return none(port.restoreUsers(step.users, signal));
    case 'rename':
      return none(port.updateUser(step.user, { username: step.to }, signal));
    case 'create':
      return [await create(changeOf(step, plan), work)];
    case 'update':
      return none(update(changeOf(step, plan), work));
    case 'byServer':
      return byServer(step, work);
    case 'giveRoles': {
      const roles = step.ties.flatMap(({ user: key, role: kind }) => {
        const user = ids.user(key);
        return user === undefined ? [] : [{ user, kind, collection: plan.facility.id }];
      });
      return none(eachIfRefused(roles, (part) => port.giveRoles(part, signal)));
    }
    case 'takeRole':
      return none(
        eachIfRefused(users(step.users), (part) =>
          port.takeRole({ kind: step.role, collection: plan.facility.id }, part, signal),
        ),
      );
    case 'assign': {
      const roles = placed(step.ties, ids).map((tie) => ({ ...tie, kind: 'coach' as const }));
      return none(eachIfRefused(roles, (part) => port.giveRoles(part, signal)));
    }
    case 'enrol':
      return none(eachIfRefused(placed(step.ties, ids), (part) => port.enrol(part, signal)));
    case 'unassign': {
      const collection = ids.place(step.place);
      if (collection === undefined) return [];
      return none(
        eachIfRefused(users(step.users), (part) =>
          port.takeRole({ kind: 'coach', collection }, part, signal),
        ),
      );
    }
    case 'unenrol': {
      const place = ids.place(step.place);
      if (place === undefined) return [];
      return none(eachIfRefused(users(step.users), (part) => port.unenrol(place, part, signal)));
    }
    case 'removeClass':
      return none(port.removeClass(step.place, signal));
    case 'remove':
      return none(port.removeUsers(step.users, signal));
  }
}

async function none(done: Promise<void>): Promise<readonly string[]> {
  await done;
  return [];
}

/** The server checks all of an array before it takes any of it: what it refuses as a whole it has not begun. */
async function eachIfRefused<T>(
  items: readonly T[],
  send: (part: readonly T[]) => Promise<void>,
): Promise<void> {
  if (items.length === 0) return;
  try {
    await send(items);
    return;
  } catch (error) {
    const refused = error instanceof FailureError && isRefusal(error);
    if (!refused || items.length === 1) throw error;
  }
  let refusal: FailureError | undefined;
  for (const item of items)
    try {
      await send([item]);
    } catch (error) {
      if (!(error instanceof FailureError) || !isRefusal(error)) throw error;
      refusal = error;
    }
  if (refusal) throw refusal;
}

/** True for what the server would answer again: this one thing cannot be done, others can. */
export function isRefusal({ failure }: FailureError): boolean {
  if (failure.kind === 'gone') return failure.missing !== 'kolibri';
  return failure.kind === 'badInput';
}

function placed(
  ties: readonly Tie[],
  ids: RunIds,
): readonly { readonly user: string; readonly collection: string }[] {
  return ties.flatMap((tie) => {
    const user = ids.user(tie.user);
    const collection = ids.place(tie.place);
    return user === undefined || collection === undefined ? [] : [{ user, collection }];
  });
}

function changeOf({ change }: RunStepOf<'create' | 'update'>, { changes }: RunPlan): RunChange {
  return changes[change] ?? fail({ kind: 'damaged', problem: 'unreadable' });
}

function passwordOf({ row }: RunChange, { source }: StepWork): string {
  return source?.password(row) ?? fail({ kind: 'damaged', problem: 'unreadable' });
}

/** The fields of a change as they are to be. */
export function wantedFields({ fields }: RunChange): Partial<UserFields> {
  return Object.fromEntries(fields.map(({ field, to }) => [field, to]));
}

async function create(change: RunChange, work: StepWork): Promise<string> {
  const { port, plan, signal } = work;
  const empty: UserFields = {
    username: change.username,
    fullName: '',
    identifier: '',
    birthYear: '',
    gender: '',
  };
  const user = { ...empty, ...wantedFields(change) };
  return port.createUser(plan.facility, user, passwordOf(change, work), signal);
}

async function update(change: RunChange, work: StepWork): Promise<void> {
  const { port, signal } = work;
  const password = change.hasPassword ? { password: passwordOf(change, work) } : {};
  await port.updateUser(change.userId ?? '', { ...wantedFields(change), ...password }, signal);
}

/**
 * The rows that REST refuses, alone, through the server's own import: tried first, with the passwords masked, for a file that makes the
 * job fail stays on the server.
 */
async function byServer(step: RunStepOf<'byServer'>, work: StepWork): Promise<readonly string[]> {
  const { port, plan, source, signal } = work;
  const changes = step.changes.flatMap((at) => plan.changes[at] ?? []);
  const rows = changes.map(({ row }) => row);
  const csv = source?.csvOf(rows) ?? fail({ kind: 'damaged', problem: 'unreadable' });
  const order = { facility: plan.facility, remove: false };
  const tried = await port.serverImport({ ...order, csv: maskPasswords(csv), dry: true }, signal);
  if (tried.kind !== 'processed') fail({ kind: 'badInput', detail: `tried: ${tried.kind}` });
  const done = await port.serverImport({ ...order, csv, dry: false }, signal);
  if (done.kind !== 'processed')
    fail({ kind: 'badInput', detail: done.kind === 'crashed' ? SERVER_IMPORT_CRASHED : done.kind });
  const made: string[] = [];
  for (const { userId, username } of changes)
    made.push(userId ?? (await port.findUser(plan.facility, username, signal))?.id ?? '');
  return made;
}
