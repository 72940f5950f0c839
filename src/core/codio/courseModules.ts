import type { AssignmentPlace, ModulePlace, Ref } from '../platform/place.ts';
import type { CodioApi } from './codioApi.ts';
import { readCourse } from './readCourse.ts';

/**
 * The modules of a course with their assignments. No answer says which assignments are hidden, so the course is read with and without
 * them: what is only in the first is hidden (Codio protocol, section 4.2, "withHiddenAssignments").
 */
export async function courseModules(
  api: CodioApi,
  course: Ref,
  signal: AbortSignal,
): Promise<readonly ModulePlace[]> {
  const [all, shown] = await Promise.all([
    readCourse(api, course, true, signal),
    readCourse(api, course, false, signal),
  ]);
  const visible = new Set(shown.modules.flatMap((module) => module.assignments.map(({ id }) => id)));
  return all.modules.map((module, index) => ({
    kind: 'module',
    // Only a name for the tree: no request takes a module's id.
    id: module.id ?? `module-${index}`,
    name: module.name ?? module.id ?? '',
    course: { id: course.id, name: course.name },
    assignments: module.assignments.flatMap(({ id, name }): AssignmentPlace[] =>
      id === undefined
        ? []
        : [
            {
              kind: 'assignment',
              id,
              name: name ?? id,
              course: { id: course.id, name: course.name },
              hidden: !visible.has(id),
            },
          ],
    ),
  }));
}
