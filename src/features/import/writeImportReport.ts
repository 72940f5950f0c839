import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';
import { fileNameOf } from '../../core/exports/file/fileName.ts';
import type { RunOutcome } from '../../core/roster/run/outcome/runOutcome.ts';
import type { RunRecord } from '../../core/roster/run/record/runRecord.ts';
import { importReportText } from './importReportText.ts';
import { runTitle } from './runTitle.ts';

/**
 * Writes the report of a run beside its backup, whole, and gives its address.
 *
 * @param server its address, without credentials
 */
export async function writeImportReport(outcome: RunOutcome, server: string): Promise<string> {
  const path = join(outcome.record.backup, reportName(outcome.record));
  await pipeline(
    Readable.from(importReportText(outcome, server)),
    createWriteStream(`${path}.part`, { mode: 0o600 }),
  );
  await rename(`${path}.part`, path);
  return vscode.Uri.file(path).toString();
}

/** A tab is titled by it: it tells one report from another. */
export function reportName(record: Pick<RunRecord, 'undoes' | 'facility' | 'createdAt'>): string {
  const time = new Date(record.createdAt);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(two).join('-');
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join('.');
  return `report - ${fileNameOf(runTitle(record))} - ${day} ${clock}.md`;
}
