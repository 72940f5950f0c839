import * as vscode from 'vscode';
import { counted } from '../../host/counted.ts';

/** Many users go: the name of the facility is typed, so that nobody clicks past it. */
export async function typesFacilityName(facility: string, leaving: number): Promise<boolean> {
  const isName = (text: string): boolean => text.trim() === facility.trim();
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Remove {0} from {1}', counted(leaving, 'user'), facility),
    prompt: vscode.l10n.t('Type the name of the facility to remove them: {0}', facility),
    ignoreFocusOut: true,
    validateInput: (text) =>
      isName(text) || text === '' ? undefined : vscode.l10n.t('This is not its name.'),
  });
  return typed !== undefined && isName(typed);
}
