import * as v from 'valibot';
import { mayCoach } from '../session/caller.ts';
import { newId } from '../store/newId.ts';
import { ExamSchema, type Exam } from '../store/rows.ts';
import { demandTexts, idsOf, objectOf, textOf } from '../wire/fields.ts';
import { isoZ } from '../wire/isoTime.ts';
import { refuseCode, refuseField } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { classInQuery, demandClass, demandCoach, newestFirst } from './assignedWork.ts';
import { examRow } from './workRow.ts';

/** Quizzes (Kolibri protocol, section 2.5). Drafts have numbers for ids. */
export const EXAM_ROUTES: readonly KolibriRoute[] = [
  {
    pattern: '/api/exams/exam/',
    view: 'Exam List',
    csrf: 'session',
    answers: { GET: list, POST: create },
  },
  {
    pattern: '/api/exams/exam/:id/',
    view: 'Exam Instance',
    csrf: 'session',
    answers: { GET: (call) => jsonReply(examRow(found(call))), DELETE: remove },
  },
];

function visible({ context, caller }: KolibriCall): readonly Exam[] {
  const { school } = context;
  return newestFirst(school.exams.values()).filter(({ collection }) => mayCoach(school, caller, collection));
}

function list(call: KolibriCall): KolibriReply {
  const classroom = classInQuery(call);
  const exams = visible(call).filter(({ collection }) => classroom === undefined || collection === classroom);
  return jsonReply(exams.map(examRow));
}

function found(call: KolibriCall): Exam {
  const exam = visible(call).find(({ id }) => String(id) === call.path['id']);
  return exam ?? refuseCode(404, 'NOT_FOUND', call.view);
}

function create(call: KolibriCall): KolibriReply {
  const { context, caller, view } = call;
  if (caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', view);
  const { school, clock } = context;
  const fields = objectOf(call.body);
  demandTexts(fields, [{ field: 'title', most: 50 }]);
  const title = textOf(fields, 'title') ?? '';
  const collection = demandClass(call, textOf(fields, 'collection'));
  const draft = fields['draft'] !== false;
  const sources = v.safeParse(ExamSchema.entries.questionSources, fields['question_sources']);
  const taken = [...school.exams.values()].some(
    (exam) => exam.collection === collection && exam.title.toLowerCase() === title.toLowerCase(),
  );
  if (taken && !draft) refuseField('UNIQUE', 'The fields title, collection must make a unique set.');
  if (!draft && (!sources.success || sources.output.length === 0))
    refuseField('INVALID', 'Cannot create an Exam without any question_sources');
  demandCoach(call, collection);
  const now = isoZ(clock.now());
  const active = !draft && fields['active'] === true;
  const drafts = [...school.exams.keys()].filter((id) => typeof id === 'number');
  const exam: Exam = {
    id: draft ? Math.max(0, ...drafts) + 1 : newId(),
    title,
    collection,
    active,
    assignments: [...(idsOf(fields, 'assignments') ?? [])],
    learnerIds: [...(idsOf(fields, 'learner_ids') ?? [])],
    createdBy: caller.id,
    dateCreated: now,
    questionSources: sources.success ? sources.output : [],
    learnersSeeFixedOrder: fields['learners_see_fixed_order'] === true,
    archive: false,
    dateArchived: null,
    dateActivated: active ? now : null,
    draft,
  };
  school.exams.set(exam.id, exam);
  context.changed();
  return jsonReply(examRow(exam), 201);
}

function remove(call: KolibriCall): KolibriReply {
  call.context.school.exams.delete(found(call).id);
  call.context.changed();
  return emptyReply(204);
}
