import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { CoursePlace, Ref } from '../../core/platform/place.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';

type Item = vscode.QuickPickItem & { readonly course: Ref };

/** The courses to close out; archived ones are offered too, unticked like all. Undefined: the user gave up or ticked none. */
export async function chooseCourses(
  { clients }: Services,
  connection: Connection,
  title: string,
): Promise<readonly Ref[] | undefined> {
  const courses = await vscode.window.withProgress(
    { location: { viewId: VIEWS.exports } },
    async (_progress, token) => {
      const client = await clients.client(connection.id);
      const found: CoursePlace[] = [];
      for await (const page of client.children(undefined, { archived: true }, abortSignal(token)))
        for (const place of page) if (place.kind === 'course') found.push(place);
      return found;
    },
  );
  const items = (archived: boolean): Item[] =>
    courses
      .filter((course) => course.archived === archived)
      .map(({ id, name }) => ({
        label: `$(${archived ? 'archive' : 'book'}) ${name}`,
        course: { id, name },
      }));
  const old = items(true);
  const separator = { label: vscode.l10n.t('Archived'), kind: vscode.QuickPickItemKind.Separator };
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem>(
    [...items(false), ...(old.length > 0 ? [separator, ...old] : [])],
    {
      title,
      placeHolder: vscode.l10n.t('Which courses? The box to the left ticks all.'),
      canPickMany: true,
      ignoreFocusOut: true,
    },
  );
  const isItem = (item: vscode.QuickPickItem): item is Item => 'course' in item;
  const refs = chosen?.filter(isItem).map(({ course }) => course) ?? [];
  return refs.length > 0 ? refs : undefined;
}
