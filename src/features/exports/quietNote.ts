import * as vscode from 'vscode';
import type { QuietStudent } from '../../core/platform/platformClient.ts';
import { INACTIVE_DAYS, inactiveBefore, keptSince } from '../../core/platform/retention.ts';
import type { ExportPlan } from '../../core/platform/exportPort.ts';
import type { ComposedRequest, ExportKind } from '../../core/platform/exportRequest.ts';
import { counted } from '../../host/counted.ts';
import { shownDay } from '../../host/shownDay.ts';
import { quietSince } from '../courses/quietSince.ts';

/** Who may be missing in an export, in one sentence. */
export function quietNote(students: readonly QuietStudent[]): string {
  return students.length === 1
    ? vscode.l10n.t(
        '1 student has completed nothing for {0} days; Codio leaves inactive students out.',
        INACTIVE_DAYS,
      )
    : vscode.l10n.t(
        '{0} have completed nothing for {1} days; Codio leaves inactive students out.',
        counted(students.length, 'student'),
        INACTIVE_DAYS,
      );
}

/** Lists them. */
export async function showQuietStudents(students: readonly QuietStudent[], title: string): Promise<void> {
  await vscode.window.showQuickPick(
    students.map(({ student, lastCompleted }) => ({
      label: `$(account) ${student.name}`,
      description: quietSince(lastCompleted),
    })),
    { title, placeHolder: quietNote(students) },
  );
}

/** What the platform may have dropped already of a composed export. Empty when there is nothing to say. */
export function planNote(request: ComposedRequest, plan: ExportPlan, now = new Date()): string {
  const { firstCompleted, lastCompleted } = plan;
  if (request.kind === 'studentData')
    return lastCompleted !== undefined && new Date(lastCompleted) < inactiveBefore(now)
      ? vscode.l10n.t(
          'This student has completed nothing since {0}; Codio may keep no data of a student who is inactive for {1} days.',
          shownDay(new Date(lastCompleted)),
          INACTIVE_DAYS,
        )
      : '';
  return retentionNote(request.kind, firstCompleted, now);
}

/** Says what is missing of an export by now. Empty when nothing is older, or `oldest` (ISO: the first work, or the start of the course) is not known. */
export function retentionNote(kind: ExportKind, oldest: string | undefined, now = new Date()): string {
  const since = keptSince(kind, now);
  if (since === undefined || oldest === undefined || !(new Date(oldest) < since)) return '';
  return vscode.l10n.t('Codio keeps this data for 6 months: nothing from before {0}.', shownDay(since, now));
}
