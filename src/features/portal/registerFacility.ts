import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { TaskRef } from '../../core/platform/exportPort.ts';
import { failureOf } from '../../core/platform/failure.ts';
import type { Ref } from '../../core/platform/place.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { failureText } from '../../host/failureText.ts';
import { askText } from '../../host/wizard.ts';
import { VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';

/** `firstSync` is the one that the server has begun by itself. */
type Registered = { readonly firstSync?: TaskRef };

/**
 * Registers a facility with the data portal: asks for the project's token until the portal knows it, shows whose it is, and registers
 * once that is confirmed. Undefined when the user thinks better of it.
 */
export async function registerFacility(
  { syncs }: Services,
  connection: Connection,
  facility: Ref,
  title: string,
): Promise<Registered | undefined> {
  const portal = await syncs.portal(connection.id);
  let project = '';
  const token = await askText({
    title,
    drafts: new Map(),
    step: 1,
    prompt: vscode.l10n.t('Project token of the data portal, as your organisation gave it to you'),
    placeholder: 'abcd-efgh',
    check: async (typed, signal) => {
      if (typed === '') return vscode.l10n.t('Enter the project token.');
      try {
        project = await portal.project(typed, signal);
        return undefined;
      } catch (error) {
        return failureText(failureOf(error)).sentence;
      }
    },
  });
  if (typeof token !== 'string') return undefined;
  const register = vscode.l10n.t('Register');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Register {0} with the project {1}?', facility.name, project),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The people, classes and usage records of the facility will be sent to this project of the data portal, now and with each sync.',
      ),
    },
    register,
  );
  if (chosen !== register) return undefined;
  const firstSync = await vscode.window.withProgress(
    { location: { viewId: VIEWS.courses } },
    (_progress, cancelled) => portal.register(facility, token, abortSignal(cancelled)),
  );
  await syncs.registered(connection.id, facility);
  return firstSync ? { firstSync } : {};
}
