import * as v from 'valibot';
import { mayCoach } from '../session/caller.ts';
import { newId } from '../store/newId.ts';
import { LessonSchema, type Lesson } from '../store/rows.ts';
import { demandTexts, idsOf, objectOf, textOf, type Fields } from '../wire/fields.ts';
import { isoZ } from '../wire/isoTime.ts';
import { idOf } from '../wire/idOf.ts';
import { refuseCode, refuseField } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { classInQuery, demandClass, demandCoach, newestFirst } from './assignedWork.ts';
import { lessonRow } from './workRow.ts';

/** Lessons (Kolibri protocol, section 2.5). */
export const LESSON_ROUTES: readonly KolibriRoute[] = [
  { pattern: '/api/lessons/lesson/size/', view: 'Size', csrf: 'session', answers: { GET: sizes } },
  {
    pattern: '/api/lessons/lesson/',
    view: 'Lesson List',
    csrf: 'session',
    answers: { GET: list, POST: create },
  },
  {
    pattern: '/api/lessons/lesson/:id/',
    view: 'Lesson Instance',
    csrf: 'session',
    answers: {
      GET: (call) => jsonReply(lessonRow(call.context.school, found(call))),
      PATCH: change,
      DELETE: remove,
    },
  },
];

function visible({ context, caller }: KolibriCall): readonly Lesson[] {
  const { school } = context;
  return newestFirst(school.lessons.values()).filter(({ collection }) =>
    mayCoach(school, caller, collection),
  );
}

function ofClass(call: KolibriCall): readonly Lesson[] {
  const classroom = classInQuery(call);
  return visible(call).filter(({ collection }) => classroom === undefined || collection === classroom);
}

function list(call: KolibriCall): KolibriReply {
  return jsonReply(ofClass(call).map((lesson) => lessonRow(call.context.school, lesson)));
}

/** Nothing is installed, so nothing has a size. */
function sizes(call: KolibriCall): KolibriReply {
  return jsonReply(ofClass(call).map(({ id }) => ({ [id]: 0 })));
}

function found(call: KolibriCall): Lesson {
  const id = idOf(call.path['id'] ?? '');
  return visible(call).find((lesson) => lesson.id === id) ?? refuseCode(404, 'NOT_FOUND', call.view);
}

function demandFreeTitle({ context }: KolibriCall, classroom: string, title: string, self?: string): void {
  const taken = [...context.school.lessons.values()].some(
    (lesson) =>
      lesson.collection === classroom &&
      lesson.id !== self &&
      lesson.title.toLowerCase() === title.toLowerCase(),
  );
  if (taken) refuseField('UNIQUE', 'The fields title, collection must make a unique set.');
}

function resourcesIn(fields: Fields): Lesson['resources'] | undefined {
  const result = v.safeParse(LessonSchema.entries.resources, fields['resources']);
  return result.success ? result.output : undefined;
}

function create(call: KolibriCall): KolibriReply {
  const { context, caller, view } = call;
  if (caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', view);
  const fields = objectOf(call.body);
  demandTexts(fields, [
    { field: 'title', most: 50 },
    { field: 'description', required: false, blank: true, most: 200 },
  ]);
  const collection = demandClass(call, textOf(fields, 'collection'));
  const title = textOf(fields, 'title') ?? '';
  demandFreeTitle(call, collection, title);
  demandCoach(call, collection);
  const lesson: Lesson = {
    id: newId(),
    title,
    description: textOf(fields, 'description') ?? '',
    resources: resourcesIn(fields) ?? [],
    collection,
    createdBy: caller.id,
    dateCreated: isoZ(context.clock.now()),
    active: fields['active'] === true,
    assignments: [...(idsOf(fields, 'assignments') ?? [])],
    learnerIds: [...(idsOf(fields, 'learner_ids') ?? [])],
  };
  context.school.lessons.set(lesson.id, lesson);
  context.changed();
  return jsonReply(lessonRow(context.school, lesson), 201);
}

function change(call: KolibriCall): KolibriReply {
  const lesson = found(call);
  const fields = objectOf(call.body);
  demandTexts(fields, [
    { field: 'title', required: false, most: 50 },
    { field: 'description', required: false, blank: true, most: 200 },
  ]);
  const title = textOf(fields, 'title') ?? lesson.title;
  demandFreeTitle(call, lesson.collection, title, lesson.id);
  const active = fields['active'];
  Object.assign(lesson, {
    title,
    description: textOf(fields, 'description') ?? lesson.description,
    resources: resourcesIn(fields) ?? lesson.resources,
    active: typeof active === 'boolean' ? active : lesson.active,
    assignments: idsOf(fields, 'assignments') ?? lesson.assignments,
    learnerIds: idsOf(fields, 'learner_ids') ?? lesson.learnerIds,
  });
  call.context.changed();
  return jsonReply(lessonRow(call.context.school, lesson));
}

function remove(call: KolibriCall): KolibriReply {
  call.context.school.lessons.delete(found(call).id);
  call.context.changed();
  return emptyReply(204);
}
