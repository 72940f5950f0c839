import type { ExportKind } from '../../platform/exportRequest.ts';
import type { SavedFile } from '../job/job.ts';

export type FileKind = SavedFile['kind'];

/** How many bytes {@link sniff} wants to see. */
export const SNIFF_BYTES = 4096;

/**
 * Tells what a file is by its first bytes (Codio protocol, section 5.3): the server's names and content types are not to be
 * trusted, and an error page with status 200 must not be saved as an export.
 */
export function sniff(head: Uint8Array): FileKind | 'webPage' | 'unknown' {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'tar.zst';
  if (starts(0x1f, 0x8b)) return 'tar.gz';
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf';
  if (head.includes(0)) return 'unknown';
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|head|body|!--|\?xml)/.test(text)) return 'webPage';
  return /^[[{]/.test(text) ? 'json' : 'csv';
}

/** What each export may arrive as (Codio protocol, section 5.5; Kolibri protocol, section 5). */
export const EXPECTED_KINDS: Readonly<Record<ExportKind, readonly FileKind[]>> = {
  coursework: ['zip'],
  sources: ['zip'],
  coachLogs: ['csv', 'zip'],
  llmLogs: ['csv', 'json', 'zip', 'tar.gz', 'tar.zst'],
  assessments: ['csv', 'zip'],
  assignmentCsv: ['csv'],
  studentCsv: ['csv'],
  workspace: ['tar.zst', 'tar.gz', 'zip'],
  users: ['csv'],
  summaryLogs: ['csv'],
  sessionLogs: ['csv'],
  accessData: ['csv'],
  blueprints: ['json'],
  studentData: ['zip'],
  assignmentData: ['zip'],
  guidesPdf: ['pdf', 'zip'],
};
