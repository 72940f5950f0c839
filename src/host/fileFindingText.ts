import * as vscode from 'vscode';
import type { FindingData } from '../core/roster/finding.ts';
import type { FileFindingCode } from '../core/roster/findingCode.ts';

/** The sentences about a roster as a whole. */
export function fileFindingText(code: FileFindingCode, data: FindingData): string {
  const text = (name: string): string => String(data[name] ?? '');
  switch (code) {
    case 'file-empty':
      return vscode.l10n.t('The file is empty. The server takes no such file.');
    case 'not-utf-8':
      return encodingText(text('encoding'));
    case 'wrong-delimiter':
      return data['delimiter'] === '\t'
        ? vscode.l10n.t('The cells are separated by tabs. The server reads commas only.')
        : vscode.l10n.t('The cells are separated by “{0}”. The server reads commas only.', text('delimiter'));
    case 'header-not-first':
      return vscode.l10n.t('The header is not in the first line. The server refuses the file.');
    case 'header-unknown-label':
      if (data['known'] === 0)
        return vscode.l10n.t('The first line is no header of a users file. The server refuses the file.');
      return data['suggestion'] === undefined
        ? vscode.l10n.t('The server knows no column “{0}” and refuses the file.', text('label'))
        : vscode.l10n.t(
            'The server knows no column “{0}” and refuses the file. Is it {1}?',
            text('label'),
            text('suggestion'),
          );
    case 'header-missing-column':
      return vscode.l10n.t('The column {0} is missing. The server refuses the file.', text('column'));
    case 'header-repeated-column':
      return vscode.l10n.t(
        'The column {0} is there twice. The server reads the last one only.',
        text('column'),
      );
    case 'no-users':
      return vscode.l10n.t(
        'There is no user in this file. An import that deletes absent users would delete everybody but administrators.',
      );
    case 'passwords-in-repository':
      return vscode.l10n.t(
        '{0} passwords can be read here, and the file is in a folder under version control.',
        text('count'),
      );
    case 'text-after-quote':
      return data['header'] === 1
        ? vscode.l10n.t(
            'There is text after a closing quote. In the header this makes the whole import fail.',
          )
        : vscode.l10n.t('There is text after a closing quote. The server refuses the whole file.');
    case 'unclosed-quote':
      return data['header'] === 1
        ? vscode.l10n.t('This quote is never closed. In the header this makes the whole import fail.')
        : vscode.l10n.t('This quote is never closed. The server refuses the whole file.');
    case 'cell-too-large':
      return vscode.l10n.t(
        'This cell has more than 131,072 characters; is a quote not closed? The server refuses the whole file.',
      );
  }
}

function encodingText(encoding: string): string {
  switch (encoding) {
    case 'spreadsheet':
      return vscode.l10n.t(
        'This is a workbook, not a CSV file. Save it as CSV (UTF-8) from the spreadsheet.',
      );
    case 'utf16le':
    case 'utf16be':
      return vscode.l10n.t('The file is in UTF-16. The server reads UTF-8 only: save it with that encoding.');
    case 'utf32le':
    case 'utf32be':
      return vscode.l10n.t('The file is in UTF-32. The server reads UTF-8 only: save it with that encoding.');
    case 'windows1252':
      return vscode.l10n.t(
        'The file is in Windows-1252. Reopen it with that encoding, then save it as UTF-8.',
      );
    case 'iso88591':
      return vscode.l10n.t('The file is in Latin-1. Reopen it with that encoding, then save it as UTF-8.');
    default:
      return vscode.l10n.t('The file is not in UTF-8. Reopen it with its encoding, then save it as UTF-8.');
  }
}
