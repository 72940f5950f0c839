import type { Connection } from '../../core/platform/connection.ts';
import type { Ref } from '../../core/platform/place.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import { chooseCourse } from '../exports/choosePlace.ts';
import type { Services } from '../services.ts';

/** The course that blueprints go to. */
export type ImportTarget = { readonly connection: Connection; readonly course: Ref };

/** The course of a row; without one the course that the user chooses. Undefined: the user gave up. */
export async function importTarget(
  services: Services,
  node: CourseNode | undefined,
  title: string,
): Promise<ImportTarget | undefined> {
  const connection = node?.parent?.connection ?? (await pickConnection(services, title, 'codio'));
  if (!connection) return undefined;
  const course =
    node?.type === 'place' && node.place.kind === 'course'
      ? node.place
      : await chooseCourse(services, connection, title);
  return course && { connection, course: { id: course.id, name: course.name } };
}
