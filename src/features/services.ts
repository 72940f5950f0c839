import type * as vscode from 'vscode';
import type { CloseOuts } from '../core/closeout/closeOuts.ts';
import type { JobEngine } from '../core/exports/run/jobEngine.ts';
import type { WaitingFiles } from './adopt/waitingFiles.ts';
import type { ExportArchives } from './browse/exportArchives.ts';
import type { SampleCampus } from './campus/sampleCampus.ts';
import type { Clients } from './connections/clients.ts';
import type { ConnectionStore } from './connections/connectionStore.ts';
import type { PortalSyncs } from './portal/portalSyncs.ts';
import type { RosterFacility } from './roster/table/rosterMemory.ts';

/** What the composition root builds and every feature may use. */
export type Services = {
  readonly log: vscode.LogOutputChannel;
  readonly connections: ConnectionStore;
  readonly clients: Clients;
  readonly campus: SampleCampus;
  readonly syncs: PortalSyncs;
  readonly jobs: JobEngine;
  readonly closeOuts: CloseOuts;
  readonly archives: ExportArchives;
  readonly waiting: WaitingFiles;
  /** Fires with the facility when an import of ours, an undo or what was resumed has ended, however it ended. */
  readonly imports: vscode.EventEmitter<RosterFacility>;
  /** The folder of everything else that survives a restart. */
  readonly storage: string;
  /** The folder of the extension itself: what is packaged. */
  readonly extensionUri: vscode.Uri;
  /** What is remembered over restarts and is neither a connection nor a job. */
  readonly memory: vscode.Memento;
};
