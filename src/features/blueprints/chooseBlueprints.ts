import * as vscode from 'vscode';
import { placedFindingText } from '../../host/blueprintFindingText.ts';
import { counted } from '../../host/counted.ts';
import { shownDay } from '../../host/shownDay.ts';
import { tickedItems } from '../../host/tickedItems.ts';
import type { BlueprintDocuments } from './blueprintDocuments.ts';
import { blueprintItems, type BlueprintItem } from './blueprintItems.ts';
import type { KnownNames } from './knownNames.ts';
import type { LoadedFile } from './loadedFile.ts';

export type Choosing = {
  readonly title: string;
  /** Has no error among its findings. */
  readonly loaded: LoadedFile;
  readonly known: KnownNames | undefined;
  readonly documents: Pick<BlueprintDocuments, 'showBelow' | 'closeBelow'>;
  /** What is ticked at first, by `index`; undefined for everything. */
  readonly ticked: ReadonlySet<number> | undefined;
};

/** What is ticked at the end; nothing is to be sent unless it was accepted. */
export type Choice = { readonly accepted: boolean; readonly chosen: ReadonlySet<number> };

/**
 * The preview: which blueprints a file has, which names the course has already, what is to be said about each, and its content as a
 * document. Answers the `index` of those that the user leaves ticked, at least one where they are accepted.
 */
export async function chooseBlueprints(choosing: Choosing): Promise<Choice> {
  const { title, loaded, documents, ticked: first } = choosing;
  const { findings } = loaded.file;
  const items = await blueprintItems(loaded.file, choosing.known?.names ?? []);
  const pick = vscode.window.createQuickPick<BlueprintItem>();
  pick.title = titleOf(title, first?.size ?? loaded.file.blueprints.length);
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.placeholder = placeholder(choosing);
  pick.items = items;
  pick.selectedItems = pick.items.filter(
    ({ blueprint }) => blueprint && (first?.has(blueprint.index) ?? true),
  );
  const chosen = (): ReadonlySet<number> =>
    new Set(pick.selectedItems.flatMap(({ blueprint }) => blueprint?.index ?? []));
  if (findings.length > 0)
    pick.buttons = [{ iconPath: new vscode.ThemeIcon('warning'), tooltip: vscode.l10n.t('Show Findings') }];
  try {
    return await new Promise<Choice>((done, broken) => {
      pick.onDidTriggerButton(() => void showFindings(documents, loaded).catch(broken));
      pick.onDidTriggerItemButton(({ item }) => {
        void showEntry(documents, loaded, item).catch(broken);
      });
      pick.onDidChangeSelection((ticked) => {
        const right = ticked.filter(canBeTicked);
        pick.placeholder = placeholder(choosing);
        pick.title = titleOf(title, right.length);
        if (right.length < ticked.length) pick.selectedItems = right;
      });
      tickedItems(pick, vscode.l10n.t('Tick at least one blueprint.')).then(
        (ticked) => done({ accepted: ticked !== undefined, chosen: chosen() }),
        broken,
      );
      pick.show();
    });
  } finally {
    pick.dispose();
    await documents.closeBelow();
  }
}

/** What is ticked may be hidden by what is searched for, and is imported all the same: the title says how many there are. */
function titleOf(title: string, ticked: number): string {
  return vscode.l10n.t('{0} · {1} ticked', title, ticked);
}

function placeholder({ known }: Choosing): string {
  if (!known) return vscode.l10n.t('Codio does not say what the course has; nothing is overwritten');
  const count = counted(known.names.length, 'blueprint');
  return known.at === undefined
    ? vscode.l10n.t('The course has {0}; nothing is overwritten', count)
    : vscode.l10n.t('The course had {0} on {1}; nothing is overwritten', count, shownDay(new Date(known.at)));
}

function canBeTicked({ blueprint }: BlueprintItem): boolean {
  return blueprint !== undefined;
}

/** The content as Markdown, rendered; an entry without one as the JSON that it is. */
async function showEntry(
  documents: Choosing['documents'],
  { file: { text } }: LoadedFile,
  { blueprint, range, label }: BlueprintItem,
): Promise<void> {
  const title = blueprint?.name ?? label.replace(/^\$\([\w-]+\) /, '');
  if (blueprint?.content !== undefined)
    await documents.showBelow(`${title}.md`, blueprint.content, 'markdown');
  else
    await documents.showBelow(`${title}.json`, text.slice(range.offset, range.offset + range.length), 'text');
}

async function showFindings(documents: Choosing['documents'], { name, file }: LoadedFile): Promise<void> {
  const title = vscode.l10n.t('Findings in {0}', name);
  await documents.showBelow(`${title}.txt`, `${file.findings.map(placedFindingText).join('\n')}\n`, 'text');
}
