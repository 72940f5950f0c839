import * as v from 'valibot';
import type { Http } from '../platform/http.ts';
import type { LessonPlace, QuizPlace, Ref } from '../platform/place.ts';
import { readJson } from './readJson.ts';
import { ref } from './ref.ts';

const Lessons = v.array(
  v.object({
    id: v.string(),
    title: v.string(),
    active: v.optional(v.boolean(), true),
    resources: v.optional(v.array(v.unknown()), []),
  }),
);

const Quizzes = v.array(
  v.object({
    // Drafts are counted by the server: a number, which may be that of a draft of another class.
    id: v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
    title: v.string(),
    active: v.optional(v.boolean(), false),
    archive: v.optional(v.boolean(), false),
    draft: v.optional(v.boolean(), false),
    question_count: v.optional(v.nullable(v.number()), 0),
  }),
);

/** The lessons of a class, then its quizzes, each newest first, as the server has them (Kolibri protocol, section 2.5). */
export async function listWork(
  http: Http,
  baseUrl: string,
  classroom: Ref,
  signal: AbortSignal,
): Promise<readonly (LessonPlace | QuizPlace)[]> {
  const query = `?collection=${encodeURIComponent(classroom.id)}`;
  const get = async <T extends v.GenericSchema>(path: string, schema: T): Promise<v.InferOutput<T>> =>
    readJson(await http.send({ method: 'GET', url: `${baseUrl}${path}${query}` }, signal), schema);
  const [lessons, quizzes] = await Promise.all([
    get('/api/lessons/lesson/', Lessons),
    get('/api/exams/exam/', Quizzes),
  ]);
  return [
    ...lessons.map(({ id, title, active, resources }): LessonPlace => ({
      kind: 'lesson',
      id,
      name: title,
      class: ref(classroom),
      active,
      resourceCount: resources.length,
    })),
    ...quizzes.map((quiz): QuizPlace => ({
      kind: 'quiz',
      id: quiz.id,
      name: quiz.title,
      class: ref(classroom),
      state: quizState(quiz),
      questionCount: quiz.question_count ?? 0,
    })),
  ];
}

function quizState({ draft, archive, active }: v.InferOutput<typeof Quizzes>[number]): QuizPlace['state'] {
  if (draft) return 'draft';
  if (archive) return 'closed';
  return active ? 'active' : 'hidden';
}
