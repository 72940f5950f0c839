import * as vscode from 'vscode';
import type { SnapshotChanges } from '../../core/roster/run/outcome/snapshotChanges.ts';
import { namesText } from './namesText.ts';

/** What of a facility has changed since a plan was shown: a line for each kind of change, with counts and names. */
export function changesText(changes: SnapshotChanges): readonly string[] {
  const { newUsers, goneUsers, changedUsers, newClasses, goneClasses } = changes;
  const renamed = changes.renamedClasses.map(({ from, to }) => `${from} → ${to}`);
  const line = (
    names: readonly string[],
    text: (count: number, list: string) => string,
  ): readonly string[] => (names.length === 0 ? [] : [text(names.length, namesText(names))]);
  return [
    ...line(newUsers, (count, list) => vscode.l10n.t('New users ({0}): {1}', count, list)),
    ...line(goneUsers, (count, list) => vscode.l10n.t('Users who were removed ({0}): {1}', count, list)),
    ...line(changedUsers, (count, list) =>
      vscode.l10n.t('Users who are not as they were ({0}): {1}', count, list),
    ),
    ...line(newClasses, (count, list) => vscode.l10n.t('New classes ({0}): {1}', count, list)),
    ...line(goneClasses, (count, list) => vscode.l10n.t('Classes that were removed ({0}): {1}', count, list)),
    ...line(renamed, (count, list) => vscode.l10n.t('Renamed classes ({0}): {1}', count, list)),
  ];
}
