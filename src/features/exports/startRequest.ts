import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { hasPage, isUnknown } from '../../core/adopt/canHandOver.ts';
import { placeName } from '../../core/exports/exportLabel.ts';
import { isActive, type Job } from '../../core/exports/job/job.ts';
import type { Connection } from '../../core/platform/connection.ts';
import {
  isComposed,
  isHandedOver,
  isRendered,
  type ExportKind,
  type ExportRequest,
} from '../../core/platform/exportRequest.ts';
import { failureOf } from '../../core/platform/failure.ts';
import { VIEWS } from '../../manifest.ts';
import { handOver } from '../adopt/handOver.ts';
import type { HandOver } from '../adopt/handOverRequest.ts';
import type { Services } from '../services.ts';
import { chooseServerExport } from './chooseServerExport.ts';
import { chooseSources } from './chooseSources.ts';
import { confirmPlan } from './confirmPlan.ts';
import { exportTitle } from './exportTitle.ts';
import { handOverReason } from './jobFailureText.ts';

/** What a job is about, while it is not in the list yet: the second half of a double click must find it. */
export type Wanted = Pick<Job, 'connectionId' | 'request'>;

/**
 * Starts an export, unless the same is under way. A composed one is confirmed first; for a rendered one it is asked what from; of
 * others what the server has already is offered, unless `anew`. What only the browser makes is handed over, where the server has no
 * endpoint of its own for it.
 *
 * @param starting what is being asked about at this moment; kept by the caller
 */
export async function startRequest(
  services: Services,
  connection: Connection,
  request: ExportRequest,
  { starting, anew = false }: { readonly starting: Set<Wanted>; readonly anew?: boolean },
): Promise<void> {
  if (isHandedOver(request)) {
    const client = await services.clients.clientIfSignedIn(connection.id);
    if (!client?.exports.kinds.includes(request.kind)) return handOver(services, { connection, request });
  }
  const wanted: Wanted = { connectionId: connection.id, request };
  const running = services.jobs.jobs.map(({ job }) => job).filter(({ state }) => isActive(state));
  const isSame = (other: Wanted): boolean =>
    other.connectionId === connection.id && isDeepStrictEqual(other.request, request);
  if ([...running, ...starting].some(isSame)) {
    const show = vscode.l10n.t('Show');
    const text = vscode.l10n.t(
      '{0} of {1} is already being exported.',
      exportTitle(request.kind),
      placeName(request),
    );
    if ((await vscode.window.showInformationMessage(text, show)) === show)
      await vscode.commands.executeCommand(`${VIEWS.exports}.focus`);
    return;
  }
  starting.add(wanted);
  try {
    if (isComposed(request)) {
      const plan = await confirmPlan(services, connection, request);
      if (plan) await services.jobs.start(connection.id, request, { plan });
    } else if (isRendered(request)) {
      const plan = await chooseSources(services, connection, request, questionTitle(request.kind));
      if (plan) await services.jobs.start(connection.id, request, { plan });
    } else {
      const choice = anew
        ? {}
        : await chooseServerExport(services, connection, request, questionTitle(request.kind));
      if (choice) await services.jobs.start(connection.id, request, choice);
    }
  } catch (error) {
    if (!isUnknown(failureOf(error)) || !hasPage(request)) throw error;
    await offerHandOver(services, { connection, request });
  } finally {
    starting.delete(wanted);
  }
}

/** The server knows nothing of what it was asked for; its web pages may. */
async function offerHandOver(services: Services, wanted: HandOver): Promise<void> {
  const browser = vscode.l10n.t('Export in Browser…');
  const text = vscode.l10n.t(
    '{0} of {1} cannot be exported. {2}',
    exportTitle(wanted.request.kind),
    placeName(wanted.request),
    handOverReason(),
  );
  if ((await vscode.window.showErrorMessage(text, browser)) === browser) await handOver(services, wanted);
}

/** What the questions about an export are headed by. */
export function questionTitle(kind: ExportKind): string {
  return vscode.l10n.t('Export: {0}', exportTitle(kind));
}
