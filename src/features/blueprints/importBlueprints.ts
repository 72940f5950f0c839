import * as vscode from 'vscode';
import { FailureError } from '../../core/platform/failure.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { placedFindingText } from '../../host/blueprintFindingText.ts';
import { shownName } from '../../host/shownName.ts';
import type { WizardPage } from '../../host/wizard.ts';
import { VIEWS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import type { BlueprintDocuments } from './blueprintDocuments.ts';
import type { BlueprintSource } from './blueprintSource.ts';
import { chooseBlueprints } from './chooseBlueprints.ts';
import { chooseSource } from './chooseSource.ts';
import { fetchSource } from './fetchSource.ts';
import { offer, offerAgain, type Importing, type Offer } from './importing.ts';
import { importTarget } from './importTarget.ts';
import { knownNames } from './knownNames.ts';
import type { LoadedFile } from './loadedFile.ts';
import { loadDropped, loadFile, type DroppedFile, type Loading } from './loadFile.ts';
import { rememberRepository } from './recentRepositories.ts';
import { sendBlueprints } from './sendBlueprints.ts';
import { tickedNow } from './tickedNow.ts';

/** What a command was started on: a row, a file, or neither. */
export type Given = {
  readonly node?: CourseNode | undefined;
  readonly file?: vscode.Uri | DroppedFile | undefined;
};

/**
 * Imports blueprints into a course: asks for what `given` does not say, shows what the file has before anything is sent, and sends what the
 * user leaves ticked. Each of these steps can fail or be left; each offers to be taken again with what there is.
 */
export async function importBlueprints(
  services: Services,
  documents: BlueprintDocuments,
  { goOn, aside, drafts }: Pick<Importing, 'goOn' | 'aside'> & Pick<WizardPage, 'drafts'>,
  { node, file }: Given,
): Promise<void> {
  const title = vscode.l10n.t('Import Blueprints');
  // A file that is not right needs no course.
  const given = file && (file instanceof vscode.Uri ? await loadFile(file) : await loadDropped(file));
  if (given && !isRight({ documents, goOn, aside }, given)) return;
  const target = await importTarget(services, node, title);
  if (!target) return;
  const page = { title: `${title}: ${target.course.name}`, drafts };
  const importing: Importing = { services, documents, goOn, aside, target, page };
  await (given ? previewFile(importing, given) : askSource(importing));
}

/** @param last what was chosen before, to be changed */
async function askSource(importing: Importing, last?: BlueprintSource): Promise<void> {
  const source = await chooseSource(importing.services, importing.page, last);
  if (source) await load(importing, source);
}

async function load(importing: Importing, source: BlueprintSource): Promise<void> {
  const change = (chosen: BlueprintSource): Offer => [
    vscode.l10n.t('Change…'),
    () => askSource(importing, chosen),
  ];
  if (source.kind === 'file') {
    const loaded = await loadFile(source.uri);
    if (isRight(importing, loaded, change(source))) await previewFile(importing, loaded);
    return;
  }
  const outcome = await fetchSource(importing.services, importing.page.title, source);
  switch (outcome.is) {
    case 'cancelled':
      // Cancelled, or the list of files was left: nothing that was typed is lost.
      offer(importing, 'information', vscode.l10n.t('The blueprints are not fetched.'), [
        [vscode.l10n.t('Try Again'), () => load(importing, outcome.source)],
        change(outcome.source),
      ]);
      return;
    case 'change':
      return askSource(importing, outcome.source);
    case 'failed':
      offerAgain(
        importing,
        vscode.l10n.t('The blueprints are not fetched.'),
        new FailureError(outcome.failure),
        () => load(importing, outcome.source),
        [change(outcome.source)],
      );
      return;
    case 'fetched': {
      const { loaded, recent } = outcome;
      if (!isRight(importing, loaded, change(outcome.source))) return;
      importing.page.drafts.clear();
      await rememberRepository(importing.services.memory, recent);
      await previewFile(importing, loaded);
    }
  }
}

/** @param ticked what was ticked before; absent for everything */
async function previewFile(
  importing: Importing,
  loaded: LoadedFile,
  ticked?: ReadonlySet<number>,
): Promise<void> {
  const { services, documents, target } = importing;
  const name = shownName(loaded.name);
  const title = vscode.l10n.t('{0} into {1}', name, target.course.name);
  const again = (chosen?: ReadonlySet<number>) => (): Promise<void> => previewFile(importing, loaded, chosen);
  let known;
  try {
    known = await vscode.window.withProgress({ location: { viewId: VIEWS.courses } }, (_progress, token) =>
      knownNames(services, target, abortSignal(token)),
    );
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const what = vscode.l10n.t('It is not known which blueprints {0} has.', target.course.name);
    offerAgain(importing, what, error, again(ticked));
    return;
  }
  const { accepted, chosen } = await chooseBlueprints({ title, loaded, known, documents, ticked });
  if (accepted) return sendBlueprints(importing, { course: target.course, file: loaded.file, chosen });
  // Another question may have taken its place, which nobody can tell from the user's closing it.
  offer(
    importing,
    'information',
    vscode.l10n.t('Nothing of {0} is imported into {1}.', name, target.course.name),
    [[vscode.l10n.t('Back to the Preview'), () => previewAgain(importing, loaded, chosen)]],
  );
}

/** Shows the preview again: of the file as it is now, for it may have been mended meanwhile. */
async function previewAgain(
  importing: Importing,
  before: LoadedFile,
  ticked: ReadonlySet<number>,
): Promise<void> {
  const now = before.uri ? await loadFile(before.uri) : before;
  const back = (): Promise<void> => previewAgain(importing, before, ticked);
  if (isRight(importing, now, [vscode.l10n.t('Back to the Preview'), back]))
    await previewFile(importing, now, tickedNow(before.file, now.file, ticked));
}

/** True for a file that can be sent. Of another it is said what is wrong, and where; nobody waits for the answer. */
function isRight(
  importing: Pick<Importing, 'documents' | 'goOn' | 'aside'>,
  loaded: Loading,
  ...more: readonly Offer[]
): loaded is LoadedFile {
  if ('problem' in loaded) {
    offer(importing, 'error', loaded.problem, more);
    return false;
  }
  const errors = loaded.file.findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return true;
  const name = shownName(loaded.name);
  const text =
    errors.length === 1
      ? vscode.l10n.t('{0} is not imported. {1}', name, placedFindingText(first))
      : vscode.l10n.t(
          '{0} is not imported. {1} ({2} problems in all)',
          name,
          placedFindingText(first),
          errors.length,
        );
  const show: Offer = [
    vscode.l10n.t('Show in File'),
    async () => {
      const at = new vscode.Position(first.line - 1, first.column - 1);
      const selection = new vscode.Range(at, at);
      if (loaded.uri) await vscode.window.showTextDocument(loaded.uri, { selection });
      else await importing.documents.show(loaded.name, loaded.file.text, selection);
    },
    // It is mended there, or another one is taken.
    more.length > 0 ? 'stays' : 'aside',
  ];
  const nothingToSee = first.is === 'notUtf8' || first.is === 'empty';
  offer(importing, 'error', text, [...more, ...(nothingToSee ? [] : [show])]);
  return false;
}
