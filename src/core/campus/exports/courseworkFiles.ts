import type { Assignment, Course, Person } from '../seed/model.ts';
import { assignmentsOf } from '../seed/organisation.ts';
import { fullName } from '../seed/people.ts';
import { progressOf } from '../seed/progress.ts';
import { assessmentsCsv } from './assessmentsCsv.ts';
import { bufferOf } from './bufferOf.ts';
import type { PackedFile } from './packedFile.ts';
import { safeName } from './safeName.ts';
import { guideFiles } from './sourceFiles.ts';
import { studentCsv } from './studentCsv.ts';
import { tarZst } from './tarZst.ts';
import { workspaceFiles } from './workspaceFiles.ts';
import { zipBuffer } from './zip.ts';

/** How the zip is laid out inside. All three are invented: the real layout is not known (Codio protocol, section 8.3). */
export type CourseworkLayout = 'zips' | 'tars' | 'folders';

/** The entries of a course's coursework, made one by one: the workspaces of all begun work, and CSVs of the results. */
export async function* courseworkFiles(
  seed: number,
  course: Course,
  layout: CourseworkLayout,
): AsyncGenerator<PackedFile> {
  if (layout === 'folders') {
    yield* studentFolders(seed, course);
    return;
  }
  for (const module of course.modules) {
    for (const assignment of module.assignments) {
      const folder =
        layout === 'zips'
          ? `${safeName(course.name)}/${safeName(module.name)}/${safeName(assignment.name)}`
          : safeName(assignment.name);
      let completed = false;
      for (const { student, files, done } of workspaces(seed, course, assignment)) {
        completed ||= done;
        yield layout === 'zips'
          ? {
              path: `${folder}/${safeName(`${fullName(student)} (${student.login})`)}.zip`,
              bytes: await zipBuffer(files),
            }
          : { path: `${folder}/${student.id}.tar.zst`, bytes: await bufferOf(await tarZst(files)) };
      }
      if (!completed) continue;
      const csv =
        layout === 'zips' ? `${folder}/${safeName(assignment.name)}.csv` : `${folder}/assessments.csv`;
      yield { path: csv, bytes: await bufferOf(await assessmentsCsv(seed, course, assignment)) };
    }
  }
}

async function* studentFolders(seed: number, course: Course): AsyncGenerator<PackedFile> {
  for (const student of course.students) {
    const folder = `students/${student.login}`;
    let begun = false;
    for (const assignment of assignmentsOf(course)) {
      const progress = progressOf(seed, course, assignment, student);
      if (progress.status === 'NOT_STARTED') continue;
      begun = true;
      for (const { path, bytes } of workspaceFiles(seed, course, assignment, student, progress)) {
        yield { path: `${folder}/${safeName(assignment.name)}/${path}`, bytes };
      }
    }
    if (begun)
      yield { path: `${folder}/grades.csv`, bytes: await bufferOf(await studentCsv(seed, course, student)) };
  }
}

function* workspaces(
  seed: number,
  course: Course,
  assignment: Assignment,
): Generator<{ readonly student: Person; readonly files: readonly PackedFile[]; readonly done: boolean }> {
  const guides = guideFiles(course, assignment);
  for (const student of course.students) {
    const progress = progressOf(seed, course, assignment, student);
    if (progress.status === 'NOT_STARTED') continue;
    const files = workspaceFiles(seed, course, assignment, student, progress, guides);
    yield { student, files, done: progress.status === 'COMPLETED' };
  }
}
