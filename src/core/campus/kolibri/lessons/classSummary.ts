import { CHANNELS } from '../seed/channels.ts';
import { mayCoach } from '../session/caller.ts';
import type { Collection, Exam, Lesson, User } from '../store/rows.ts';
import type { School } from '../store/school.ts';
import { idOf } from '../wire/idOf.ts';
import { refuseCode } from '../wire/refusal.ts';
import { jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { newestFirst } from './assignedWork.ts';
import { examRow, lessonRow } from './workRow.ts';

/** A class with everything in it, in one call (Kolibri protocol, section 2.5). */
export const CLASS_SUMMARY_ROUTE: KolibriRoute = {
  pattern: '/coach/api/classsummary/:id/',
  view: 'Class Summary Instance',
  answers: { GET: summary },
};

function summary(call: KolibriCall): KolibriReply {
  const { context, caller, path, view } = call;
  const { school } = context;
  if (caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', view);
  const place = school.collections.get(idOf(path['id'] ?? '') ?? '');
  if (place?.kind !== 'classroom' || !mayCoach(school, caller, place.id))
    return refuseCode(403, 'PERMISSION_DENIED', view);
  const people = school.usersOf(place.parent, 'without deleted');
  const learners = people.filter(({ id }) => school.isMember(id, place.id));
  const coaches = people.filter(({ id }) =>
    school.rolesOf(id).some(({ collection, kind }) => collection === place.id && kind === 'coach'),
  );
  const lessons = ofClass(school.lessons.values(), place);
  const exams = ofClass(school.exams.values(), place);
  return jsonReply({
    id: place.id,
    facility_id: place.parent,
    picture_password_settings: null,
    name: place.name,
    coaches: coaches.map(personRow),
    learners: learners.map(personRow),
    groups: school.groupsOf(place.id).map(({ id, name }) => ({
      id,
      name,
      member_ids: learners.filter((user) => school.isMember(user.id, id)).map((user) => user.id),
    })),
    adhoclearners: [],
    exams: exams.map((exam) => ({
      ...examRow(exam),
      node_ids: exam.questionSources.flatMap(({ questions }) => questions.map((each) => each.exercise_id)),
      ...rest(exam, place, true),
    })),
    exam_learner_status: [],
    content: [],
    content_learner_status: contentStatus(school, learners, lessons),
    lessons: lessons.map((lesson) => ({
      ...lessonRow(school, lesson),
      node_ids: lesson.resources.map(({ contentnode_id }) => contentnode_id),
      ...rest(lesson, place, lesson.resources.length > 0),
    })),
  });
}

function ofClass<T extends Lesson | Exam>(rows: Iterable<T>, place: Collection): readonly T[] {
  return newestFirst(rows).filter(({ collection }) => collection === place.id);
}

/** No content is installed, so whatever names some is missing it. */
function rest(work: Lesson | Exam, place: Collection, missing: boolean): Readonly<Record<string, unknown>> {
  return { groups: work.assignments.filter((id) => id !== place.id), missing_resource: missing };
}

function personRow({ id, username, fullName }: User): Readonly<Record<string, unknown>> {
  return { id, username, picture_password: null, name: fullName };
}

/** Only of contents that are installed: the server finds others by nothing. */
function contentStatus(
  school: School,
  learners: readonly User[],
  lessons: readonly Lesson[],
): readonly Readonly<Record<string, unknown>>[] {
  const installed = new Set(CHANNELS.flatMap(({ contents }) => contents.map(({ id }) => id)));
  const used = lessons.flatMap(({ resources }) => resources.map(({ content_id }) => content_id));
  const wanted = new Set(used.filter((id) => installed.has(id)));
  const ids = new Set(learners.map(({ id }) => id));
  return school.logs
    .filter(
      ({ type, user, contentId }) =>
        type === 'summary' && user !== null && ids.has(user) && wanted.has(contentId),
    )
    .map((log) => ({
      learner_id: log.user,
      content_id: log.contentId,
      status: log.progress >= 1 ? 'Completed' : 'Started',
      last_activity: new Date(log.end).toISOString(),
      time_spent: log.timeSpent,
      tries: 0,
    }));
}
