import type { Exam, Lesson } from '../store/rows.ts';
import type { School } from '../store/school.ts';

/** A lesson as the API shows it (Kolibri protocol, section 2.5). */
export function lessonRow(school: School, lesson: Lesson): Readonly<Record<string, unknown>> {
  const place = school.collections.get(lesson.collection);
  return {
    id: lesson.id,
    title: lesson.title,
    description: lesson.description,
    resources: lesson.resources,
    collection: lesson.collection,
    created_by: lesson.createdBy,
    date_created: lesson.dateCreated,
    active: lesson.active,
    classroom: { id: lesson.collection, name: place?.name ?? '', parent: place?.parent ?? null },
    assignments: lesson.assignments,
    learner_ids: lesson.learnerIds,
  };
}

/** A quiz as the API shows it. */
export function examRow(exam: Exam): Readonly<Record<string, unknown>> {
  return {
    id: exam.id,
    title: exam.title,
    question_sources: exam.questionSources,
    seed: 1,
    collection: exam.collection,
    question_count: exam.questionSources.reduce((sum, { questions }) => sum + questions.length, 0),
    creator: exam.createdBy,
    data_model_version: 3,
    learners_see_fixed_order: exam.learnersSeeFixedOrder,
    instant_report_visibility: true,
    date_created: exam.dateCreated,
    active: exam.active,
    archive: exam.archive,
    date_archived: exam.dateArchived,
    date_activated: exam.dateActivated,
    assignments: exam.assignments,
    learner_ids: exam.learnerIds,
    draft: exam.draft,
  };
}
