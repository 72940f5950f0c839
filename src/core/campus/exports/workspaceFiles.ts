import { LANGUAGE_KITS } from '../seed/languageKits.ts';
import type { Assignment, Course, Person, Progress } from '../seed/model.ts';
import { between, pick, randomOf } from '../seed/random.ts';
import { textFile, type PackedFile } from './packedFile.ts';
import { projectFiles } from './projectFiles.ts';
import { guideFiles } from './sourceFiles.ts';

/** A student's workspace: the Guides without `.guides/secure`, and a program that is the student's own. `guides` spares making them again for every student. */
export function workspaceFiles(
  seed: number,
  course: Course,
  assignment: Assignment,
  student: Person,
  progress: Progress,
  guides: readonly PackedFile[] = guideFiles(course, assignment),
): readonly PackedFile[] {
  const kit = LANGUAGE_KITS[course.language];
  const random = randomOf(`${seed}/workspace/${assignment.id}/${student.id}`);
  const lines = Array.from({ length: between(random, 1, 4) }, () => pick(random, kit.lines));
  const body = [...lines, ...(progress.status === 'COMPLETED' ? [kit.lines[0]] : [])];
  return [
    ...guides,
    ...projectFiles(course, assignment, [`${kit.comment} ${student.login}`, ...body]),
    textFile(
      'notes.txt',
      `${student.login}: ${between(random, 1, 9)} things to ask about ${assignment.topic}\n`,
    ),
  ];
}
