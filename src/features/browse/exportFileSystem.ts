import * as vscode from 'vscode';
import type { ExportArchives } from './exportArchives.ts';

/** What is in finished exports as a file system that can only be read; archives inside are folders. What reads them is loaded with the first file. */
export class ExportFileSystem implements vscode.FileSystemProvider {
  readonly #archives: ExportArchives;
  /** Never fires: an export does not change once it is there. */
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(archives: ExportArchives) {
    this.#archives = archives;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { statEntry } = await import('./readExport.ts');
    return statEntry(this.#archives, uri);
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const { listEntries } = await import('./readExport.ts');
    return listEntries(this.#archives, uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { readEntry } = await import('./readExport.ts');
    return readEntry(this.#archives, uri);
  }

  createDirectory(): never {
    return readOnly();
  }

  writeFile(): never {
    return readOnly();
  }

  delete(): never {
    return readOnly();
  }

  rename(): never {
    return readOnly();
  }
}

function readOnly(): never {
  throw vscode.FileSystemError.NoPermissions(vscode.l10n.t('What is in an export cannot be changed.'));
}
