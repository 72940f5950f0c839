import * as vscode from 'vscode';
import type { EncodingName } from '../../../core/roster/encoding/detectEncoding.ts';

/** The name of an encoding, as it stands in sentences and file names. */
export function encodingLabel(name: EncodingName): string {
  switch (name) {
    case 'utf16le':
    case 'utf16be':
      return 'UTF-16';
    case 'utf32le':
    case 'utf32be':
      return 'UTF-32';
    case 'windows1252':
      return 'Windows-1252';
    case 'iso88591':
      return 'Latin-1';
    case 'macroman':
      return 'Mac OS Roman';
    case 'utf8':
    case 'utf8bom':
      return 'UTF-8';
    case 'other8bit':
    case 'spreadsheet':
      return vscode.l10n.t('original');
  }
}
