import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Assignment, Course, Organisation, Person } from '../seed/model.ts';
import { assignmentsOf } from '../seed/organisation.ts';
import { progressOf } from '../seed/progress.ts';
import { assessmentsCsv } from './assessmentsCsv.ts';
import { assignmentCsv } from './assignmentCsv.ts';
import { bufferOf } from './bufferOf.ts';
import { coachLogCsv } from './coachLogCsv.ts';
import { courseworkFiles } from './courseworkFiles.ts';
import type { ExportOrder } from './exportOrder.ts';
import { llmLogCsv } from './llmLogCsv.ts';
import type { PackedFile } from './packedFile.ts';
import { padding } from './padding.ts';
import { safeName } from './safeName.ts';
import { sourceFiles } from './sourceFiles.ts';
import { studentCsv } from './studentCsv.ts';
import { tarZst } from './tarZst.ts';
import { workspaceFiles } from './workspaceFiles.ts';
import { writeZip } from './zip.ts';

/**
 * Makes the file of an order and writes it to `out`, to its end. The bytes depend on the order and the seed alone (and on the
 * compressors of this Node). Rejects if the order names what is not in the organisation, or if `out` fails.
 */
export async function writeExport(
  organisation: Organisation,
  order: ExportOrder,
  out: Writable,
  signal: AbortSignal,
): Promise<void> {
  const { seed } = organisation;
  const course = found(organisation.courses.find(({ id }) => id === order.courseId));
  const csv = async (source: Promise<Readable>): Promise<void> => pipeline(await source, out, { signal });
  switch (order.kind) {
    case 'studentCsv':
      return csv(studentCsv(seed, course, studentOf(course, order.studentId)));
    case 'assignmentCsv':
      return csv(assignmentCsv(seed, course, assignmentOf(course, order.assignmentId)));
    case 'coachLogs':
      return csv(coachLogCsv(seed, course));
    case 'llmLogs':
      return csv(llmLogCsv(seed, course));
    case 'assessments': {
      const [first, ...more] = order.assignmentIds.map((id) => assignmentOf(course, id));
      if (more.length === 0) return csv(assessmentsCsv(seed, course, found(first)));
      return writeZip(assessmentFiles(seed, course, [found(first), ...more]), out, signal);
    }
    case 'workspace': {
      const assignment = assignmentOf(course, order.assignmentId);
      const student = studentOf(course, order.studentId);
      const progress = progressOf(seed, course, assignment, student);
      return csv(tarZst(workspaceFiles(seed, course, assignment, student, progress)));
    }
    case 'coursework':
      return writeZip(
        padded(courseworkFiles(seed, course, order.layout), course, order.padMebibytes),
        out,
        signal,
      );
    case 'sources':
      return writeZip(sourceArchives(course), out, signal);
  }
}

async function* assessmentFiles(
  seed: number,
  course: Course,
  assignments: readonly Assignment[],
): AsyncGenerator<PackedFile> {
  for (const assignment of assignments) {
    const bytes = await bufferOf(await assessmentsCsv(seed, course, assignment));
    yield { path: `${safeName(assignment.name)}-${assignment.id.slice(0, 6)}.csv`, bytes };
  }
}

async function* padded(
  files: AsyncIterable<PackedFile>,
  course: Course,
  mebibytes: number,
): AsyncGenerator<PackedFile> {
  yield* files;
  yield* padding(course.id, mebibytes);
}

/** One `.tar.zst` for every published assignment; drafts are left out (Codio protocol, section 8.4). */
async function* sourceArchives(course: Course): AsyncGenerator<PackedFile> {
  for (const assignment of assignmentsOf(course)) {
    if (!assignment.published) continue;
    const bytes = await bufferOf(await tarZst(sourceFiles(course, assignment)));
    yield { path: `${safeName(assignment.name)}.tar.zst`, bytes };
  }
}

function assignmentOf(course: Course, id: string): Assignment {
  return found(assignmentsOf(course).find((assignment) => assignment.id === id));
}

function studentOf(course: Course, id: string): Person {
  return found([...course.students, ...course.testStudents].find((student) => student.id === id));
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The order names what the campus does not have.');
  return value;
}
