import { join } from 'node:path';
import { runGit } from './runGit.ts';

/** What is at a path: a text or bytes for a file, or one of the things that are no file. */
export type Content = string | Uint8Array | { readonly link: string } | { readonly submodule: string };

export type CommitSpec = {
  /** Full name of the ref that it becomes, such as `refs/heads/main`. Later commits of a ref build on earlier ones. */
  readonly ref: string;
  readonly files: Iterable<readonly [path: string, content: Content]>;
};

export type RepositorySpec = {
  readonly commits: readonly CommitSpec[];
  /** The ref that HEAD names; `refs/heads/main` unless told. */
  readonly head?: string;
  /** Annotated tags, by their names, of refs. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Noise that nothing makes smaller: neither compressed nor packed anew, for large repositories in no time. */
  readonly noise?: true;
  /** `uploadpack.allowFilter` and the like. */
  readonly config?: Readonly<Record<string, string>>;
};

/** What a large Git host allows. */
export const LIKE_A_HOST = {
  'uploadpack.allowFilter': 'true',
  'uploadpack.allowReachableSHA1InWant': 'true',
} as const;

/** Makes a bare repository `name` below `root`, by fast-import, packed as a server has it. */
export async function makeRepository(root: string, name: string, spec: RepositorySpec): Promise<string> {
  const path = join(root, name);
  await runGit(['init', '--quiet', '--bare', path]);
  await runGit(['-C', path, 'symbolic-ref', 'HEAD', spec.head ?? 'refs/heads/main']);
  for (const [key, value] of Object.entries(spec.config ?? LIKE_A_HOST))
    await runGit(['-C', path, 'config', key, value]);
  const asItIs = ['-c', 'core.compression=0', '-c', 'pack.compression=0'];
  const importing = ['fast-import', '--quiet', '--done', ...(spec.noise ? ['--depth=0'] : [])];
  if (spec.commits.length > 0)
    await runGit(['-C', path, ...(spec.noise ? asItIs : []), ...importing], stream(spec));
  for (const [tag, of] of Object.entries(spec.tags ?? {}))
    await runGit(['-C', path, 'tag', '-a', '-m', 'A tag', tag, of]);
  if (!spec.noise) await runGit(['-C', path, 'repack', '-a', '-d', '-q']);
  await runGit(['-C', path, 'update-server-info']);
  return path;
}

function* stream({ commits }: RepositorySpec): Generator<string | Uint8Array, void, undefined> {
  for (const { ref, files } of commits) {
    yield `commit ${ref}\ncommitter Test <test@example.org> 1700000000 +0000\ndata 6\nChange\n`;
    for (const [path, content] of files) yield* fileCommand(quoted(path), content);
    yield '\n';
  }
  yield 'done\n';
}

function* fileCommand(path: string, content: Content): Generator<string | Uint8Array, void, undefined> {
  if (typeof content === 'object' && 'submodule' in content) {
    yield `M 160000 ${content.submodule} ${path}\n`;
    return;
  }
  const link = typeof content === 'object' && 'link' in content;
  const bytes = Buffer.from(link ? content.link : content);
  yield `M ${link ? '120000' : '100644'} inline ${path}\ndata ${bytes.length}\n`;
  yield bytes;
  yield '\n';
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
