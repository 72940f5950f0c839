import * as vscode from 'vscode';
import type { AddressField, AddressProblem } from '../core/platform/repositoryProblem.ts';
import type { Explanation } from './explanation.ts';

/** Says in one sentence why an address, a ref or a path that was typed is not used. */
export function addressText(field: AddressField, problem: AddressProblem): Explanation {
  return { short: vscode.l10n.t('not accepted'), sentence: sentenceOf(field, problem) };
}

function sentenceOf(field: AddressField, problem: AddressProblem): string {
  switch (problem.is) {
    case 'empty':
      return field === 'path'
        ? vscode.l10n.t('Enter the path of the file in the repository, with name and extension.')
        : vscode.l10n.t('Enter the HTTPS address of the repository.');
    case 'option':
      if (field === 'ref') return vscode.l10n.t('A branch, tag or commit must not begin with a hyphen.');
      return field === 'path'
        ? vscode.l10n.t('A path must not begin with a hyphen.')
        : vscode.l10n.t('An address must not begin with a hyphen.');
    case 'control':
      return vscode.l10n.t('There is an invisible character in it. Type it anew.');
    case 'local':
      return vscode.l10n.t(
        'This is a path on a computer. Enter the HTTPS address of the repository, or choose File as the source.',
      );
    case 'insecure':
      return vscode.l10n.t('Plain HTTP is not secure. Enter the address that begins with https://.');
    case 'ssh':
      return vscode.l10n.t('This is an SSH address. Enter the HTTPS address of the repository.');
    case 'transport':
      return vscode.l10n.t(
        'Addresses of the kind {0} are not used. Enter the HTTPS address of the repository.',
        `${problem.transport}:`,
      );
    case 'credentials':
      return vscode.l10n.t(
        'There is a user name or a password in the address. Remove it: only public repositories can be read.',
      );
    case 'token':
      return vscode.l10n.t(
        'There is a token or a key in the address. Remove it: only public repositories can be read.',
      );
    case 'extra':
      return vscode.l10n.t(
        'The address of a repository has no “?” and no “#”. Enter the one for cloning the repository.',
      );
    case 'noRepository':
      return vscode.l10n.t(
        'There is no repository in this address. After the owner comes its name, as in https://example.org/owner/repository.',
      );
    case 'notAnAddress':
      return vscode.l10n.t(
        'This is not the address of a repository. It looks like https://example.org/owner/repository.git.',
      );
    case 'notARef':
      return vscode.l10n.t('This cannot be the name of a branch, a tag or a commit.');
    case 'outside':
      return vscode.l10n.t('The path must stay inside the repository.');
    case 'folder':
      return vscode.l10n.t('This is a folder. Enter the path of a file, with name and extension.');
  }
}
