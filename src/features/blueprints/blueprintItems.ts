import * as vscode from 'vscode';
import type { Blueprint, TextRange } from '../../core/blueprints/file/blueprint.ts';
import type { BlueprintFinding } from '../../core/blueprints/file/blueprintFinding.ts';
import type { BlueprintsFile } from '../../core/blueprints/file/blueprintsFile.ts';
import { comparableName } from '../../core/blueprints/file/comparableName.ts';
import { markdownParser, type ParseMarkdown } from '../../core/guides/markdown/parseMarkdown.ts';
import { readerText } from '../../core/guides/markdown/readerText.ts';
import { blueprintFindingText } from '../../host/blueprintFindingText.ts';
import { shownName } from '../../host/shownName.ts';

/** A row of the preview: a blueprint, or an entry of the file that is none and cannot be ticked. */
export type BlueprintItem = vscode.QuickPickItem & {
  readonly range: TextRange;
  readonly blueprint?: Blueprint;
};

const EXCERPT = 120;
/** So much Markdown has that much text in it, or it is none that is read. */
const EXCERPT_SOURCE = 2_000;

/**
 * A row for every entry of a file, in its order, each with all that is to be said about it.
 *
 * @param taken the names that the course has already
 */
export async function blueprintItems(
  file: BlueprintsFile,
  taken: readonly string[],
): Promise<readonly BlueprintItem[]> {
  const parse = await markdownParser();
  const names = new Set(taken.map(comparableName));
  const blueprints = new Map(file.blueprints.map((one) => [one.index, one]));
  const said = new Map<number, string[]>();
  for (const finding of file.findings) {
    const index = indexOf(finding);
    if (index === undefined) continue;
    const others = said.get(index);
    if (others) others.push(blueprintFindingText(finding));
    else said.set(index, [blueprintFindingText(finding)]);
  }
  return file.entries.map((range, index) => {
    const blueprint = blueprints.get(index);
    const item = blueprint
      ? rowOf(blueprint, said.get(index) ?? [], names, contentText(parse, blueprint.content ?? ''))
      : {
          label: `$(circle-slash) ${vscode.l10n.t('Entry {0}', index + 1)}`,
          description: vscode.l10n.t('no blueprint'),
          detail: excerpt(file.text.slice(range.offset, range.offset + range.length)),
        };
    const buttons = [{ iconPath: new vscode.ThemeIcon('open-preview'), tooltip: vscode.l10n.t('Preview') }];
    return { ...item, buttons, range, ...(blueprint && { blueprint }) };
  });
}

function rowOf(
  { name, layout, index }: Blueprint,
  said: readonly string[],
  taken: ReadonlySet<string>,
  text: string,
): vscode.QuickPickItem {
  const same = name === undefined ? '' : comparableName(name);
  return {
    label: name === undefined ? vscode.l10n.t('Blueprint {0}', index + 1) : plain(shownName(name)),
    description: [
      same !== '' && taken.has(same) && vscode.l10n.t('in the course already: both will exist'),
      layout !== undefined && plain(shownName(layout)),
    ]
      .filter(Boolean)
      .join(' · '),
    // The text still tells two of one name apart.
    detail:
      said.length > 0 ? [`$(warning) ${plain(said.join(' '))}`, text].filter(Boolean).join(' · ') : text,
  };
}

function indexOf(finding: BlueprintFinding): number | undefined {
  return 'index' in finding ? finding.index : undefined;
}

/** What a reader of the page sees first; where that is nothing, the Markdown as it is. */
function contentText(parse: ParseMarkdown, content: string): string {
  const source = content.slice(0, EXCERPT_SOURCE);
  return excerpt(readerText(parse(source)) || source);
}

function excerpt(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ').slice(0, EXCERPT);
  return line === '' ? '' : plain(shownName(line));
}

/** A text from a file must not become an icon. */
function plain(text: string): string {
  return text.replaceAll('$(', '\\$(').replace(/\s+/g, ' ');
}
