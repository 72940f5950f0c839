import type { Assignment, Course } from '../seed/model.ts';
import { fullName } from '../seed/people.ts';
import { progressOf } from '../seed/progress.ts';
import { organisationIn } from './campusContext.ts';
import { assignmentIn, courseIn, studentIn } from './courseLookup.ts';
import { refuse } from './refusal.ts';
import type { Call, Route } from './route.ts';
import { isoSeconds } from '../exports/csvCells.ts';
import { wireAbsent, wireCourse, wireProgress, wireUser } from './wireValues.ts';

/** Courses, rosters and progress (Codio protocol, section 4.2). Patterns are relative to `/api/v1`. */
export const COURSE_ROUTES: readonly Route[] = [
  { method: 'GET', pattern: '/courses_list', answer: listCourses },
  { method: 'GET', pattern: '/courses', answer: courseByName },
  {
    method: 'GET',
    pattern: '/courses/:course',
    answer: (call) => wireCourse(courseIn(call), withHidden(call)),
  },
  {
    method: 'GET',
    pattern: '/courses/:course/students',
    answer: (call) => courseIn(call).students.map(wireUser),
  },
  {
    method: 'GET',
    pattern: '/courses/:course/teachers',
    answer: (call) => courseIn(call).teachers.map(wireUser),
  },
  { method: 'GET', pattern: '/courses/:course/assignments/:assignment/students', answer: assignmentStudents },
  { method: 'GET', pattern: '/courses/:course/students/:student/progress', answer: studentProgress },
  {
    method: 'GET',
    pattern: '/courses/:course/assignments/:assignment/settings',
    answer: (call) => settings(assignmentIn(call, courseIn(call))),
  },
];

function listCourses({ context, url }: Call): unknown {
  const { switches, pages } = context;
  const token = url.searchParams.get('nextToken') ?? '';
  const page =
    token === ''
      ? pages.first(
          chosen(organisationIn(context).courses, url.searchParams.get('archived')),
          switches.pageSize,
        )
      : pages.next(token, switches.strictPaging);
  return {
    courses: page.items.map((course) => wireCourse(course, false)),
    ...(page.nextToken === undefined ? wireAbsent('nextToken', switches) : { nextToken: page.nextToken }),
  };
}

/** No filter when `archived` is absent or empty; that is a guess (section 4.2). */
function chosen(courses: readonly Course[], archived: string | null): readonly Course[] {
  if (archived !== 'true' && archived !== 'false') return courses;
  return courses.filter((course) => (course.archived !== undefined) === (archived === 'true'));
}

function courseByName(call: Call): unknown {
  const name = call.url.searchParams.get('name');
  const course = organisationIn(call.context).courses.find((candidate) => candidate.name === name);
  return wireCourse(course ?? refuse(404, 'Course not found'), withHidden(call));
}

function withHidden({ url }: Call): boolean {
  return url.searchParams.get('withHiddenAssignments') === 'true';
}

function assignmentStudents(call: Call): unknown {
  const { context } = call;
  const course = courseIn(call);
  const assignment = assignmentIn(call, course);
  return course.students.map((student) => {
    const progress = progressOf(context.keys.seed, course, assignment, student);
    return {
      student_id: student.id,
      ...(student.email !== undefined && { student_email: student.email }),
      student_name: fullName(student),
      ...wireProgress(progress, context.switches),
      ...(progress.extraCredit === undefined ? {} : { extra_credit: progress.extraCredit }),
      // Other spellings than in the progress of a student: so it is on the platform.
      extendedDeadline: progress.extendedDeadline,
      extendedTimeLimit: progress.extendedTimeLimit,
    };
  });
}

function studentProgress(call: Call): unknown {
  const { context } = call;
  const course = courseIn(call);
  const student = studentIn(call, course);
  return course.modules.flatMap((module) =>
    module.assignments.map((assignment) => {
      const progress = progressOf(context.keys.seed, course, assignment, student);
      const item = {
        module_id: module.id,
        module_name: module.name,
        assignment_id: assignment.id,
        assignment_name: assignment.name,
      };
      if (progress.status === 'NOT_STARTED') return { ...item, started: false };
      return {
        ...item,
        started: true,
        progress: {
          ...wireProgress(progress, context.switches),
          extended_deadline: progress.extendedDeadline,
          extended_time_limit: progress.extendedTimeLimit,
        },
      };
    }),
  );
}

function settings(assignment: Assignment): unknown {
  const day = 24 * 3_600_000;
  return {
    isDisabled: false,
    releaseGrades: !assignment.hidden,
    enableResetAssignmentByStudent: true,
    disableDownloadByStudent: false,
    visibilityOnDisabled: 'READ_ONLY',
    visibilityOnCompleted: 'READ_ONLY_RESUBMIT',
    startTime: isoSeconds(new Date(assignment.due.getTime() - 7 * day)),
    dueTime: isoSeconds(assignment.due),
    endTime: isoSeconds(new Date(assignment.due.getTime() + 2 * day)),
    markAsCompleteOnDueDate: false,
    action: 'COMPLETE',
    penaltiesV2: {
      enabled: false,
      deductionIntervalMinutes: 1440,
      deductionPercent: 10,
      lowestGradePercent: 50,
    },
    examMode: {
      timedMode: { enabled: false, duration: 0 },
      shuffleQuestionsOrder: false,
      forwardOnlyNavigation: false,
      singleLogin: false,
      authentication: false,
      restrictedIPRange: { enabled: false, range: '' },
    },
  };
}
