import type { AssignmentPlace, ModulePlace, Ref } from '../platform/place.ts';
import type { CodioApi } from './codioApi.ts';
import { wireCourse, type WireModule } from './courseWire.ts';
import { parseReply } from './parseReply.ts';

/**
 * The modules of a course with their assignments. No answer says which assignments are hidden, so the course is read with and without
 * them: what is only in the first is hidden (Codio protocol, section 4.2, "withHiddenAssignments").
 */
export async function courseModules(
  api: CodioApi,
  course: Ref,
  signal: AbortSignal,
): Promise<readonly ModulePlace[]> {
  const [all, shown] = await Promise.all([read(api, course, true, signal), read(api, course, false, signal)]);
  const visible = new Set(shown.flatMap((module) => module.assignments.map(({ id }) => id)));
  return all.map((module, index) => ({
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

async function read(
  api: CodioApi,
  course: Ref,
  withHidden: boolean,
  signal: AbortSignal,
): Promise<readonly WireModule[]> {
  const text = await api.ask(
    {
      method: 'GET',
      path: `/courses/${encodeURIComponent(course.id)}?withHiddenAssignments=${String(withHidden)}`,
      missing: 'place',
      repeatable: true,
    },
    signal,
  );
  return parseReply(wireCourse, text).modules;
}
