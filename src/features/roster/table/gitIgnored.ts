import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';

type GitRepository = { readonly rootUri: vscode.Uri };
type GitApi = {
  /** The program; its name alone where it is on the PATH. */
  readonly git: { readonly path: string };
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<GitApi['state']>;
  readonly onDidOpenRepository: vscode.Event<unknown>;
  getRepository(uri: vscode.Uri): GitRepository | null;
};
type GitExtension = { getAPI(version: 1): unknown };

/** Whether something has these methods: what another extension hands out has to stay the object it is, so that it is looked at only. */
function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}

const isExtension = (value: unknown): value is GitExtension => hasMethods(value, 'getAPI');
const isApi = (value: unknown): value is GitApi =>
  hasMethods(value, 'onDidChangeState', 'onDidOpenRepository', 'getRepository');

/** A git that has not answered by then is not waited for. */
const PATIENCE_MS = 20_000;

/**
 * Which files git leaves out. Asked only of repositories that VS Code's own git extension has opened: it knows which git the user has
 * and whose folders the user trusts, and runs git in them anyway. Its own way to ask is not taken: it gave no
 * answer in tests of two runs, for a reason that is not known.
 */
export class GitIgnored implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** There may be another answer. */
  readonly onDidChange = this.#changed.event;
  readonly #ending = new AbortController();
  #api: Promise<GitApi | undefined> | undefined;
  #listening: vscode.Disposable | undefined;

  /** True if git leaves a file out, and does not follow it already; false where nobody can tell. Waits for git to look for repositories. */
  async has(uri: vscode.Uri): Promise<boolean> {
    try {
      const api = await (this.#api ??= this.#connect());
      const root = uri.scheme === 'file' ? api?.getRepository(uri)?.rootUri : undefined;
      return api !== undefined && root !== undefined && (await this.#asks(api.git.path, root, uri));
    } catch {
      // Git is not there, is switched off, or has failed: the file is taken for one that git may follow.
      return false;
    }
  }

  dispose(): void {
    this.#ending.abort();
    this.#listening?.dispose();
    this.#changed.dispose();
  }

  async #asks(program: string, root: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
    const [{ startGit }, { gitEnvironment }] = await Promise.all([
      import('../../../core/git/startGit.ts'),
      import('../../../core/git/gitEnvironment.ts'),
    ]);
    const home = homedir();
    const env: Record<string, string> = {
      ...gitEnvironment(process.env, home),
      // What the user leaves out everywhere is in the user's own configuration.
      XDG_CONFIG_HOME: process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'),
    };
    // Older gits refuse it with check-ignore, which takes paths only.
    delete env['GIT_LITERAL_PATHSPECS'];
    const git = await startGit({
      folder: root.fsPath,
      env,
      signal: AbortSignal.any([this.#ending.signal, AbortSignal.timeout(PATIENCE_MS)]),
      ...(isAbsolute(program) && { program }),
    });
    return (await git.raw('check-ignore', '--', uri.fsPath)) !== '';
  }

  async #connect(): Promise<GitApi | undefined> {
    const extension: unknown = await vscode.extensions.getExtension('vscode.git')?.activate();
    const api = isExtension(extension) ? extension.getAPI(1) : undefined;
    if (!isApi(api)) return undefined;
    if (api.state !== 'initialized')
      await new Promise<void>((done) => {
        const waiting = api.onDidChangeState(() => {
          waiting.dispose();
          done();
        });
      });
    this.#listening = api.onDidOpenRepository(() => this.#changed.fire());
    return api;
  }
}
