import * as vscode from 'vscode';
import { lazyCommands } from '../../host/lazyCommands.ts';
import { ReportPages } from '../../host/reportPages.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';

/** The commands that verify saved files, and the documents that say what they have found. */
export function registerVerify(services: Services): vscode.Disposable {
  const pages = new ReportPages('lectern-report');
  return vscode.Disposable.from(
    pages,
    lazyCommands([COMMANDS.verifyExports, COMMANDS.verifyFolder], async () =>
      (await import('./verifyCommands.ts')).verifyCommands(services, pages),
    ),
  );
}
