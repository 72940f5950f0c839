import * as vscode from 'vscode';
import { readRepositoryAddress } from '../../core/blueprints/address/readRepositoryAddress.ts';
import { readRepositoryPath } from '../../core/blueprints/address/readRepositoryPath.ts';
import { refProblem } from '../../core/blueprints/address/refProblem.ts';
import type { RefAndPath, RepositoryAddress } from '../../core/blueprints/address/repositoryAddress.ts';
import type { AddressField, AddressProblem } from '../../core/platform/repositoryProblem.ts';
import { addressText } from '../../host/addressText.ts';
import { shownName } from '../../host/shownName.ts';
import {
  askChoice,
  askText,
  BACK,
  runWizard,
  type Back,
  type ChoiceItem,
  type Step,
  type WizardPage,
} from '../../host/wizard.ts';
import type { Services } from '../services.ts';
import type { BlueprintSource, RepositorySource } from './blueprintSource.ts';
import { recentRepositories, type RecentRepository } from './recentRepositories.ts';

type State =
  | { readonly at: 'start' }
  | { readonly at: 'file' }
  | { readonly at: 'address' }
  | { readonly at: 'page' | 'path'; readonly address: RepositoryAddress }
  | { readonly at: 'ref'; readonly address: RepositoryAddress; readonly path: string }
  | { readonly at: 'end'; readonly source: BlueprintSource };

/**
 * Asks where the blueprints are: a file, a repository, or one of those used before. Undefined: the user gave up.
 *
 * @param last what was chosen before and is to be changed: its questions come first, with what was typed or chosen
 */
export async function chooseSource(
  { memory }: Services,
  page: WizardPage,
  last?: BlueprintSource,
): Promise<BlueprintSource | undefined> {
  if (last?.kind === 'git') fillIn(page, last);
  const start = { at: last?.kind === 'git' ? 'address' : 'start' } as const;
  const end = await runWizard<State>(start, (state) => stepOf(page, memory, state));
  return end?.at === 'end' ? end.source : undefined;
}

/** What was chosen from a list stands where it could have been typed; an address that was typed stays if it leads to the same. */
function fillIn({ drafts }: WizardPage, { url, readings }: RepositorySource): void {
  const typed = readRepositoryAddress(drafts.get(addressPrompt()) ?? '');
  if (!typed.ok || typed.address.url !== url) drafts.set(addressPrompt(), url);
  drafts.set(pathPrompt(url), readings[0].path);
  drafts.set(refPrompt(url), readings[0].ref ?? '');
}

function addressPrompt(): string {
  return vscode.l10n.t('HTTPS address of the repository, or of its page or a file’s page');
}

function pathPrompt(url: string): string {
  return vscode.l10n.t('Path of the file in {0}, with name and extension', url);
}

function refPrompt(url: string): string {
  return vscode.l10n.t('Branch, tag or commit of {0}; empty for the default branch', url);
}

function stepOf(page: WizardPage, memory: vscode.Memento, state: State): Step<State> | undefined {
  switch (state.at) {
    case 'start':
      return (_, step) => askKind(page, step, recentRepositories(memory));
    case 'address':
      return (_, step) => askAddress(page, step);
    case 'page':
      return (_, step) => confirmPage(page, step, state.address);
    case 'path':
      return (_, step) => askPath(page, step, state.address);
    case 'ref':
      return (_, step) => askRef(page, step, state.address, state.path);
    case 'file':
      return () => chooseFile(page.title);
    case 'end':
      return undefined;
  }
}

/** Whoever closes the dialog chooses another source. */
async function chooseFile(title: string): Promise<State | Back> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: vscode.l10n.t('Import'),
      filters: { [vscode.l10n.t('Blueprints')]: ['json'], [vscode.l10n.t('All files')]: ['*'] },
    })) ?? [];
  return uri ? { at: 'end', source: { kind: 'file', uri } } : BACK;
}

