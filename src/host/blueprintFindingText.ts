import * as vscode from 'vscode';
import type { BlueprintFinding, SyntaxProblem } from '../core/blueprints/file/blueprintFinding.ts';
import { shownName } from './shownName.ts';

/** What is to be said about a blueprints file, one sentence without its place. */
export function blueprintFindingText(finding: BlueprintFinding): string {
  switch (finding.is) {
    case 'syntax':
      return syntaxText(finding.problem);
    case 'empty':
      return vscode.l10n.t('The file is empty.');
    case 'noBlueprints':
      return vscode.l10n.t('There is no blueprint in the file.');
    case 'notBlueprints':
      return vscode.l10n.t('The file holds something else: a blueprint has a name, and a text or a layout.');
    case 'tooDeep':
      return vscode.l10n.t('The file is nested too deeply to be read.');
    case 'notUtf8':
      return vscode.l10n.t(
        'The file is not text in UTF-8. Reopen it with its own encoding, and save it in UTF-8.',
      );
    case 'utf16':
      return vscode.l10n.t('The file is in UTF-16. JSON is exchanged in UTF-8; the server may refuse it.');
    case 'bom':
      return vscode.l10n.t('The file begins with a byte order mark, which not every server takes.');
    case 'notAnObject':
      return vscode.l10n.t('Entry {0} is no blueprint.', finding.index + 1);
    case 'noName':
      return vscode.l10n.t('It has no name.');
    case 'noContent':
      return vscode.l10n.t('It has no content.');
    case 'lostLetters':
      return vscode.l10n.t('Letters are lost: “�” stands in their place.');
    case 'duplicateName':
      return finding.count > 2
        ? vscode.l10n.t(
            '{0} blueprints have the same name, “{1}”; all of them will exist.',
            finding.count,
            shownName(finding.name),
          )
        : vscode.l10n.t(
            'Blueprint {0} has the same name, “{1}”; both will exist.',
            finding.other + 1,
            shownName(finding.name),
          );
    case 'duplicateEntry':
      return vscode.l10n.t(
        'The key “{0}” is there {1} times; a server may take only the last one.',
        shownName(finding.key),
        finding.count,
      );
    case 'duplicateKey':
      return vscode.l10n.t('“{0}” is there twice; the last one counts.', shownName(finding.key));
  }
}

/** The sentence with the place in front: "Line 3, column 5: …". */
export function placedFindingText(finding: BlueprintFinding): string {
  return vscode.l10n.t(
    'Line {0}, column {1}: {2}',
    finding.line,
    finding.column,
    blueprintFindingText(finding),
  );
}

function syntaxText(problem: SyntaxProblem): string {
  switch (problem) {
    case 'comment':
      return vscode.l10n.t('JSON has no comments. Remove it.');
    case 'trailingComma':
      return vscode.l10n.t('There is a comma too many.');
    case 'comma':
      return vscode.l10n.t('A comma is missing.');
    case 'colon':
      return vscode.l10n.t('A colon is missing.');
    case 'name':
      return vscode.l10n.t('The name of a property, in double quotes, is missing.');
    case 'value':
      return vscode.l10n.t('A value is missing.');
    case 'string':
      return vscode.l10n.t('The text is not written as JSON wants it, or its closing quote is missing.');
    case 'number':
      return vscode.l10n.t('The number is not written as JSON wants it.');
    case 'bracket':
      return vscode.l10n.t('A closing bracket is missing.');
    case 'afterEnd':
      return vscode.l10n.t('There is something after the end.');
    case 'character':
      return vscode.l10n.t('This is not JSON.');
  }
}
