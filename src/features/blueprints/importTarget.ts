import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { Ref } from '../../core/platform/place.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import { chooseCourse } from '../exports/choosePlace.ts';
import type { Services } from '../services.ts';

/** The course that blueprints go to. */
export type ImportTarget = { readonly connection: Connection; readonly course: Ref };

/**
 * The course of a row, or that of the row's parents; without one the course that the user chooses. Undefined: the user gave up, or the row
 * is of a platform that knows no blueprints, which is said.
 */
export async function importTarget(
  services: Services,
  node: CourseNode | undefined,
  title: string,
): Promise<ImportTarget | undefined> {
  const of = node && connectionOf(node);
  if (of && of.platform !== 'codio') {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} is not a Codio organisation. Blueprints go into a course of one.', of.name),
    );
    return undefined;
  }
  const connection = of ?? (await pickConnection(services, title, 'codio'));
  if (!connection) return undefined;
  const course = courseAbove(node) ?? (await chooseCourse(services, connection, title));
  return course && { connection, course: { id: course.id, name: course.name } };
}

function connectionOf(node: CourseNode): Connection {
  return node.type === 'notice' ? connectionOf(node.parent) : node.connection;
}

function courseAbove(node: CourseNode | undefined): Ref | undefined {
  if (!node) return undefined;
  return node.type === 'place' && node.place.kind === 'course' ? node.place : courseAbove(node.parent);
}
