import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';
import type { RunOutcome } from '../../core/roster/run/runOutcome.ts';
import { importReportText } from './importReportText.ts';

/**
 * Writes the report of a run beside its backup, whole, and gives its address.
 *
 * @param server its address, without credentials
 */
export async function writeImportReport(outcome: RunOutcome, server: string): Promise<string> {
  const path = join(outcome.record.backup, 'report.md');
  await pipeline(
    Readable.from(importReportText(outcome, server)),
    createWriteStream(`${path}.part`, { mode: 0o600 }),
  );
  await rename(`${path}.part`, path);
  return vscode.Uri.file(path).toString();
}
