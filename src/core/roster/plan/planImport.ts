import { FULL_NAME, PASSWORD, USER_TYPE, USERNAME, UUID } from '../header/column.ts';
import { factsOf, type FindingCode } from '../findings/findingCode.ts';
import type { RosterParts } from '../roster.ts';
import { Row } from '../check/row.ts';
import type { SnapshotUser } from '../snapshot/rosterSnapshot.ts';
import { foldAscii, type SnapshotIndex } from '../snapshot/snapshotIndex.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import { userTypeOf, type UserType } from '../values/userType.ts';
import { CLASS_EFFECTS, ClassPlan } from './classPlan.ts';
import { EFFECTS, type Effects } from './effect.ts';
import { fieldChanges, newFields } from './fieldChanges.ts';
import type { ImportPlan, ProblemReason, RowChange, RowProblem } from './importPlan.ts';
import { countPlan } from './countPlan.ts';
import { problemIndex, problemPlace, THERE, UNCHANGED } from './places.ts';
import { planRemovals } from './planRemovals.ts';
import { refusesField, refusesName, refusesPassword } from './restRefuses.ts';
import { newRole, roleChange } from './roleChange.ts';
import { rowProblem } from './rowProblem.ts';
import { thereAlready } from './thereAlready.ts';

export type PlanOptions = {
  /** Users whom no row names are to go, and classes that no row names are to be emptied. */
  readonly removes: boolean;
  /** Names of users that an interrupted import has made, or may have, and is not done with. */
  readonly begun?: ReadonlySet<string>;
};

const NO_CLASSES: readonly number[] = [];
const NONE_BEGUN: ReadonlySet<string> = new Set();

/**
 * What a checked roster asks of the facility of its snapshot. About a tenth of a second for 100,000 rows against as many users.
 *
 * @param parts of a roster that is complete
 * @param live the snapshot that it was checked with
 */
