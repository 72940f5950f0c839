import type { Assignment, Course, Person } from '../seed/model.ts';
import { assignmentsOf } from '../seed/organisation.ts';
import { organisationIn } from './campusContext.ts';
import { refuse } from './refusal.ts';
import { part, type Call } from './route.ts';

/** The course in the path. 403 for a course of another organisation, 404 for none. */
export function courseIn(call: Call): Course {
  const id = part(call, 'course');
  const { courses, foreignCourse } = organisationIn(call.context);
  if (id === foreignCourse.id) refuse(403, 'Access to this course is denied');
  return courses.find((course) => course.id === id) ?? refuse(404, 'Course not found');
}

export function assignmentIn(call: Call, course: Course): Assignment {
  const id = part(call, 'assignment');
  return (
    assignmentsOf(course).find((assignment) => assignment.id === id) ?? refuse(404, 'Assignment not found')
  );
}

/** The student in the path, by id, login or e-mail. Test students are found too, though no list shows them. */
export function studentIn(call: Call, course: Course): Person {
  const name = part(call, 'student');
  const students = [...course.students, ...course.testStudents];
  return (
    students.find(({ id, login, email }) => name === id || name === login || name === email) ??
    refuse(404, 'Student not found')
  );
}
