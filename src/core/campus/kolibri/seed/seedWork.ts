import type { Collection, Exam, Facility, Lesson } from '../store/rows.ts';
import type { School } from '../store/school.ts';
import { isoZ } from '../wire/isoTime.ts';
import { CHANNELS } from './channels.ts';

const DAY = 24 * 3_600_000;

type MakeId = (...path: readonly string[]) => string;

/** Groups, lessons and quizzes for the classes of a facility. Every class with learners has some; quizzes also as a draft. */
export function seedWork(
  school: School,
  facility: Facility,
  author: string,
  today: number,
  id: MakeId,
): void {
  for (const [at, place] of school.classesOf(facility.id).entries()) {
    const members = [...school.memberships.values()].filter(({ collection }) => collection === place.id);
    if (members.length === 0) continue;
    const group = addGroup(school, place, 'Group A', id);
    for (const { user } of members.slice(0, 4)) school.addMembership(user, group.id);
    if (at % 2 === 0) addGroup(school, place, '第二组', id);
    for (const [number, channel] of CHANNELS.entries()) {
      const lesson = lessonOf(place, channel.name, author, today - (60 - at - number * 9) * DAY, id);
      lesson.active = number === 0;
      lesson.resources = channel.contents.slice(0, 3).map(({ id: content }) => ({
        content_id: content,
        channel_id: channel.id,
        contentnode_id: id('node', content),
      }));
      if (number > 0) lesson.assignments = [group.id];
      school.lessons.set(lesson.id, lesson);
    }
    const quiz = quizOf(place, 'Mid-term quiz', author, today - (30 - at) * DAY, id);
    school.exams.set(quiz.id, quiz);
    if (at === 0) {
      const draft = { ...quiz, id: 1, title: 'Final quiz', active: false, dateActivated: null, draft: true };
      school.exams.set(draft.id, draft);
    }
  }
}

function addGroup(school: School, place: Collection, name: string, id: MakeId): Collection {
  const group: Collection = {
    id: id('group', place.id, name),
    kind: 'learnergroup',
    name,
    parent: place.id,
  };
  school.collections.set(group.id, group);
  return group;
}

function lessonOf(place: Collection, title: string, author: string, made: number, id: MakeId): Lesson {
  return {
    id: id('lesson', place.id, title),
    title,
    description: '',
    resources: [],
    collection: place.id,
    createdBy: author,
    dateCreated: isoZ(made),
    active: true,
    assignments: [place.id],
    learnerIds: [],
  };
}

function quizOf(place: Collection, title: string, author: string, made: number, id: MakeId): Exam {
  const questions = CHANNELS.flatMap(({ contents }) => contents.filter(({ kind }) => kind === 'exercise'));
  return {
    id: id('exam', place.id, title),
    title,
    collection: place.id,
    active: true,
    assignments: [place.id],
    learnerIds: [],
    createdBy: author,
    dateCreated: isoZ(made),
    questionSources: [
      {
        section_title: '',
        description: '',
        learners_see_fixed_order: false,
        questions: questions.map((content, at) => ({
          exercise_id: id('node', content.id),
          question_id: id('question', content.id),
          title: content.title,
          counter_in_exercise: at + 1,
        })),
      },
    ],
    learnersSeeFixedOrder: false,
    archive: false,
    dateArchived: null,
    dateActivated: isoZ(made),
    draft: false,
  };
}
