import * as vscode from 'vscode';
import type { FindingData } from '../core/roster/findings/finding.ts';
import type { FileFindingCode } from '../core/roster/findings/findingCode.ts';

/** The sentences about a roster as a whole. */
export function fileFindingText(code: FileFindingCode, data: FindingData): string {
  const text = (name: string): string => String(data[name] ?? '');
  switch (code) {
    case 'file-empty':
      return vscode.l10n.t('The server will refuse the file: it is empty. Begin with a header.');
    case 'file-blank':
      return vscode.l10n.t(
        'The server will refuse the file: there is nothing but white space in it. Begin with a header.',
      );
    case 'not-utf-8':
      return encodingText(text('encoding'));
    case 'repeated-byte-order-mark':
      return vscode.l10n.t(
        'The server will refuse the file: it begins with two invisible byte order marks, and the second one spoils the first label. Remove them.',
      );
    case 'wrong-delimiter':
      return data['delimiter'] === '\t'
        ? vscode.l10n.t(
            'The server will refuse the file: its cells are separated by tabs. Separate them by commas.',
          )
        : vscode.l10n.t(
            'The server will refuse the file: its cells are separated by “{0}”. Separate them by commas.',
            text('delimiter'),
          );
    case 'header-not-first':
      return vscode.l10n.t(
        'The server will refuse the file: the header is not in the first line. Remove what is above it.',
      );
    case 'header-unknown-label':
      if (data['known'] === 0)
        return vscode.l10n.t(
          'The server will refuse the file: the first line is no header of a users file. Put the ten column names there.',
        );
      if (text('label').trim() === '')
        return vscode.l10n.t(
          'The server will refuse the file: the header has a column without a name. Remove it, or name it as one of the ten.',
        );
      return data['suggestion'] === undefined
        ? vscode.l10n.t(
            'The server will refuse the file: it knows no column “{0}”. Remove the column, or name it as one of the ten.',
            text('label'),
          )
        : vscode.l10n.t(
            'The server will refuse the file: it knows no column “{0}”. Did you mean {1}?',
            text('label'),
            text('suggestion'),
          );
    case 'header-missing-column':
      return vscode.l10n.t(
        'The server will refuse the file: the column {0} is missing. Add it; its cells may be empty where that is allowed.',
        text('column'),
      );
    case 'header-repeated-column':
      return vscode.l10n.t(
        'The server will read the last column {0} only, and there are two. Remove one of them.',
        text('column'),
      );
    case 'no-users':
      return vscode.l10n.t(
        'The server will import nobody, and delete everybody but administrators if absent users are to go: there is no user in this file. Add one.',
      );
    case 'passwords-in-repository':
      if (data['count'] === 1)
        return vscode.l10n.t(
          'The server will import this password, and whoever sees the folder under version control can read it. Keep the file elsewhere.',
        );
      return vscode.l10n.t(
        'The server will import these {0} passwords, and whoever sees the folder under version control can read them. Keep the file elsewhere.',
        text('count'),
      );
    case 'text-after-quote':
      return data['header'] === 1
        ? vscode.l10n.t(
            'The server will fail, and import nothing: there is text after a closing quote in the header. Put the whole cell in quotes.',
          )
        : vscode.l10n.t(
            'The server will refuse the file: there is text after a closing quote. Put the whole cell in quotes.',
          );
    case 'unclosed-quote':
      return data['header'] === 1
        ? vscode.l10n.t(
            'The server will fail, and import nothing: this quote in the header is never closed. Close it.',
          )
        : vscode.l10n.t('The server will refuse the file: this quote is never closed. Close it.');
    case 'cell-too-large':
      return vscode.l10n.t(
        'The server will refuse the file: this cell has more than 131,072 characters. Close its quote.',
      );
  }
}

function encodingText(encoding: string): string {
  switch (encoding) {
    case 'spreadsheet':
      return vscode.l10n.t(
        'The server will refuse the file: it is a workbook. Save it as CSV (UTF-8) from the spreadsheet.',
      );
    case 'utf16le':
    case 'utf16be':
      return vscode.l10n.t('The server will refuse the file: it is in UTF-16. Convert it to UTF-8.');
    case 'utf32le':
    case 'utf32be':
      return vscode.l10n.t('The server will refuse the file: it is in UTF-32. Convert it to UTF-8.');
    case 'windows1252':
      return vscode.l10n.t(
        'The server will refuse the file: it is in Windows-1252. Convert it to UTF-8; to save what is shown here can lose letters.',
      );
    case 'iso88591':
      return vscode.l10n.t(
        'The server will refuse the file: it is in Latin-1. Convert it to UTF-8; to save what is shown here can lose letters.',
      );
    case 'macroman':
      return vscode.l10n.t(
        'The server will refuse the file: it is in Mac OS Roman. Convert it to UTF-8; to save what is shown here can lose letters.',
      );
    default:
      return vscode.l10n.t(
        'The server will refuse the file: it is not in UTF-8. Reopen it with its encoding, then save it as UTF-8; to save what is shown here can lose letters.',
      );
  }
}
