import { assignmentsOf } from '../seed/organisation.ts';
import { progressOf } from '../seed/progress.ts';
import { assignmentIn, courseIn, studentIn } from './courseLookup.ts';
import { refuse } from './refusal.ts';
import { part, type Call, type Route } from './route.ts';
import type { Task, TaskKind, TaskOrder } from './task.ts';
import { wireAbsent } from './wireValues.ts';

/** The exports and their states (Codio protocol, section 5.2). Patterns are relative to `/api/v1`. */
export const EXPORT_ROUTES: readonly Route[] = [
  { method: 'GET', pattern: '/courses/:course/students/:student/export/csv', answer: studentCsv },
  { method: 'GET', pattern: '/courses/:course/assignments/:assignment/export/csv', answer: assignmentCsv },

  { method: 'GET', pattern: '/courses/:course/export/assessments/csv', answer: startAssessments },
  status('/courses/:course/export/assessments/csv/download/:task', 'assessments'),

  {
    method: 'GET',
    pattern: '/courses/:course/assignments/:assignment/students/:student/download',
    answer: startWorkspace,
  },
  status('/courses/:course/assignments/:assignment/students/:student/download/:task', 'workspace'),

  { method: 'POST', pattern: '/courses/:course/export/workdata', answer: startCoursework },
  list('/courses/:course/export/workdata', 'coursework'),
  status('/courses/:course/export/workdata/progress/:task', 'coursework'),

  start('/courses/:course/export/sources', 'sources'),
  list('/courses/:course/export/sources', 'sources'),
  status('/courses/:course/export/sources/progress/:task', 'sources'),

  start('/courses/:course/export/coach', 'coachLogs'),
  status('/courses/:course/export/coach/progress/:task', 'coachLogs'),

  start('/courses/:course/export/llmproxy', 'llmLogs'),
  status('/courses/:course/export/llmproxy/progress/:task', 'llmLogs'),

  { method: 'GET', pattern: '/download/:task', answer: anyStatus },
];

async function studentCsv(call: Call): Promise<string> {
  const course = courseIn(call);
  const student = studentIn(call, course);
  const order = { kind: 'studentCsv', courseId: course.id, studentId: student.id } as const;
  const { tasks, keys } = call.context;
  return linkOf(call, (await tasks.makeNow(order, keys.seed, '-assignment_student.csv')).name);
}

async function assignmentCsv(call: Call): Promise<string> {
  const course = courseIn(call);
  const assignment = assignmentIn(call, course);
  const order = { kind: 'assignmentCsv', courseId: course.id, assignmentId: assignment.id } as const;
  const { tasks, keys } = call.context;
  return linkOf(call, (await tasks.makeNow(order, keys.seed, '-course_assignment.csv')).name);
}

async function startAssessments(call: Call): Promise<unknown> {
  const course = courseIn(call);
  const assignmentIds = (call.url.searchParams.get('assignmentIds') ?? '')
    .split(',')
    .filter((id) => id !== '');
  const known = new Set(assignmentsOf(course).map(({ id }) => id));
  if (assignmentIds.length === 0 || !assignmentIds.every((id) => known.has(id))) {
    refuse(404, 'Assignment not found');
  }
  return begin(call, { kind: 'assessments', courseId: course.id, assignmentIds });
}

async function startWorkspace(call: Call): Promise<unknown> {
  const course = courseIn(call);
  const assignment = assignmentIn(call, course);
  const student = studentIn(call, course);
  const { keys, switches } = call.context;
  const { status: reached } = progressOf(keys.seed, course, assignment, student);
  const missing = reached === 'NOT_STARTED' ? 'The student has not started this assignment' : undefined;
  if (missing !== undefined && switches.notStarted === '404') refuse(404, missing);
  return begin(
    call,
    { kind: 'workspace', courseId: course.id, assignmentId: assignment.id, studentId: student.id },
    missing,
  );
}

async function startCoursework(call: Call): Promise<unknown> {
  const { courseworkLayout: layout, big: padMebibytes } = call.context.switches;
  return begin(call, { kind: 'coursework', courseId: courseIn(call).id, layout, padMebibytes });
}

function start(pattern: string, kind: 'sources' | 'coachLogs' | 'llmLogs'): Route {
  return {
    method: 'POST',
    pattern,
    answer: (call) => begin(call, { kind, courseId: courseIn(call).id }),
  };
}

/** A typed status route: the task must be of its course and of its kind. */
function status(pattern: string, kind: TaskKind): Route {
  return {
    method: 'GET',
    pattern,
    answer: async (call) => {
      const course = courseIn(call);
      const task = await taskIn(call);
      if (task.order.courseId !== course.id || task.order.kind !== kind) refuse(404, 'Task not found');
      return report(call, task, 'poll');
    },
  };
}

function list(pattern: string, kind: 'coursework' | 'sources'): Route {
  return {
    method: 'GET',
    pattern,
    answer: async (call) => {
      const tasks = await call.context.tasks.list(courseIn(call).id, kind);
      return Promise.all(tasks.map((task) => report(call, task, 'list')));
    },
  };
}

/** The route that taskUri leads to; it is in no description of the API (section 5.1). */
async function anyStatus(call: Call): Promise<unknown> {
  return report(call, await taskIn(call), 'poll');
}

async function taskIn(call: Call): Promise<Task> {
  return (await call.context.tasks.find(part(call, 'task'))) ?? refuse(404, 'Task not found');
}

async function begin(call: Call, order: TaskOrder, error?: string): Promise<unknown> {
  const { tasks, keys, switches, origin, tally } = call.context;
  const task = await tasks.start(order, keys.seed, switches, error);
  tally.begun(JSON.stringify(order));
  return { taskId: task.id, taskUri: `${origin}/api/v1/download/${task.id}` };
}

async function report(call: Call, task: Task, look: 'poll' | 'list'): Promise<unknown> {
  const { tasks, switches } = call.context;
  const { done, fileName, error } = await tasks.report(task, look);
  return {
    taskId: task.id,
    done,
    ...(fileName === undefined ? wireAbsent('url', switches) : { url: linkOf(call, fileName) }),
    ...(error === undefined ? wireAbsent('error', switches) : { error }),
  };
}

function linkOf(call: Call, fileName: string): string {
  return `${call.context.origin}/temporary/${fileName}`;
}
