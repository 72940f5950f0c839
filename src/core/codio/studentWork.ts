import * as v from 'valibot';
import type { Ref } from '../platform/place.ts';
import type { StartedWork } from '../platform/platformClient.ts';
import type { CodioApi } from './codioApi.ts';
import { completionDate } from './completionDate.ts';
import { parseReply } from './parseReply.ts';
import { wireFlag, wireId, wireReplyList, wireNumber, wireText } from './wireFields.ts';

/** One student's work on one assignment. Extensions are minutes, `completedAt` is an ISO date, `grade` is 0..100. */
export type StudentWork = StartedWork & {
  readonly started: boolean;
  readonly secondsSpent?: number;
  readonly grade?: number;
  readonly completedAt?: string;
  readonly deadlineExtension?: number;
  readonly timeLimitExtension?: number;
};

/** The same things have three spellings (Codio protocol, section 4.2, "extension names"). */
const facts = {
  status: wireText,
  seconds_spent: wireNumber,
  grade: wireNumber,
  completion_date: v.optional(v.unknown()),
  extendedDeadline: wireNumber,
  extended_deadline: wireNumber,
  deadlineExtension: wireNumber,
  extendedTimeLimit: wireNumber,
  extended_time_limit: wireNumber,
  timeLimitExtension: wireNumber,
};
const wireFacts = v.object(facts);
const studentInformation = v.object({
  ...facts,
  student_id: wireId,
  student_name: wireText,
  student_email: wireText,
});
const progressItem = v.object({
  assignment_id: wireId,
  assignment_name: wireText,
  started: wireFlag,
  progress: v.nullish(wireFacts),
});

const assignmentReply = wireReplyList(studentInformation);
const studentReply = wireReplyList(progressItem);

/** The work of every student on one assignment, begun or not. */
export async function workOnAssignment(
  api: CodioApi,
  course: Ref,
  assignment: Ref,
  signal: AbortSignal,
): Promise<readonly StudentWork[]> {
  const path = `/courses/${encodeURIComponent(course.id)}/assignments/${encodeURIComponent(assignment.id)}/students`;
  const text = await api.ask({ method: 'GET', path, missing: 'place', repeatable: true }, signal);
  return parseReply(assignmentReply, text).flatMap((entry): StudentWork[] => {
    const id = entry.student_id ?? entry.student_email;
    if (id === undefined) return [];
    const student = { id, name: entry.student_name ?? entry.student_email ?? id };
    return [{ student, assignment: { id: assignment.id, name: assignment.name }, ...read(entry, undefined) }];
  });
}

/** The work of one student on every assignment, begun or not. */
export async function workOfStudent(
  api: CodioApi,
  course: Ref,
  student: Ref,
  signal: AbortSignal,
): Promise<readonly StudentWork[]> {
  const path = `/courses/${encodeURIComponent(course.id)}/students/${encodeURIComponent(student.id)}/progress`;
  const text = await api.ask({ method: 'GET', path, missing: 'place', repeatable: true }, signal);
  return parseReply(studentReply, text).flatMap((entry): StudentWork[] => {
    const id = entry.assignment_id;
    if (id === undefined) return [];
    const assignment = { id, name: entry.assignment_name ?? id };
    return [
      { student: { id: student.id, name: student.name }, assignment, ...read(entry.progress, entry.started) },
    ];
  });
}

function read(
  wire: v.InferOutput<typeof wireFacts> | null | undefined,
  started: boolean | undefined,
): Omit<StudentWork, 'student' | 'assignment'> {
  const completedAt = completionDate(wire?.completion_date);
  const deadlineExtension = wire?.extendedDeadline ?? wire?.extended_deadline ?? wire?.deadlineExtension;
  const timeLimitExtension = wire?.extendedTimeLimit ?? wire?.extended_time_limit ?? wire?.timeLimitExtension;
  const status = wire?.status?.toUpperCase();
  // Time spent is what begun work has even where the status is missing.
  const spent = (wire?.seconds_spent ?? 0) > 0 || completedAt !== undefined;
  return {
    started: status === undefined ? (started ?? spent) : status !== 'NOT_STARTED',
    completed: status === undefined ? completedAt !== undefined : status === 'COMPLETED',
    ...(wire?.seconds_spent !== undefined && { secondsSpent: wire.seconds_spent }),
    ...(wire?.grade !== undefined && { grade: wire.grade }),
    ...(completedAt !== undefined && { completedAt }),
    ...(deadlineExtension !== undefined && { deadlineExtension }),
    ...(timeLimitExtension !== undefined && { timeLimitExtension }),
  };
}
