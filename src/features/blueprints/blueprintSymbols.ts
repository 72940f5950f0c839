import * as vscode from 'vscode';
import { readBlueprints } from '../../core/blueprints/file/readBlueprints.ts';
import { DEFAULT_LIMITS } from '../../core/blueprints/repository/repositoryFile.ts';

/**
 * The outline of a blueprints file: its blueprints by their names. Recognised by its content; of any other document there are no
 * symbols.
 */
export async function blueprintSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  const text = document.getText();
  if (text.length > DEFAULT_LIMITS.fileBytes) return [];
  const { shape, blueprints } = await readBlueprints(Buffer.from(text, 'utf8'));
  if (shape === 'none') return [];
  const rangeOf = ({ offset, length }: { readonly offset: number; readonly length: number }): vscode.Range =>
    new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  return blueprints.map(
    ({ name, layout, range, nameRange, index }) =>
      new vscode.DocumentSymbol(
        name ?? vscode.l10n.t('Blueprint {0}', index + 1),
        layout ?? '',
        vscode.SymbolKind.Class,
        rangeOf(range),
        rangeOf(nameRange),
      ),
  );
}
