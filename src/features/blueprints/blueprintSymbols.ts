import * as vscode from 'vscode';
import { readBlueprints } from '../../core/blueprints/file/readBlueprints.ts';
import { DEFAULT_LIMITS } from '../../core/blueprints/repository/repositoryFile.ts';
import { shownName } from '../../host/shownName.ts';

/** The key of a page's Markdown, and of little else. */
const CONTENT_KEY = /"(?:content|markdown)"\s*:/;

/**
 * The outline of a blueprints file: its blueprints by their names. Recognised by its content, and where that could be something else by
 * its name; of any other document there are no symbols.
 */
export async function blueprintSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  const text = document.getText();
  if (text.length > DEFAULT_LIMITS.fileBytes) return [];
  const { shape, blueprints } = await readBlueprints(Buffer.from(text, 'utf8'));
  if (shape === 'none') return [];
  // Many a list has things with a name and a text: it takes the file's name, or more than that, to call them blueprints.
  const likely =
    /blueprint[^/]*$/i.test(document.uri.path) ||
    blueprints.some(
      ({ layout, range: { offset, length } }) =>
        layout !== undefined || CONTENT_KEY.test(text.slice(offset, offset + length)),
    );
  if (!likely) return [];
  const rangeOf = ({ offset, length }: { readonly offset: number; readonly length: number }): vscode.Range =>
    new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  return blueprints.map(
    ({ name, layout, range, nameRange, index }) =>
      new vscode.DocumentSymbol(
        name === undefined ? vscode.l10n.t('Blueprint {0}', index + 1) : shownName(name),
        // Beside the symbols of JSON, which bear the same names, it says which these are.
        [vscode.l10n.t('blueprint'), layout && shownName(layout)].filter(Boolean).join(' · '),
        vscode.SymbolKind.Class,
        rangeOf(range),
        rangeOf(nameRange),
      ),
  );
}
