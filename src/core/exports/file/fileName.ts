import type { ExportRequest } from '../../platform/exportRequest.ts';
import { EXPORT_LABELS, placeName, scopeName } from '../exportLabel.ts';

/** The default of the setting `lectern.exports.fileName`. */
export const DEFAULT_FILE_NAME = '{course}/{export} {scope} {date} {time}';

/** Longest part of a path, in UTF-8 bytes: most file systems stop at 255, and `.tar.zst.part` and ` (99)` must still fit. */
const MAX_BYTES = 200;

/**
 * The path of an export below the export folder, without an extension. `template` may hold `{course}`, `{export}`, `{scope}`,
 * `{date}`, `{time}` and `/` for sub-folders; what the values hold can never make a folder or leave the export folder.
 */
export function exportPath(template: string, request: ExportRequest, at: Date): readonly string[] {
  const pad = (n: number): string => String(n).padStart(2, '0');
  const values: Readonly<Record<string, string>> = {
    course: placeName(request),
    export: EXPORT_LABELS[request.kind],
    scope: scopeName(request),
    date: `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`,
    time: `${pad(at.getHours())}${pad(at.getMinutes())}${pad(at.getSeconds())}`,
  };
  const parts = template
    .split(/[/\\]/)
    .map((part) => fileNameOf(part.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)))
    .filter((part) => part !== '');
  return parts.length > 0 ? parts : [EXPORT_LABELS[request.kind]];
}

/** What no file system of ours may hold: controls, separators, wildcards, and the bidirectional marks that disguise a name. */
const FORBIDDEN = /[\p{Cc}<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/** Makes one file name of any text: valid on Windows, macOS and Linux, never hidden, never empty unless the text was blank. */
export function fileNameOf(text: string): string {
  let name = text
    .normalize('NFC')
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
    .trim();
  if (RESERVED.test(name)) name = `_${name}`;
  while (Buffer.byteLength(name) > MAX_BYTES) name = Array.from(name).slice(0, -1).join('').trimEnd();
  return name;
}
