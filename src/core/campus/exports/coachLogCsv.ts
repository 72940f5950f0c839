import type { Readable } from 'node:stream';
import { LANGUAGE_KITS } from '../seed/languageKits.ts';
import type { Course } from '../seed/model.ts';
import { assignmentsOf } from '../seed/organisation.ts';
import { progressOf } from '../seed/progress.ts';
import { between, pick, randomOf } from '../seed/random.ts';
import { csvStream, type CsvCell } from './csvStream.ts';
import { dateCell } from './csvCells.ts';

const COLUMNS = [
  'Assignment_name',
  'Assessment_id',
  'User_email',
  'User_id',
  'Time',
  'Question',
  'Context_guides',
  'Context_error',
  'Context_files',
  'Response',
];

const QUESTIONS = [
  'Why does my program print nothing?',
  'What does this error mean?',
  'Can you give me a hint, please?\nI have tried "everything".',
  'Je ne comprends pas la consigne ; pouvez-vous l’expliquer ?',
] as const;

/** What students asked the coach: long cells of several lines, with code in them (Codio protocol, section 8.5, #7). */
export function coachLogCsv(seed: number, course: Course): Promise<Readable> {
  return csvStream(COLUMNS, coachRows(seed, course));
}

function* coachRows(seed: number, course: Course): Generator<readonly CsvCell[]> {
  const kit = LANGUAGE_KITS[course.language];
  for (const assignment of assignmentsOf(course)) {
    for (const student of course.students) {
      const progress = progressOf(seed, course, assignment, student);
      if (progress.started === undefined) continue;
      const random = randomOf(`${seed}/coach/${assignment.id}/${student.id}`);
      const asked = between(random, 0, 3);
      for (let at = 0; at < asked; at += 1) {
        const line = pick(random, kit.lines);
        yield [
          assignment.name,
          assignment.assessments[at]?.taskId ?? '',
          student.email ?? '',
          student.id,
          dateCell(new Date(progress.started.getTime() + between(random, 60, 7200) * 1000)),
          pick(random, QUESTIONS),
          `# Practice\n\nEdit \`${kit.mainFile}\`, then answer.\n`,
          random() < 0.5 ? '' : `${kit.mainFile}:4: error: something, near "total"\n\n\tat line 4`,
          `--- ${kit.mainFile} ---\n${kit.program(assignment.topic, [line])}`,
          `Look at this line first:\n\n\`\`\`${kit.fence}\n${line}\n\`\`\`\n\nWhat does it do the *second* time?`,
        ];
      }
    }
  }
}
