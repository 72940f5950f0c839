import { createHash } from 'node:crypto';
import type { RosterSnapshot, SnapshotUser } from '../../../src/core/roster/snapshot/rosterSnapshot.ts';
import type { ServerReport } from '../../../src/core/roster/predict/serverReport.ts';
import { answerOf } from '../../kolibri/answerOf.ts';
import {
  bytesOfVector,
  type ImportFixture,
  readImportVectors,
  reportOfVector,
} from '../../kolibri/importVectors.ts';

type Person = ImportFixture['users'][number];

export type RecordedRoster = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isDelete: boolean;
  readonly locale: string;
  readonly answer: ServerReport;
};

/** The rosters that a real Kolibri 0.19.5 was given, its answers, and the users it had. */
export async function recordedRosters(): Promise<{
  readonly rosters: readonly RecordedRoster[];
  readonly snapshot: RosterSnapshot;
}> {
  const { fixture, vectors } = await readImportVectors();
  return {
    rosters: vectors.map((vector) => ({
      name: vector.name,
      bytes: bytesOfVector(vector, idOf),
      isDelete: vector.params.delete,
      locale: vector.params.locale,
      answer: answerOf(vector.dryrun_job.exception, reportOfVector(vector, idOf)),
    })),
    snapshot: snapshotOf(fixture),
  };
}

function snapshotOf({ facility, caller, users, classes }: ImportFixture): RosterSnapshot {
  const admin: Person = {
    ...caller,
    id_number: '',
    member_of: [],
    facility_role: 'admin',
    coach_of: [],
    then: null,
  };
  return {
    takenAt: 0,
    facility,
    facilityId: idOf(facility),
    callerId: idOf(caller.username),
    users: [...users, admin].map(snapshotUser),
    classes: classes.map((name) => ({ id: idOf(name), name })),
  };
}

function snapshotUser(user: Person): SnapshotUser {
  const { facility_role: role, coach_of: assignedTo } = user;
  const coach = assignedTo.length > 0 ? 'CLASS_COACH' : 'LEARNER';
  return {
    id: idOf(user.username),
    username: user.username,
    fullName: user.full_name,
    gender: user.gender,
    birthYear: user.birth_year,
    identifier: user.id_number,
    userType: role === 'admin' ? 'ADMIN' : role === 'coach' ? 'FACILITY_COACH' : coach,
    isAdmin: role === 'admin',
    roles: role === null ? (coach === 'CLASS_COACH' ? ['classroom assignable coach'] : []) : [role],
    isSuperuser: false,
    enrolledIn: user.member_of,
    assignedTo,
    isDeleted: user.then === 'soft-deleted',
  };
}

function idOf(username: string): string {
  return createHash('md5').update(username).digest('hex');
}
