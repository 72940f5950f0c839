import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { AssignmentPlace, Place, PlaceKind, PlaceOf, Proposal, Ref } from '../../core/platform/place.ts';
import type { PlatformClient } from '../../core/platform/platformClient.ts';
import { counted } from '../../host/counted.ts';
import type { Services } from '../services.ts';
import { pickFrom, type Picking } from './pickFrom.ts';

type Describe<K extends PlaceKind> = Picking<PlaceOf<K> & Ref>['describe'];

/** The course, for a command from the palette. */
export function chooseCourse(
  services: Services,
  connection: Connection,
  title: string,
  proposed?: Proposal,
): Promise<PlaceOf<'course'> | undefined> {
  return choose(services, connection, 'course', {
    title,
    ...(proposed && { proposed }),
    placeholder: vscode.l10n.t('Which course?'),
    empty: vscode.l10n.t('No courses'),
    parent: undefined,
    key: `lectern.last.course.${connection.id}`,
    describe: (course) => ({ icon: course.archived ? 'archive' : 'book' }),
  });
}

export function chooseFacility(
  services: Services,
  connection: Connection,
  title: string,
): Promise<PlaceOf<'facility'> | undefined> {
  return choose(services, connection, 'facility', {
    title,
    placeholder: vscode.l10n.t('Which facility?'),
    empty: vscode.l10n.t('No facilities'),
    parent: undefined,
    key: `lectern.last.facility.${connection.id}`,
    describe: (facility) => ({ icon: 'home', description: counted(facility.userCount, 'user') }),
  });
}

export function chooseStudent(
  services: Services,
  connection: Connection,
  course: Ref,
  title: string,
  proposed?: Proposal,
): Promise<PlaceOf<'student'> | undefined> {
  return choose(services, connection, 'student', {
    title,
    ...(proposed && { proposed }),
    placeholder: vscode.l10n.t('Which student of {0}?', course.name),
    empty: vscode.l10n.t('No students'),
    parent: { kind: 'students', course },
    key: `lectern.last.student.${course.id}`,
    describe: (student) => ({
      icon: 'account',
      ...(student.login !== undefined && { description: student.login }),
    }),
  });
}

export async function chooseAssignment(
  services: Services,
  connection: Connection,
  course: Ref,
  title: string,
  proposed?: Proposal,
): Promise<AssignmentPlace | undefined> {
  return pickFrom<AssignmentPlace>({
    title,
    ...(proposed && { proposed }),
    placeholder: vscode.l10n.t('Which assignment of {0}?', course.name),
    empty: vscode.l10n.t('No assignments'),
    memory: { store: services.memory, key: `lectern.last.assignment.${course.id}` },
    describe: (assignment) => ({
      icon: 'file-code',
      ...(assignment.hidden && { description: vscode.l10n.t('hidden') }),
    }),
    pages: async (signal) => assignmentPages(await services.clients.client(connection.id), course, signal),
  });
}

/** The assignments of a course, a module a page. */
export async function* assignmentPages(
  client: PlatformClient,
  course: Ref,
  signal: AbortSignal,
): AsyncGenerator<readonly AssignmentPlace[]> {
  for await (const page of client.children({ kind: 'modules', course }, { archived: false }, signal))
    for (const module of page) if (module.kind === 'module') yield module.assignments;
}

async function choose<K extends 'course' | 'facility' | 'student'>(
  services: Services,
  connection: Connection,
  kind: K,
  question: Omit<Picking<PlaceOf<K> & Ref>, 'pages' | 'memory' | 'describe'> & {
    readonly parent: Place | undefined;
    readonly key: string;
    readonly describe: Describe<K>;
  },
): Promise<(PlaceOf<K> & Ref) | undefined> {
  const { parent, key, ...rest } = question;
  const isKind = (place: Place): place is PlaceOf<K> & Ref => place.kind === kind;
  return pickFrom<PlaceOf<K> & Ref>({
    ...rest,
    memory: { store: services.memory, key },
    pages: async (signal) => {
      const client = await services.clients.client(connection.id);
      return (async function* () {
        for await (const page of client.children(parent, { archived: true }, signal))
          yield page.filter(isKind);
      })();
    },
  });
}
