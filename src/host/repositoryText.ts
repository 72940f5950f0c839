import * as vscode from 'vscode';
import type { RepositoryProblem } from '../core/platform/repositoryProblem.ts';
import type { Explanation } from './explanation.ts';
import { fileSize } from './fileSize.ts';

/** Says in one sentence, or two, why a file did not come out of a repository. */
export function repositoryText(problem: RepositoryProblem): Explanation {
  switch (problem.is) {
    case 'private':
      return {
        short: vscode.l10n.t('private or not there'),
        sentence:
          problem.status === 401
            ? vscode.l10n.t(
                'The server wants a sign-in for this repository: it is private or not there. Check the address; only public repositories can be read.',
              )
            : vscode.l10n.t(
                'The server refuses access to this repository. Only public repositories can be read.',
              ),
      };
    case 'missing':
      return {
        short: vscode.l10n.t('no such repository'),
        sentence: vscode.l10n.t('The server knows no such repository, or it is private. Check the address.'),
      };
    case 'notARepository':
      return {
        short: vscode.l10n.t('not a repository'),
        sentence: vscode.l10n.t('There is no Git repository at this address. Enter the one for cloning.'),
      };
    case 'empty':
      return {
        short: vscode.l10n.t('empty repository'),
        sentence: vscode.l10n.t('There is nothing in this repository yet.'),
      };
    case 'ref':
      return {
        short: vscode.l10n.t('no such branch, tag or commit'),
        sentence: problem.shortCommit
          ? vscode.l10n.t(
              'The repository has no branch or tag {0}. If it is a commit, enter its whole name of 40 characters.',
              problem.ref,
            )
          : vscode.l10n.t('The repository has no branch, tag or commit {0}.', problem.ref),
      };
    case 'path':
      return {
        short: vscode.l10n.t('no such file'),
        sentence: problem.files.length
          ? vscode.l10n.t('The repository has no file {0}. Choose one of its JSON files.', problem.path)
          : vscode.l10n.t('The repository has no file {0}, and no other JSON file.', problem.path),
      };
    case 'notAFile':
      return { short: vscode.l10n.t('not a file'), sentence: notAFileSentence(problem) };
    case 'lfs':
      return {
        short: vscode.l10n.t('kept outside of Git'),
        sentence: vscode.l10n.t(
          'The repository keeps {0} in Git LFS, which is not read. Download the file and import it from there.',
          problem.path,
        ),
      };
    case 'fileTooLarge':
      return {
        short: vscode.l10n.t('file too large'),
        sentence: vscode.l10n.t(
          'The file is larger than {0}: too large for a blueprints file.',
          fileSize(problem.limit),
        ),
      };
    case 'transferTooLarge':
      return {
        short: vscode.l10n.t('repository too large'),
        sentence: vscode.l10n.t(
          'The server sends more than {0} for this one file. Download the file and import it from there.',
          fileSize(problem.limit),
        ),
      };
    case 'brokeOff':
    case 'redirect':
    case 'leavesHttps':
    case 'oldServer':
    case 'certificate':
    case 'unsupported':
    case 'gitMissing':
    case 'gitFailed':
      return serverSide(problem);
  }
}

function notAFileSentence({
  what,
  at,
  target,
}: Extract<RepositoryProblem, { readonly is: 'notAFile' }>): string {
  switch (what) {
    case 'folder':
      return vscode.l10n.t('{0} is a folder. Enter the path of a file, with name and extension.', at);
    case 'symlink':
      return target === undefined
        ? vscode.l10n.t(
            '{0} is a symbolic link, and links are not followed. Enter the path it stands for.',
            at,
          )
        : vscode.l10n.t('Links are not followed. Choose the file that {0} leads to.', at);
    case 'submodule':
      return vscode.l10n.t('{0} is a submodule: another repository. Enter the address of that one.', at);
  }
}

type ServerSide = Extract<
  RepositoryProblem,
  {
    is:
      | 'brokeOff'
      | 'redirect'
      | 'leavesHttps'
      | 'oldServer'
      | 'certificate'
      | 'unsupported'
      | 'gitMissing'
      | 'gitFailed';
  }
>;

function serverSide(problem: ServerSide): Explanation {
  switch (problem.is) {
    case 'brokeOff':
      return {
        short: vscode.l10n.t('connection broke off'),
        sentence: vscode.l10n.t(
          'The connection to {0} broke off before everything had arrived. Try again.',
          problem.host,
        ),
        mend: 'retry',
      };
    case 'redirect':
      return {
        short: vscode.l10n.t('sent elsewhere'),
        sentence: vscode.l10n.t(
          'The server sends on to {0}, where there is no Git repository. Check the address.',
          problem.to,
        ),
      };
    case 'leavesHttps':
      return {
        short: vscode.l10n.t('not secure'),
        sentence: vscode.l10n.t(
          'The server sends on from https to {0}, which is not secure and not used. Enter an address that stays on https.',
          problem.scheme,
        ),
      };
    case 'oldServer':
      return {
        short: vscode.l10n.t('git is needed'),
        sentence: vscode.l10n.t(
          'This server speaks an old protocol that only an installed git understands. Install git, or download the file and import it from there.',
        ),
      };
    case 'certificate':
      return {
        short: vscode.l10n.t('certificate not trusted'),
        sentence: vscode.l10n.t(
          'The certificate of the server is not trusted. If your school has its own certificate authority, name its file in the settings.',
        ),
        mend: 'openSettings',
      };
    case 'unsupported':
      return {
        short: vscode.l10n.t('cannot be read'),
        sentence: vscode.l10n.t('This repository uses a new format of Git that cannot be read yet.'),
      };
    case 'gitMissing':
      return {
        short: vscode.l10n.t('no git'),
        sentence: vscode.l10n.t('There is no git of version 2.25 or newer on this computer.'),
      };
    case 'gitFailed':
      return {
        short: vscode.l10n.t('git failed'),
        sentence: problem.detail
          ? vscode.l10n.t('Git could not read the repository: “{0}”', problem.detail)
          : vscode.l10n.t('Git could not read the repository.'),
        mend: 'retry',
      };
  }
}
