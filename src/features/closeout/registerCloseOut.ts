import type * as vscode from 'vscode';
import { lazyCommands } from '../../host/lazyCommands.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';

/** The commands about closing out courses. */
export function registerCloseOut(services: Services): vscode.Disposable {
  return lazyCommands(
    [
      COMMANDS.closeOutCourses,
      COMMANDS.cancelCloseOut,
      COMMANDS.cancelCloseOutCourse,
      COMMANDS.cancelCloseOutExport,
      COMMANDS.resumeCloseOut,
      COMMANDS.retryCloseOutPart,
      COMMANDS.openManifest,
      COMMANDS.removeCloseOut,
    ],
    async () => (await import('./closeOutCommands.ts')).closeOutCommands(services),
  );
}
