import * as vscode from 'vscode';
import { estimateCloseOut } from '../../core/closeout/estimateCloseOut.ts';
import type { Connection } from '../../core/platform/connection.ts';
import { failureOf } from '../../core/platform/failure.ts';
import type { Ref } from '../../core/platform/place.ts';
import { INACTIVE_DAYS } from '../../core/platform/retention.ts';
import { counted } from '../../host/counted.ts';
import { VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';

/** A course to close out, with the number of its inactive students where that is known. */
export type CloseOutChoice = Ref & { readonly inactive?: number };

/** Each course takes up to thirteen requests to know its inactive students: more courses are not asked about. */
const MOST_COURSES = 3;
/** How long the question may wait for them. */
const COUNT_MS = 8_000;

/** Says what will be fetched, what it costs and what it cannot bring, before any export is begun. Undefined: the user gave up. */
export async function confirmCloseOut(
  services: Services,
  connection: Connection,
  courses: readonly Ref[],
): Promise<readonly CloseOutChoice[] | undefined> {
  const choices = await withInactive(services, connection, courses);
  const share = await (await services.clients.share(connection.id)).look();
  const { requests, days } = estimateCloseOut(courses.length, share);
  const number = (value: number): string => value.toLocaleString(vscode.env.language);
  const [first] = courses;
  const question =
    courses.length === 1 && first
      ? vscode.l10n.t('Close out {0}?', first.name)
      : vscode.l10n.t('Close out {0} courses?', number(courses.length));
  const inactive = choices.reduce((sum, choice) => sum + (choice.inactive ?? 0), 0);
  const detail = [
    vscode.l10n.t(
      'Of each course: coursework, sources, the assessment data of all assignments and the coach logs, into one dated folder with a manifest. Nothing is deleted or changed on Codio.',
    ),
    days === 1
      ? vscode.l10n.t(
          'It takes about {0} requests; {1} are left of Lectern’s share today.',
          number(requests),
          number(share.left),
        )
      : vscode.l10n.t(
          'It takes about {0} requests, so about {1} days: {2} are left of Lectern’s share today, {3} come each day. It pauses and goes on by itself.',
          number(requests),
          number(days),
          number(share.left),
          number(share.day),
        ),
    vscode.l10n.t(
      'Codio leaves students who were inactive for over 90 days out of the coursework, and keeps assessment data for six months.',
    ) + (inactive > 0 ? ` ${inactiveText(inactive, courses.length)}` : ''),
  ].join('\n\n');
  const go = vscode.l10n.t('Close Out');
  const chosen = await vscode.window.showInformationMessage(question, { modal: true, detail }, go);
  return chosen === go ? choices : undefined;
}

function inactiveText(students: number, courses: number): string {
  const who = counted(students, 'student');
  return courses === 1
    ? vscode.l10n.t(
        '{0} of this course may be among them: nothing completed for {1} days.',
        who,
        INACTIVE_DAYS,
      )
    : vscode.l10n.t(
        '{0} of these courses may be among them: nothing completed for {1} days.',
        who,
        INACTIVE_DAYS,
      );
}

/** Adds how many students are inactive, where a few requests tell. To know it is a courtesy: what goes wrong with it stops nothing. */
export async function withInactive(
  { clients, log }: Services,
  connection: Connection,
  courses: readonly Ref[],
): Promise<readonly CloseOutChoice[]> {
  if (courses.length > MOST_COURSES) return courses;
  return vscode.window.withProgress({ location: { viewId: VIEWS.exports } }, async () => {
    const signal = AbortSignal.timeout(COUNT_MS);
    return Promise.all(
      courses.map(async (course): Promise<CloseOutChoice> => {
        try {
          const client = await clients.client(connection.id);
          const quiet = await client.quietStudents?.(course, signal);
          // None is also what a course answers of which it cannot be known.
          return quiet && quiet.length > 0 ? { ...course, inactive: quiet.length } : course;
        } catch (error) {
          log.warn(`inactive students cannot be counted (${failureOf(error).kind})`);
          return course;
        }
      }),
    );
  });
}
