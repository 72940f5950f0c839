import { join } from 'node:path';
import * as vscode from 'vscode';
import { CloseOuts } from './core/closeout/closeOuts.ts';
import { JobEngine } from './core/exports/run/jobEngine.ts';
import { Ledger } from './core/exports/job/ledger.ts';
import { WaitingFiles } from './features/adopt/waitingFiles.ts';
import { registerBlueprints } from './features/blueprints/registerBlueprints.ts';
import { ExportArchives } from './features/browse/exportArchives.ts';
import { registerCampus } from './features/campus/registerCampus.ts';
import { SampleCampus } from './features/campus/sampleCampus.ts';
import { Clients } from './features/connections/clients.ts';
import { ConnectionStore } from './features/connections/connectionStore.ts';
import { registerConnections } from './features/connections/registerConnections.ts';
import type { CourseTree } from './features/courses/courseTree.ts';
import { registerCourses } from './features/courses/registerCourses.ts';
import type { JobTree } from './features/exports/jobTree.ts';
import { registerExports } from './features/exports/registerExports.ts';
import { registerImportPreview } from './features/importPreview/registerImportPreview.ts';
import { PortalSyncs } from './features/portal/portalSyncs.ts';
import { RegisteredFacilities } from './features/portal/registeredFacilities.ts';
import { SyncOutcomes } from './features/portal/syncOutcomes.ts';
import { registerImport } from './features/import/registerImport.ts';
import { registerPortal } from './features/portal/registerPortal.ts';
import { registerRoster } from './features/roster/registerRoster.ts';
import type { RosterFacility } from './features/roster/table/rosterMemory.ts';
import type { Services } from './features/services.ts';
import { readSettings } from './host/settings.ts';
import { COMMANDS } from './manifest.ts';

/** For the tests in the host: the views as the editor reads them. */
export type Api = { readonly courses: CourseTree; readonly exports: JobTree; readonly services: Services };

let running: { dispose(): Promise<void> }[] = [];

/** Composition only. Nothing here touches the network or a disk; what was under way is taken up after everything is registered. */
export function activate(context: vscode.ExtensionContext): Api | undefined {
  const log = vscode.window.createOutputChannel('Lectern', { log: true });
  const storage = context.globalStorageUri.fsPath;
  const connections = new ConnectionStore(context);
  const campus = new SampleCampus(join(storage, 'campus'));
  const { version } = context.extension.packageJSON as { version: string };
  const clients = new Clients(connections, campus, version, join(storage, 'usage'));
  const jobs = new JobEngine({
    ledger: new Ledger(join(storage, 'jobs')),
    port: (connectionId, how) => clients.jobPort(connectionId, how),
    settings: () => {
      const { exportsFolder, exportsFileName, exportsSimultaneous } = readSettings();
      return { folder: exportsFolder, fileName: exportsFileName, simultaneous: exportsSimultaneous };
    },
    log: (line) => log.info(line),
    render: async (rendering) => {
      const { renderGuides } = await import('./features/exports/renderGuides.ts');
      return renderGuides(context.asAbsolutePath('media/fonts'))(rendering);
    },
  });
  const closeOuts = new CloseOuts({
    ledger: join(storage, 'closeouts'),
    folder: () => readSettings().exportsFolder,
    port: (connectionId) => clients.jobPort(connectionId, { pastShare: false }),
    assignments: (connectionId, course, signal) => clients.assignments(connectionId, course, signal),
    lookAnew: (connectionId) => clients.lookAnew(connectionId),
    simultaneous: () => readSettings().exportsSimultaneous,
    log: (line) => log.info(line),
  });
  const archives = new ExportArchives(jobs, closeOuts, join(storage, 'archives'), log);
  running = [jobs, closeOuts, archives];

  const syncs = new PortalSyncs(
    clients,
    log,
    new RegisteredFacilities(context.globalState),
    new SyncOutcomes(context.globalState),
  );

  const services: Services = {
    log,
    connections,
    clients,
    campus,
    syncs,
    jobs,
    closeOuts,
    archives,
    waiting: new WaitingFiles(),
    imports: new vscode.EventEmitter<RosterFacility>(),
    storage,
    extensionUri: context.extensionUri,
    memory: context.globalState,
  };
  const courses = registerCourses(services);
  const exports = registerExports(services);
  const roster = registerRoster(services);
  context.subscriptions.push(
    log,
    connections,
    clients,
    campus,
    services.imports,
    courses.disposable,
    exports.disposable,
    syncs,
    registerConnections(services),
    registerPortal(services),
    roster.disposable,
    registerImport(services),
    registerImportPreview(services, roster),
    registerBlueprints(services),
    registerCampus(services),
    vscode.commands.registerCommand(COMMANDS.showLog, () => log.show()),
  );

  setImmediate(() => {
    void closeOuts.refresh();
    jobs.refresh().catch((error: unknown) => log.error(`the ledger cannot be read: ${String(error)}`));
    archives.sweep().catch((error: unknown) => log.warn(`old archives cannot be removed: ${String(error)}`));
  });
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { courses: courses.tree, exports: exports.tree, services }
    : undefined;
}

/** Pauses what runs; the ledger keeps it for the next start. What was expanded to be looked into goes. */
export async function deactivate(): Promise<void> {
  await Promise.all(running.map((part) => part.dispose()));
  running = [];
}
