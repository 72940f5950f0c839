import * as vscode from 'vscode';
import { exists } from '../table/fileContext.ts';

/** A name beside a file that nothing has yet: `users.csv` becomes `users (label).csv`, or with a number. */
export async function freeName(uri: vscode.Uri, label: string): Promise<vscode.Uri> {
  const [, stem = '', ending = ''] =
    /^(.*?)(\.[^.]*)?$/.exec(uri.path.slice(uri.path.lastIndexOf('/') + 1)) ?? [];
  for (let number = 1; ; number += 1) {
    const more = number === 1 ? '' : ` ${number}`;
    const free = vscode.Uri.joinPath(uri, '..', `${stem} (${label}${more})${ending}`);
    if (!(await exists(free))) return free;
  }
}
