import type { ExportPlan, PlannedPart } from '../platform/exportPort.ts';
import type { ComposedRequest } from '../platform/exportRequest.ts';
import { shortId } from '../platform/shortId.ts';
import type { CodioApi } from './codioApi.ts';
import { workOfStudent, workOnAssignment } from './studentWork.ts';

/** The start, and the polls that a small task takes on average with the schedule of this client. */
const REQUESTS_PER_TASK = 4;

/**
 * What the exports consist of that Codio's pages offer and its API does not (Codio protocol, section 6): one CSV, and the
 * workspace of every piece of work that has been begun; work that has not has none. In one student's export the assignments name
 * the parts, in one assignment's the students.
 */
export async function planComposed(
  api: CodioApi,
  request: ComposedRequest,
  signal: AbortSignal,
): Promise<ExportPlan> {
  const { course } = request;
  const ofStudent = request.kind === 'studentData';
  const all = ofStudent
    ? await workOfStudent(api, course, request.student, signal)
    : await workOnAssignment(api, course, request.assignment, signal);
  const table: PlannedPart = ofStudent
    ? { name: 'student', request: { kind: 'studentCsv', course, student: request.student } }
    : { name: 'assignment', request: { kind: 'assignmentCsv', course, assignment: request.assignment } };
  const workspaces = all
    .filter(({ started }) => started)
    .map(({ student, assignment }): PlannedPart => ({
      // Ids keep apart what has the same name.
      name: ofStudent
        ? `workspaces/${flat(assignment.name)} (${shortId(assignment.id)})`
        : `students/${flat(student.name)} (${shortId(student.id)})/workspace`,
      request: { kind: 'workspace', course, student, assignment },
    }));
  const dates = all
    .map(({ completedAt }) => completedAt)
    .filter((date) => date !== undefined)
    .sort();
  const [firstCompleted, lastCompleted] = [dates[0], dates.at(-1)];
  return {
    parts: [table, ...workspaces],
    requests: 1 + workspaces.length * REQUESTS_PER_TASK,
    ...(firstCompleted !== undefined && { firstCompleted }),
    ...(lastCompleted !== undefined && { lastCompleted }),
  };
}

/** A name must not make folders. */
function flat(name: string): string {
  return name.replace(/[/\\]/g, ' ');
}
