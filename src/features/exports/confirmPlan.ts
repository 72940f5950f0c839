import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { PlannedPart } from '../../core/platform/exportPort.ts';
import type { ComposedRequest } from '../../core/platform/exportRequest.ts';
import { fail } from '../../core/platform/failure.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { exportTitle } from './exportTitle.ts';
import { planNote } from './quietNote.ts';

/** Finds out what a composed export consists of, and says what it costs before it begins. Undefined: the user thinks better of it. */
export async function confirmPlan(
  { clients }: Services,
  connection: Connection,
  request: ComposedRequest,
): Promise<readonly PlannedPart[] | undefined> {
  const client = await clients.client(connection.id);
  const plan = await vscode.window.withProgress(
    { location: { viewId: VIEWS.exports } },
    (_progress, token) =>
      client.exports.plan
        ? client.exports.plan(request, abortSignal(token))
        : fail({ kind: 'badInput', detail: '' }),
  );
  const left = client.requestBudget?.()?.dayLeft;
  const number = (value: number): string => value.toLocaleString(vscode.env.language);
  const name = request.kind === 'studentData' ? request.student.name : request.assignment.name;
  const parts = vscode.l10n.t(
    'It consists of {0} parts and takes about {1} requests.',
    number(plan.parts.length),
    number(plan.requests),
  );
  const budget =
    left === undefined ? '' : vscode.l10n.t('The organisation has {0} requests left today.', number(left));
  const start = vscode.l10n.t('Export');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Export {0} of {1}?', exportTitle(request.kind), name),
    {
      modal: true,
      detail: [[parts, budget].filter(Boolean).join(' '), planNote(request, plan)]
        .filter(Boolean)
        .join('\n\n'),
    },
    start,
  );
  return chosen === start ? plan.parts : undefined;
}
