import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { FacilityPlace } from '../../core/platform/place.ts';
import type { Command } from '../../host/lazyCommands.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import { chooseFacility } from '../exports/choosePlace.ts';
import type { Services } from '../services.ts';
import type { PortalNews } from './portalNews.ts';
import { registerFacility } from './registerFacility.ts';
import { syncReport } from './syncReport.ts';

type Target = { readonly connection: Connection; readonly facility: FacilityPlace };

/** The commands about data portals: register a facility, sync it, sync all of a server. From the palette they ask which. */
export function portalCommands(services: Services): readonly Command[] {
  const { log, syncs, clients } = services;
  const command = (
    id: string,
    failed: string,
    act: (node: CourseNode | undefined) => Promise<void>,
  ): Command => ({
    id,
    run: (node?: CourseNode) =>
      act(node).catch((error: unknown) =>
        showFailure(log, failed, error, () => vscode.commands.executeCommand(COMMANDS.signIn, node)),
      ),
  });

  return [
    command(COMMANDS.registerPortal, vscode.l10n.t('The facility cannot be registered.'), async (node) => {
      const title = vscode.l10n.t('Register with Data Portal');
      const target = await targetOf(services, node, title);
      if (!target) return;
      const { connection, facility } = target;
      const registered = await registerFacility(services, connection, facility, title);
      if (!registered) return;
      if (registered.firstSync) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('{0} is registered with the data portal. The server syncs it now.', facility.name),
        );
        const news = await syncs.follow(connection.id, facility, registered.firstSync);
        if (news.ended?.failure) tell([[facility, news]]);
        return;
      }
      const sync = vscode.l10n.t('Sync Now');
      const text = vscode.l10n.t('{0} is registered with the data portal.', facility.name);
      if ((await vscode.window.showInformationMessage(text, sync)) === sync)
        tell([[facility, await syncs.sync(connection.id, facility)]]);
    }),
    command(COMMANDS.syncPortal, vscode.l10n.t('The facility cannot be synced.'), async (node) => {
      const target = await targetOf(services, node, vscode.l10n.t('Sync with Data Portal'));
      if (!target) return;
      const { connection, facility } = target;
      if (!facility.portal) await syncs.adopt(connection.id);
      if (!isRegistered(services, connection, facility)) {
        const register = vscode.l10n.t('Register…');
        const text = vscode.l10n.t('{0} is not registered with a data portal.', facility.name);
        if ((await vscode.window.showInformationMessage(text, register)) === register)
          await vscode.commands.executeCommand(COMMANDS.registerPortal, node);
        return;
      }
      tell([[facility, await syncs.sync(connection.id, facility)]]);
    }),
    command(COMMANDS.syncAllPortal, vscode.l10n.t('The facilities cannot be synced.'), async (node) => {
      const title = vscode.l10n.t('Sync All with Data Portal');
      const connection =
        node?.type === 'connection' ? node.connection : await pickConnection(services, title, 'kolibri');
      if (!connection) return;
      const registered: FacilityPlace[] = [];
      await syncs.adopt(connection.id);
      const client = await clients.client(connection.id);
      const { signal } = new AbortController();
      for await (const page of client.children(undefined, { archived: false }, signal))
        for (const place of page)
          if (place.kind === 'facility' && isRegistered(services, connection, place)) registered.push(place);
      if (registered.length === 0) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('No facility of {0} is registered with a data portal.', connection.name),
        );
        return;
      }
      const results = registered.map(async (facility): Promise<[FacilityPlace, PortalNews]> => [
        facility,
        await syncs.sync(connection.id, facility),
      ]);
      tell(await Promise.all(results));
    }),
  ];
}

function isRegistered({ syncs }: Services, connection: Connection, facility: FacilityPlace): boolean {
  return facility.portal || syncs.of(connection.id, facility.id)?.registered === true;
}

async function targetOf(
  services: Services,
  node: CourseNode | undefined,
  title: string,
): Promise<Target | undefined> {
  if (node?.type === 'place' && node.place.kind === 'facility')
    return { connection: node.connection, facility: node.place };
  const connection =
    node?.type === 'connection' ? node.connection : await pickConnection(services, title, 'kolibri');
  const facility = connection && (await chooseFacility(services, connection, title));
  return connection && facility && { connection, facility };
}

/** One message for everything that has ended together; the rows say the rest. */
function tell(results: readonly (readonly [FacilityPlace, PortalNews])[]): void {
  const report = syncReport(results);
  if (report?.isFailure) void vscode.window.showErrorMessage(report.text);
  else if (report) void vscode.window.showInformationMessage(report.text);
}
