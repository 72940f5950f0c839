import * as v from 'valibot';
import { wireFlag, wireId, wireList, wireText } from './wireFields.ts';

const assignment = v.object({ id: wireId, name: wireText });
const module = v.object({ id: wireId, name: wireText, assignments: wireList(assignment) });
const course = v.object({
  id: wireId,
  name: wireText,
  modules: wireList(module),
  start: wireText,
  end: wireText,
  archived: wireFlag,
});

export type WireAssignment = v.InferOutput<typeof assignment>;
export type WireModule = v.InferOutput<typeof module>;
export type WireCourse = v.InferOutput<typeof course>;

/** One `Course` (Codio protocol, section 4.1), as far as Lectern reads it. */
export const wireCourse: v.GenericSchema<unknown, WireCourse> = course;

/** The answer of `/courses_list`. */
export const wireCoursePage = v.object({ courses: wireList(wireCourse), nextToken: wireText });
