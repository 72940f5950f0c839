import * as vscode from 'vscode';
import type { Blueprint } from '../../core/blueprints/file/blueprint.ts';
import type { BlueprintFinding } from '../../core/blueprints/file/blueprintFinding.ts';
import { comparableName } from '../../core/blueprints/file/comparableName.ts';
import { blueprintFindingText, placedFindingText } from '../../host/blueprintFindingText.ts';
import { counted } from '../../host/counted.ts';
import { shownDay } from '../../host/shownDay.ts';
import type { BlueprintDocuments } from './blueprintDocuments.ts';
import type { KnownNames } from './knownNames.ts';
import type { LoadedFile } from './loadedFile.ts';

type Item = vscode.QuickPickItem & { readonly blueprint: Blueprint };

export type Choosing = {
  readonly title: string;
  /** Has no error among its findings. */
  readonly loaded: LoadedFile;
  readonly known: KnownNames | undefined;
  readonly documents: BlueprintDocuments;
};

const EXCERPT = 120;

/**
 * The preview: which blueprints a file has, which names the course has already, what is to be said about each, and its content as a
 * document. Answers the `index` of those that the user leaves ticked, at least one; undefined: none is to be imported.
 */
export async function chooseBlueprints(choosing: Choosing): Promise<ReadonlySet<number> | undefined> {
  const { title, loaded, documents } = choosing;
  const { blueprints, findings } = loaded.file;
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = title;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.placeholder = placeholder(choosing);
  pick.items = blueprints.map((blueprint) => itemOf(blueprint, choosing));
  pick.selectedItems = pick.items;
  if (findings.length > 0)
    pick.buttons = [{ iconPath: new vscode.ThemeIcon('warning'), tooltip: vscode.l10n.t('Show Findings') }];
  try {
    return await new Promise<ReadonlySet<number> | undefined>((done, broken) => {
      pick.onDidTriggerButton(() => void showFindings(documents, loaded).catch(broken));
      pick.onDidTriggerItemButton(({ item }) => {
        void showBlueprint(documents, loaded, item.blueprint).catch(broken);
      });
      pick.onDidHide(() => done(undefined));
      pick.onDidAccept(() => {
        const chosen = pick.selectedItems.map(({ blueprint }) => blueprint.index);
        if (chosen.length > 0) done(new Set(chosen));
        else pick.placeholder = vscode.l10n.t('Tick at least one blueprint.');
      });
      pick.show();
    });
  } finally {
    pick.dispose();
    await documents.closeBelow();
  }
}

function placeholder({ known }: Choosing): string {
  if (!known) return vscode.l10n.t('Codio does not say what the course has; nothing is overwritten');
  const count = counted(known.names.length, 'blueprint');
  return known.at === undefined
    ? vscode.l10n.t('The course has {0}; nothing is overwritten', count)
    : vscode.l10n.t('The course had {0} on {1}; nothing is overwritten', count, shownDay(new Date(known.at)));
}

function itemOf(blueprint: Blueprint, { loaded, known }: Choosing): Item {
  const { name, layout, content, index } = blueprint;
  const same = name === undefined ? '' : comparableName(name);
  const taken = same !== '' && known?.names.some((one) => comparableName(one) === same);
  const said = loaded.file.findings.filter((finding) => indexOf(finding) === index).map(blueprintFindingText);
  const excerpt = content?.trim().replace(/\s+/g, ' ').slice(0, EXCERPT) ?? '';
  return {
    label: name === undefined ? vscode.l10n.t('Blueprint {0}', index + 1) : plain(name),
    description: [taken && vscode.l10n.t('in the course already: both will exist'), layout && plain(layout)]
      .filter(Boolean)
      .join(' · '),
    detail: said.length > 0 ? `$(warning) ${plain(said.join(' '))}` : plain(excerpt),
    buttons: [{ iconPath: new vscode.ThemeIcon('open-preview'), tooltip: vscode.l10n.t('Preview') }],
    blueprint,
  };
}

function indexOf(finding: BlueprintFinding): number | undefined {
  return 'index' in finding ? finding.index : undefined;
}

/** A text from a file must not become an icon. */
function plain(text: string): string {
  return text.replaceAll('$(', '\\$(').replace(/\s+/g, ' ');
}

/** The content as Markdown; an entry without one as the JSON that it is. */
async function showBlueprint(
  documents: BlueprintDocuments,
  { file: { text } }: LoadedFile,
  { name, content, range, index }: Blueprint,
): Promise<void> {
  const title = name ?? vscode.l10n.t('Blueprint {0}', index + 1);
  if (content !== undefined) await documents.showBelow(`${title}.md`, content);
  else await documents.showBelow(`${title}.json`, text.slice(range.offset, range.offset + range.length));
}

async function showFindings(documents: BlueprintDocuments, { name, file }: LoadedFile): Promise<void> {
  const title = vscode.l10n.t('Findings in {0}', name);
  await documents.showBelow(`${title}.txt`, `${file.findings.map(placedFindingText).join('\n')}\n`);
}
