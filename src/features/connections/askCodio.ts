import * as vscode from 'vscode';
import { CODIO_DOMAINS, codioAddresses, type CodioAddresses } from '../../core/codio/codioAddresses.ts';
import { parseCodioAddress, type CodioAddressProblem } from '../../core/codio/parseCodioAddress.ts';
import type { CodioConnection, CodioCredentials } from '../../core/platform/connection.ts';
import { askChoice, askText, BACK, type Step, type WizardPage } from '../../host/wizard.ts';
import type { Services } from '../services.ts';
import type { Answers } from './addConnection.ts';
import { checkCredentials } from './checkCredentials.ts';
import { ConnectionStore } from './connectionStore.ts';

export type CodioAnswers = {
  readonly platform: 'codio';
  readonly addresses?: CodioAddresses | { readonly oauthBaseUrl?: string };
  readonly clientId?: string;
  readonly connection?: CodioConnection;
  readonly credentials?: CodioCredentials;
  readonly suggestedName?: string;
  readonly name?: string;
};

/** The next question about a Codio organisation; undefined when only its name is left. */
export function askCodio(
  known: CodioAnswers,
  services: Services,
  page: WizardPage,
): Step<Answers> | undefined {
  const { addresses, clientId } = known;
  if (!addresses) return (_state, step) => askRegion(known, page, step);
  if (!('apiBaseUrl' in addresses)) {
    const { oauthBaseUrl } = addresses;
    return oauthBaseUrl === undefined
      ? (_state, step) =>
          askAddress(
            page,
            step,
            vscode.l10n.t('Address of the token server (the host that Codio calls “oauth”)'),
            (url) => ({ ...known, addresses: { oauthBaseUrl: url } }),
          )
      : (_state, step) =>
          askAddress(
            page,
            step,
            vscode.l10n.t('Address of the API (the host that Codio calls “octopus”)'),
            (url) => ({ ...known, addresses: { oauthBaseUrl, apiBaseUrl: url } }),
            oauthBaseUrl,
          );
  }
  if (clientId === undefined) return (_state, step) => askClientId(known, page, step);
  if (!known.credentials)
    return (_state, step) => askSecret({ ...known, addresses, clientId }, services, page, step);
  return undefined;
}

async function askRegion(known: CodioAnswers, page: WizardPage, step: number): ReturnType<Step<Answers>> {
  const chosen = await askChoice<CodioAddresses | 'own'>({
    ...page,
    step,
    placeholder: vscode.l10n.t('Where do you sign in to Codio?'),
    items: [
      ...CODIO_DOMAINS.map((domain) => ({ label: domain, value: codioAddresses(domain) })),
      {
        label: vscode.l10n.t('Own addresses…'),
        detail: vscode.l10n.t('Another server that speaks Codio’s API'),
        value: 'own' as const,
      },
    ],
  });
  if (chosen === undefined || chosen === BACK) return chosen;
  return { ...known, addresses: chosen === 'own' ? {} : chosen };
}

async function askAddress(
  page: WizardPage,
  step: number,
  prompt: string,
  answer: (url: string) => CodioAnswers,
  value?: string,
): ReturnType<Step<Answers>> {
  const text = await askText({
    ...page,
    step,
    prompt,
    placeholder: 'https://',
    ...(value !== undefined && { value }),
    check: (typed) => {
      const address = parseCodioAddress(typed);
      return Promise.resolve(address.ok ? undefined : addressProblem(address.problem));
    },
  });
  if (text === undefined || text === BACK) return text;
  const address = parseCodioAddress(text);
  return address.ok ? answer(address.url) : undefined;
}

async function askClientId(known: CodioAnswers, page: WizardPage, step: number): ReturnType<Step<Answers>> {
  const text = await askText({
    ...page,
    step,
    prompt: vscode.l10n.t('Client ID of the integration (in Codio: Organization, Integrations)'),
    check: (typed) => Promise.resolve(typed === '' ? vscode.l10n.t('Enter the client ID.') : undefined),
  });
  return typeof text === 'string' ? { ...known, clientId: text } : text;
}

async function askSecret(
  known: CodioAnswers & { readonly addresses: CodioAddresses; readonly clientId: string },
  services: Services,
  page: WizardPage,
  step: number,
): ReturnType<Step<Answers>> {
  const suggestedName = new URL(known.addresses.apiBaseUrl).hostname.replace(/^octopus\./, '');
  const connection: CodioConnection = {
    platform: 'codio',
    id: ConnectionStore.newId(),
    name: suggestedName,
    ...known.addresses,
  };
  const withSecret = (secret: string): CodioCredentials => ({
    platform: 'codio',
    clientId: known.clientId,
    clientSecret: secret.trim(),
  });
  const secret = await askText({
    ...page,
    step,
    prompt: vscode.l10n.t('Secret ID of the integration. It is kept in the editor’s secret storage only.'),
    password: true,
    check: async (typed, signal) => {
      if (typed.trim() === '') return vscode.l10n.t('Enter the secret.');
      const checked = await checkCredentials(services, connection, withSecret(typed), signal);
      return 'problem' in checked ? checked.problem : undefined;
    },
  });
  if (typeof secret !== 'string') return secret;
  return { ...known, connection, credentials: withSecret(secret), suggestedName };
}

function addressProblem(problem: CodioAddressProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Enter the address.');
    case 'notAnAddress':
      return vscode.l10n.t('This is not a web address. It looks like https://codio.example.org.');
    case 'notSecure':
      return vscode.l10n.t('Use https: the secret would cross the network in clear text.');
    case 'credentials':
      return vscode.l10n.t('Leave out the user name and password; they are asked for later.');
    case 'queryOrFragment':
      return vscode.l10n.t('Leave out everything from “?” or “#” on.');
  }
}