function askKind(
  { title }: WizardPage,
  step: number,
  recent: readonly RecentRepository[],
): Promise<State | Back | undefined> {
  return askChoice<State>({
    title,
    step,
    placeholder: vscode.l10n.t('Where are the blueprints?'),
    items: [
      {
        label: `$(file) ${vscode.l10n.t('File…')}`,
        description: vscode.l10n.t('a JSON file that was exported from a course'),
        value: { at: 'file' },
      },
      {
        label: `$(repo) ${vscode.l10n.t('Git Repository…')}`,
        description: vscode.l10n.t('a file in a public repository'),
        value: { at: 'address' },
      },
      ...recent.map(recentItem),
    ],
  });
}

function recentItem({ url, path, ref }: RecentRepository): ChoiceItem<State> {
  return {
    label: `$(history) ${shownName(path).replaceAll('$(', '\\$(')}`,
    description: ref === undefined || ref === '' ? url : vscode.l10n.t('{0} at {1}', url, ref),
    value: {
      at: 'end',
      source: { kind: 'git', url, readings: [{ path, ...(ref !== undefined && { ref }) }] },
    },
  };
}

async function askAddress(page: WizardPage, step: number): Promise<State | Back | undefined> {
  const text = await askText({
    ...page,
    step,
    prompt: addressPrompt(),
    placeholder: 'https://github.com/owner/repository.git',
    check: (typed) => {
      const reading = readRepositoryAddress(typed);
      return Promise.resolve(reading.ok ? undefined : problemText('address', reading.problem));
    },
  });
  if (text === undefined || text === BACK) return text;
  const reading = readRepositoryAddress(text);
  if (!reading.ok) return undefined;
  const { address } = reading;
  return { at: address.derived ? 'page' : 'path', address };
}

/** Shows the clone URL that follows from the address of a page, and what else the page says. */
function confirmPage(
  { title }: WizardPage,
  step: number,
  address: RepositoryAddress,
): Promise<State | Back | undefined> {
  const { url, readings } = address;
  const [first, ...others] = readings.filter(({ path }) => path !== '');
  const ofPage: readonly ChoiceItem<State>[] = first
    ? [
        {
          label: `$(file) ${shownName(first.path).replaceAll('$(', '\\$(')}`,
          description: [vscode.l10n.t('at {0}', shownRef(first)), ...others.map(otherText)].join(' · '),
          detail: url,
          value: { at: 'end', source: { kind: 'git', url, readings: [first, ...others] } },
        },
      ]
    : [];
  return askChoice<State>({
    title,
    step,
    placeholder: vscode.l10n.t('What you entered leads to this address; the file is fetched from there'),
    items: [
      ...ofPage,
      {
        label: `$(repo) ${first ? vscode.l10n.t('Another File of the Repository…') : vscode.l10n.t('Use This Repository')}`,
        detail: url,
        value: { at: 'path', address },
      },
    ],
  });
}

function otherText(other: RefAndPath): string {
  return vscode.l10n.t('or {0} at {1}', other.path, shownRef(other));
}

function shownRef({ ref }: RefAndPath): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '');
}

async function askPath(
  page: WizardPage,
  step: number,
  address: RepositoryAddress,
): Promise<State | Back | undefined> {
  const text = await askText({
    ...page,
    step,
    prompt: pathPrompt(address.url),
    placeholder: 'blueprints/course-blueprints.json',
    check: (typed) => {
      const reading = readRepositoryPath(typed);
      return Promise.resolve(reading.ok ? undefined : problemText('path', reading.problem));
    },
  });
  if (text === undefined || text === BACK) return text;
  const reading = readRepositoryPath(text);
  return reading.ok ? { at: 'ref', address, path: reading.path } : undefined;
}

async function askRef(
  page: WizardPage,
  step: number,
  address: RepositoryAddress,
  path: string,
): Promise<State | Back | undefined> {
  const { url, readings } = address;
  const ref = await askText({
    ...page,
    step,
    prompt: refPrompt(url),
    // A page that shows a whole branch says its name.
    value: readings.findLast(({ path: inside }) => inside === '')?.ref ?? '',
    check: (typed) => {
      const problem = refProblem(typed);
      return Promise.resolve(problem && problemText('ref', problem));
    },
  });
  if (ref === undefined || ref === BACK) return ref;
  const reading = ref === '' ? { path } : { path, ref };
  return { at: 'end', source: { kind: 'git', url, readings: [reading] } };
}

function problemText(field: AddressField, problem: AddressProblem): string {
  return addressText(field, problem).sentence;
}
