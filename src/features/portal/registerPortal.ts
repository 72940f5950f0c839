import type * as vscode from 'vscode';
import { lazyCommands } from '../../host/lazyCommands.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';

/** The commands about data portals. */
export function registerPortal(services: Services): vscode.Disposable {
  return lazyCommands([COMMANDS.registerPortal, COMMANDS.syncPortal, COMMANDS.syncAllPortal], async () =>
    (await import('./portalCommands.ts')).portalCommands(services),
  );
}
