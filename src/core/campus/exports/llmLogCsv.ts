import type { Readable } from 'node:stream';
import type { Course } from '../seed/model.ts';
import { assignmentsOf } from '../seed/organisation.ts';
import { progressOf } from '../seed/progress.ts';
import { between, pick, randomOf } from '../seed/random.ts';
import { csvStream, type CsvCell } from './csvStream.ts';
import { dateCell } from './csvCells.ts';

const COLUMNS = [
  'Time',
  'Key',
  'User_id',
  'User_email',
  'Assignment_name',
  'Provider',
  'Model',
  'Requests',
  'Prompt_tokens',
  'Completion_tokens',
  'Cost_USD',
];
const MODELS = ['campus-small', 'campus-large'] as const;

/** What went through the LLM proxy. Its columns are invented: the real ones are not known (Codio protocol, section 8.5, #8). */
export function llmLogCsv(seed: number, course: Course): Promise<Readable> {
  return csvStream(COLUMNS, llmRows(seed, course));
}

function* llmRows(seed: number, course: Course): Generator<readonly CsvCell[]> {
  for (const assignment of assignmentsOf(course)) {
    for (const student of course.students) {
      const { started } = progressOf(seed, course, assignment, student);
      const random = randomOf(`${seed}/llm/${assignment.id}/${student.id}`);
      if (started === undefined || random() < 0.5) continue;
      const prompt = between(random, 200, 4000);
      const completion = between(random, 50, 900);
      yield [
        dateCell(started),
        `course-${course.key}`,
        student.id,
        student.email ?? '',
        assignment.name,
        'example',
        pick(random, MODELS),
        1,
        prompt,
        completion,
        ((prompt + 3 * completion) / 1_000_000).toFixed(6),
      ];
    }
  }
}
