import { createHash } from 'node:crypto';
import type * as vscode from 'vscode';

/** What a users file is to the last import: the text that was imported, that text without its passwords, or another. */
export type FileAfterRun = 'imported' | 'masked' | 'other';

/** Remembers the text of an import, without keeping it, so that nothing that was written into the file later is taken for imported. */
export class ImportedText {
  #imported: string | undefined;
  #masked: string | undefined;
  #seen:
    { readonly document: vscode.TextDocument; readonly version: number; readonly digest: string } | undefined;

  /** A run is about this text, or about none that is here. */
  begin(text: string | undefined): void {
    this.#imported = text === undefined ? undefined : digestOf(text);
    this.#masked = undefined;
  }

  /** The passwords of the imported text have been replaced in a file. */
  masked(document: vscode.TextDocument): void {
    this.#masked = this.#digest(document);
  }

  /** What a file is now; one that was edited and put back is what it was. */
  of(document: vscode.TextDocument | undefined): FileAfterRun {
    if (document === undefined || this.#imported === undefined) return 'other';
    const digest = this.#digest(document);
    if (digest === this.#masked) return 'masked';
    return digest === this.#imported ? 'imported' : 'other';
  }

  #digest(document: vscode.TextDocument): string {
    const { version } = document;
    if (this.#seen?.document !== document || this.#seen.version !== version)
      this.#seen = { document, version, digest: digestOf(document.getText()) };
    return this.#seen.digest;
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
