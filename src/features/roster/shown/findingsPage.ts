import * as vscode from 'vscode';

/** The page that describes all findings, as it is packaged. */
export class FindingsPage {
  readonly #uri: vscode.Uri;
  #lines: ReadonlyMap<string, number> | undefined;

  constructor(extensionUri: vscode.Uri) {
    this.#uri = vscode.Uri.joinPath(extensionUri, 'docs', 'findings.md');
  }

  /** Reads where each section begins; links lead to the top of the page before that. */
  async load(): Promise<void> {
    const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#uri));
    const lines = page
      .split('\n')
      .map((line, index) => [/^### (\S+)/.exec(line)?.[1] ?? '', index + 1] as const);
    this.#lines = new Map(lines.filter(([code]) => code !== ''));
  }

  /** Where a code is described: the editor opens the line that the fragment names. */
  uri(code: string): vscode.Uri {
    return this.#uri.with({ fragment: `L${this.#lines?.get(code) ?? 1}` });
  }
}
