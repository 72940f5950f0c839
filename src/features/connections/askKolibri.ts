import * as vscode from 'vscode';
import { checkServer, type KolibriServer } from '../../core/kolibri/checkServer.ts';
import { parseKolibriAddress, type AddressProblem } from '../../core/kolibri/parseKolibriAddress.ts';
import type { KolibriConnection, KolibriCredentials } from '../../core/platform/connection.ts';
import { failureOf } from '../../core/platform/failure.ts';
import { failureText } from '../../host/failureText.ts';
import { askChoice, askText, BACK, type Step, type WizardPage } from '../../host/wizard.ts';
import type { Services } from '../services.ts';
import type { Answers } from './addConnection.ts';
import { checkCredentials } from './checkCredentials.ts';
import { ConnectionStore } from './connectionStore.ts';

export type KolibriAnswers = {
  readonly platform: 'kolibri';
  readonly server?: KolibriServer;
  /** The password would cross the internet in clear text, and the user has not said yet that this is known. */
  readonly warn?: boolean;
  readonly username?: string;
  readonly connection?: KolibriConnection;
  readonly credentials?: KolibriCredentials;
  readonly suggestedName?: string;
  readonly name?: string;
};

/** The next question about a Kolibri server; undefined when only its name is left. */
export function askKolibri(
  known: KolibriAnswers,
  services: Services,
  page: WizardPage,
): Step<Answers> | undefined {
  const { server, username } = known;
  if (!server) return (_state, step) => askServer(known, services, page, step);
  if (known.warn) return (_state, step) => askClearText(known, page, step);
  if (username === undefined) return (_state, step) => askUsername(known, page, step);
  if (!known.credentials)
    return (_state, step) => askPassword({ ...known, server, username }, services, page, step);
  return undefined;
}

async function askServer(
  known: KolibriAnswers,
  services: Services,
  page: WizardPage,
  step: number,
): ReturnType<Step<Answers>> {
  let server: KolibriServer | undefined;
  let warn = false;
  const text = await askText({
    ...page,
    step,
    prompt: vscode.l10n.t('Address of the Kolibri server, as in the browser'),
    placeholder: 'http://192.168.0.10:8080',
    check: async (typed, signal) => {
      const address = parseKolibriAddress(typed);
      if (!address.ok) return addressProblem(address.problem);
      try {
        server = await checkServer(await services.clients.http('kolibri'), address.baseUrl, signal);
      } catch (error) {
        const failure = failureOf(error);
        return failure.kind === 'gone'
          ? vscode.l10n.t('There is no Kolibri server at this address.')
          : failureText(failure).sentence;
      }
      const reached = parseKolibriAddress(server.baseUrl);
      warn = reached.ok && reached.plainHttpToPublicHost;
      return server.learnersOnly
        ? vscode.l10n.t('This is a learner’s own device. Connect to the server that manages the classes.')
        : undefined;
    },
  });
  return typeof text === 'string' && server ? { ...known, server, warn } : text === BACK ? BACK : undefined;
}

async function askClearText(
  known: KolibriAnswers,
  page: WizardPage,
  step: number,
): ReturnType<Step<Answers>> {
  const chosen = await askChoice<'accept' | 'back'>({
    ...page,
    step,
    placeholder: vscode.l10n.t(
      'Your password would cross the internet in clear text, because this address has no https.',
    ),
    items: [
      { label: `$(arrow-left) ${vscode.l10n.t('Enter Another Address')}`, value: 'back' },
      { label: `$(warning) ${vscode.l10n.t('Connect Without Encryption')}`, value: 'accept' },
    ],
  });
  if (chosen === 'accept') return { ...known, warn: false };
  return chosen === undefined ? undefined : BACK;
}

async function askUsername(known: KolibriAnswers, page: WizardPage, step: number): ReturnType<Step<Answers>> {
  const text = await askText({
    ...page,
    step,
    prompt: vscode.l10n.t('User name of an administrator on {0}', serverName(known)),
    check: (typed) => Promise.resolve(typed === '' ? vscode.l10n.t('Enter the user name.') : undefined),
  });
  return typeof text === 'string' ? { ...known, username: text } : text;
}

async function askPassword(
  known: KolibriAnswers & { readonly server: KolibriServer; readonly username: string },
  services: Services,
  page: WizardPage,
  step: number,
): ReturnType<Step<Answers>> {
  const { server, username } = known;
  const suggestedName = server.deviceName || new URL(server.baseUrl).host;
  const connection: KolibriConnection = {
    platform: 'kolibri',
    id: ConnectionStore.newId(),
    name: suggestedName,
    baseUrl: server.baseUrl,
  };
  const password = await askText({
    ...page,
    step,
    prompt: vscode.l10n.t('Password of {0}. It is kept in the editor’s secret storage only.', username),
    password: true,
    check: async (typed, signal) => {
      if (typed === '') return vscode.l10n.t('Enter the password.');
      const credentials = { platform: 'kolibri', username, password: typed } as const;
      const checked = await checkCredentials(services, connection, credentials, signal);
      return 'problem' in checked ? checked.problem : undefined;
    },
  });
  if (typeof password !== 'string') return password;
  return { ...known, connection, credentials: { platform: 'kolibri', username, password }, suggestedName };
}

function serverName({ server }: KolibriAnswers): string {
  return server === undefined || server.deviceName === '' ? 'Kolibri' : server.deviceName;
}

function addressProblem(problem: AddressProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Enter the address.');
    case 'notAnAddress':
      return vscode.l10n.t('This is not a web address. It looks like http://192.168.0.10:8080.');
    case 'scheme':
      return vscode.l10n.t('The address begins with http:// or https://.');
    case 'userinfo':
      return vscode.l10n.t('Leave out the user name and password; they are asked for next.');
    case 'query':
    case 'fragment':
      return vscode.l10n.t('Leave out everything from “?” or “#” on.');
  }
}
