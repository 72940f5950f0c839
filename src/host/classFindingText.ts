import * as vscode from 'vscode';
import type { FindingData } from '../core/roster/findings/finding.ts';
import type { RowFindingCode } from '../core/roster/findings/findingCode.ts';

/** What concerns the names of classes. */
export type ClassFindingCode = Extract<RowFindingCode, `class-${string}`>;

/** True for what concerns the names of classes. */
export function isClassCode(code: RowFindingCode): code is ClassFindingCode {
  return code.startsWith('class-');
}

/** The sentences about names of classes; `line` is where another spelling stands in the file. */
export function classFindingText(code: ClassFindingCode, data: FindingData, line: string): string {
  const text = (name: string): string => String(data[name] ?? '');
  switch (code) {
    case 'class-cells-missing':
      return vscode.l10n.t(
        'The server will take the missing cells for empty: this row lacks {0}. Add them if classes were meant.',
        text('columns'),
      );
    case 'class-name-too-long':
      return vscode.l10n.t(
        'The server will reject this row: the class name “{0}” has {1} characters. Shorten it to {2}.',
        text('name'),
        text('length'),
        text('limit'),
      );
    case 'class-with-comma':
      return vscode.l10n.t(
        'The server will take {0} for several classes: a comma always separates them, quoted or not. Rename the class on the server before the import.',
        text('name'),
      );
    case 'class-spelling':
      return data['exists'] === 1
        ? vscode.l10n.t('The server will take this for its class “{0}”. Write it so.', text('instead'))
        : vscode.l10n.t(
            'The server will take this and “{0}” in line {1} for one class, and keep one spelling. Write both alike.',
            text('instead'),
            line,
          );
    case 'class-lookalike':
      return data['exists'] === 1
        ? vscode.l10n.t(
            'The server will make a new class of this, and there is “{0}”. Write that if it was meant.',
            text('instead'),
          )
        : vscode.l10n.t(
            'The server will make two classes of this and “{0}” in line {1}. Write both alike if they are one.',
            text('instead'),
            line,
          );
  }
}
