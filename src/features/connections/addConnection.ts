import * as vscode from 'vscode';
import type { Connection, Credentials } from '../../core/platform/connection.ts';
import { askChoice, runWizard, type Step, type WizardPage } from '../../host/wizard.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { askCodio, type CodioAnswers } from './askCodio.ts';
import { askKolibri, type KolibriAnswers } from './askKolibri.ts';
import { askName } from './askName.ts';

/** What the wizard knows so far. */
export type Answers =
  { readonly platform?: undefined } | { readonly platform: 'campus' } | CodioAnswers | KolibriAnswers;

/**
 * The wizard "Add Connection". The credentials are checked against the server before anything is saved. Answers the id of the new
 * connection; undefined when the user gave up.
 */
export async function addConnection(services: Services): Promise<string | undefined> {
  const page: WizardPage = { title: vscode.l10n.t('Add Connection'), drafts: new Map() };
  const answers = await runWizard<Answers>({}, (known): Step<Answers> | undefined => {
    switch (known.platform) {
      case undefined:
        return (_state, step) => askPlatform(page.title, step);
      case 'campus':
        return undefined;
      case 'codio':
        return askCodio(known, services, page) ?? askName(known, page);
      case 'kolibri':
        return askKolibri(known, services, page) ?? askName(known, page);
    }
  });
  if (answers?.platform === undefined) return undefined;
  if (answers.platform === 'campus') {
    await vscode.commands.executeCommand(COMMANDS.openCampus);
    return undefined;
  }
  const { connection, credentials } = finished(answers);
  await services.connections.put(connection, credentials);
  services.log.info(`connection added: ${connection.platform}`);
  return connection.id;
}

async function askPlatform(title: string, step: number): Promise<Answers | undefined> {
  const chosen = await askChoice<'codio' | 'kolibri' | 'campus'>({
    title,
    step,
    placeholder: vscode.l10n.t('Which platform do you teach on?'),
    items: [
      {
        label: '$(cloud) Codio',
        detail: vscode.l10n.t('An organisation, with the client id and secret of an integration'),
        value: 'codio',
      },
      {
        label: '$(server) Kolibri',
        detail: vscode.l10n.t('A server of your school, with the user name and password of an administrator'),
        value: 'kolibri',
      },
      {
        label: `$(beaker) ${vscode.l10n.t('Sample campus')}`,
        detail: vscode.l10n.t('Invented courses on this machine, to try everything without an account'),
        value: 'campus',
      },
    ],
  });
  return typeof chosen === 'string' ? { platform: chosen } : undefined;
}

function finished(answers: CodioAnswers | KolibriAnswers): {
  connection: Connection;
  credentials: Credentials;
} {
  const { connection, credentials, name } = answers;
  if (!connection || !credentials || name === undefined) throw new Error('the wizard ended early');
  return { connection: { ...connection, name }, credentials };
}