export function planImport(parts: RosterParts, live: SnapshotIndex, options: PlanOptions): ImportPlan {
  const steps = planSteps(parts, live, options);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/**
 * The same in steps of a block of rows, for those who have other things to do meanwhile: let `parts` be {@link frozenParts} then.
 */
export function* planSteps(
  parts: RosterParts,
  live: SnapshotIndex,
  { removes, begun = NONE_BEGUN }: PlanOptions,
): Generator<undefined, ImportPlan> {
  const fileProblems = problemsOfFile(parts);
  const { snapshot } = live;
  const planner = new Planner(parts, live, begun);
  if (fileProblems.length === 0) yield* planner.read();
  const plan = {
    facility: { id: snapshot.facilityId, name: snapshot.facility },
    takenAt: snapshot.takenAt,
    rows: planner.places.length,
    classes: planner.classes.all(planner.changes),
    changes: planner.changes,
    problems: planner.problems,
    fileProblems,
    places: Int32Array.from(planner.places),
    ...planRemovals(snapshot, planner.named, planner.classes, removes && planner.places.length > 0),
  };
  return { ...plan, counts: countPlan(plan, planner.classes.created) };
}

/** Errors of the file as a whole; slips in the quotes of a row are that row's. */
function problemsOfFile({ header, context, blocks }: RosterParts): FindingCode[] {
  const codes = header.findings.map(({ code }) => code).filter((code) => factsOf(code).severity === 'error');
  if (context.encoding?.isUtf8 === false) codes.unshift('not-utf-8');
  if (codes.length === 0 && blocks[0]?.scan.malformed[0]?.record === 0) codes.push('unclosed-quote');
  return codes;
}

type NamedClasses = {
  readonly userType: UserType;
  readonly learns: readonly number[];
  readonly coaches: readonly number[];
};
type Deltas = Pick<RowChange, 'enrol' | 'unenrol' | 'assign' | 'unassign' | 'stillAssigned'>;

/** Goes through the rows once, and once more through those that want a name of somebody else. */
class Planner {
  readonly changes: RowChange[] = [];
  readonly problems: RowProblem[] = [];
  readonly places: number[] = [];
  /** The users whom a row names, be it a bad one. */
  readonly named = new Set<SnapshotUser>();
  readonly classes: ClassPlan;
  readonly #parts: RosterParts;
  readonly #live: SnapshotIndex;
  readonly #begun: ReadonlySet<string>;

  constructor(parts: RosterParts, live: SnapshotIndex, begun: ReadonlySet<string>) {
    this.#parts = parts;
    this.#live = live;
    this.#begun = begun;
    this.classes = new ClassPlan(live.snapshot.classes);
  }

  *read(): Generator<undefined, void> {
    const { bomLength, header } = this.#parts;
    const row = new Row(header.places);
    let at = bomLength;
    for (const { facts, scan } of this.#parts.blocks) {
      let next = 0;
      for (let record = 0; facts !== undefined && record < scan.records; record++) {
        while ((facts.findings[next]?.record ?? record) < record) next++;
        if (facts.rowsBefore[record + 1] === facts.rowsBefore[record]) continue;
        const start = at + (scan.recordStart[record] ?? 0);
        row.load(scan, record);
        const code = rowProblem(facts, record, next);
        const user = facts.users[record];
        if (user !== undefined) this.named.add(user);
        if (this.#isThere(row, code, thereAlready(facts, record, next))) {
          for (const one of this.#namedBy(row)) this.named.add(one);
          this.#classesOf(row, facts.enrolled[record] ?? -1, facts.assigned[record] ?? -1);
          this.places.push(THERE);
        } else if (code !== undefined) {
          for (const one of this.#namedBy(row)) this.named.add(one);
          this.#fail(start, { kind: 'finding', code });
        } else this.#take(row, user, start, facts.enrolled[record] ?? -1, facts.assigned[record] ?? -1);
      }
      at += scan.length;
      yield;
    }
    this.#refuseTakenNames();
  }

  #isThere(row: Row, code: FindingCode | undefined, userId: string | undefined): boolean {
    if (code === undefined) return userId !== undefined;
    return code === 'username-taken' && this.#begun.has(row.value(USERNAME));
  }

  /** Whom a row without a user of its own names, by database ID or user name: nobody is removed for a slip in another cell. */
  #namedBy(row: Row): readonly SnapshotUser[] {
    const byId = this.#live.usersById.get(row.value(UUID));
    if (byId !== undefined) return [byId];
    return this.#live.usersByName.get(foldAscii(row.value(USERNAME))) ?? [];
  }

  #take(row: Row, user: SnapshotUser | undefined, start: number, enrolled: number, assigned: number): void {
    const { userType, learns, coaches } = this.#classesOf(row, enrolled, assigned);
    const deltas = this.#deltas(user, learns, coaches);
    const username = row.value(USERNAME);
    const oldUsername = user !== undefined && user.username !== username ? user.username : undefined;
    if (oldUsername !== undefined && refusesName(username)) {
      this.#fail(start, { kind: 'nameRefused', username });
      return;
    }
    const role = user === undefined ? newRole(userType) : roleChange(user, userType);
    if (user?.id === this.#live.snapshot.callerId && role?.takes.includes('admin')) {
      this.#fail(start, { kind: 'ownRole' });
      return;
    }
    const fields = user === undefined ? newFields(row) : fieldChanges(row, user);
    const password = row.is(PASSWORD, '*') ? undefined : row.value(PASSWORD);
    let effects: Effects = user === undefined ? EFFECTS.create : 0;
    if (user?.isDeleted === true) effects |= EFFECTS.restore;
    if (user !== undefined && (fields.length > 0 || password !== undefined)) effects |= EFFECTS.update;
    if (oldUsername !== undefined) effects |= EFFECTS.rename;
    if (user !== undefined && role !== undefined) effects |= EFFECTS.role;
    for (const kind of CLASS_EFFECTS) if (deltas[kind].length > 0) effects |= EFFECTS[kind];
    if (effects === 0) {
      this.places.push(UNCHANGED);
      return;
    }
    if (
      (user === undefined && refusesName(username)) ||
      fields.some(refusesField) ||
      (password !== undefined && refusesPassword(password))
    )
      effects |= EFFECTS.byServer;
    this.places.push(this.changes.length);
    this.changes.push({
      row: this.places.length,
      start,
      effects,
      userId: user?.id,
      username,
      fullName: nameAfter(row, user, fields),
      userType,
      ...(oldUsername !== undefined && { oldUsername }),
      fields,
      ...(password !== undefined && { password }),
      ...(role !== undefined && { role }),
      ...deltas,
    });
  }

  /** The classes that a row names; from now on the plan knows that they are named. */
  #classesOf(row: Row, enrolled: number, assigned: number): NamedClasses {
    const userType = userTypeOf(row.value(USER_TYPE)) ?? 'LEARNER';
    const { classCells } = this.#parts;
    const learns = this.classes.namedBy(enrolled, classCells.at(enrolled), true);
    const coaches =
      userType === 'LEARNER' ? NO_CLASSES : this.classes.namedBy(assigned, classCells.at(assigned), false);
    return { userType, learns, coaches };
  }

  #deltas(user: SnapshotUser | undefined, learns: readonly number[], coaches: readonly number[]): Deltas {
    if (user === undefined)
      return {
        enrol: learns,
        unenrol: NO_CLASSES,
        assign: coaches,
        unassign: NO_CLASSES,
        stillAssigned: NO_CLASSES,
      };
    const learned = this.classes.held(user.enrolledIn);
    const coached = this.classes.held(user.assignedTo);
    return {
      enrol: without(learns, learned),
      unenrol: without(learned, learns),
      assign: without(coaches, coached),
      unassign: without(coached, coaches),
      stillAssigned: coached.length === 0 ? NO_CLASSES : coaches.filter((index) => coached.includes(index)),
    };
  }

  #fail(start: number, reason: ProblemReason): void {
    this.places.push(problemPlace(this.problems.length));
    this.problems.push({ row: this.places.length, start, reason });
  }

  /** A name that its holder gives up in the same file is free; one that anybody keeps is not, and a soft-deleted holder keeps it. */
  #refuseTakenNames(): void {
    const leaving = new Set<string>();
    const wanting: RowChange[] = [];
    for (const change of this.changes) {
      if ((change.effects & (EFFECTS.rename | EFFECTS.restore)) === 0) continue;
      wanting.push(change);
      if (change.oldUsername !== undefined && change.userId !== undefined) leaving.add(change.userId);
    }
    const refused = new Map<RowChange, ProblemReason>();
    for (const change of wanting) {
      const holders = this.#live.usersByName.get(foldAscii(change.username)) ?? [];
      const holder = holders.find(({ id }) => id !== change.userId && !leaving.has(id));
      if (holder !== undefined)
        refused.set(change, { kind: 'nameTaken', username: change.username, isDeleted: holder.isDeleted });
    }
    if (refused.size > 0) this.#refuse(refused);
  }

  /** Makes changes problems, and numbers everything anew in the order of the file. */
  #refuse(refused: ReadonlyMap<RowChange, ProblemReason>): void {
    const changes = this.changes.splice(0);
    const problems = this.problems.splice(0);
    for (const [index, place] of this.places.entries()) {
      const change = place >= 0 ? changes[place] : undefined;
      const reason = change && refused.get(change);
      const problem =
        place < THERE
          ? problems[problemIndex(place)]
          : change && reason && { row: change.row, start: change.start, reason };
      if (problem !== undefined) this.places[index] = problemPlace(this.problems.push(problem) - 1);
      else if (change !== undefined) this.places[index] = this.changes.push(change) - 1;
    }
  }
}

/** The elements of `these` that are not among `those`. */
function without(these: readonly number[], those: readonly number[]): readonly number[] {
  if (these.length === 0 || (these.length === 1 && those.length === 1 && these[0] === those[0]))
    return NO_CLASSES;
  if (those.length === 0) return these;
  return these.filter((index) => !those.includes(index));
}

function nameAfter(row: Row, user: SnapshotUser | undefined, fields: RowChange['fields']): string {
  if (user === undefined) return trimLikePython(row.value(FULL_NAME));
  return fields.find(({ field }) => field === 'fullName')?.to ?? user.fullName;
}
