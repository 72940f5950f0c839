import * as vscode from 'vscode';
import type { Connection, Credentials } from '../../core/platform/connection.ts';
import { askText, BACK, runWizard, type WizardPage } from '../../host/wizard.ts';
import type { Services } from '../services.ts';
import { checkCredentials } from './checkCredentials.ts';

type Typed = { readonly user?: string; readonly credentials?: Credentials };

/** Asks for the credentials of a connection again, and saves them once the server takes them. True when it did. */
export async function signIn(services: Services, connection: Connection): Promise<boolean> {
  const page: WizardPage = { title: vscode.l10n.t('Sign In to {0}', connection.name), drafts: new Map() };
  const isCodio = connection.platform === 'codio';
  const known = await services.connections.credentials(connection.id);
  const answers = await runWizard<Typed>({}, (typed) => {
    const { user } = typed;
    if (user === undefined)
      return async (_state, step) => {
        const text = await askText({
          ...page,
          step,
          prompt: isCodio
            ? vscode.l10n.t('Client ID of the integration')
            : vscode.l10n.t('User name of an administrator'),
          value: known?.platform === 'codio' ? known.clientId : (known?.username ?? ''),
          check: (value) => Promise.resolve(value === '' ? vscode.l10n.t('Enter a value.') : undefined),
        });
        return typeof text === 'string' ? { user: text } : text === BACK ? BACK : undefined;
      };
    if (typed.credentials) return undefined;
    return async (_state, step) => {
      const withSecret = (secret: string): Credentials =>
        isCodio
          ? { platform: 'codio', clientId: user, clientSecret: secret.trim() }
          : { platform: 'kolibri', username: user, password: secret };
      const secret = await askText({
        ...page,
        step,
        prompt: isCodio
          ? vscode.l10n.t('Secret ID of the integration')
          : vscode.l10n.t('Password of {0}', user),
        password: true,
        check: async (value, signal) => {
          if (value === '') return vscode.l10n.t('Enter a value.');
          const checked = await checkCredentials(services, connection, withSecret(value), signal);
          return 'problem' in checked ? checked.problem : undefined;
        },
      });
      return typeof secret === 'string' ? { user, credentials: withSecret(secret) } : secret;
    };
  });
  if (!answers?.credentials) return false;
  await services.clients.forget(connection.id);
  await services.connections.put(connection, answers.credentials);
  return true;
}
