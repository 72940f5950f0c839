import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';

/** What a git of the tests runs with: nothing of the machine's configuration, and a fixed author. */
export const TEST_GIT_ENV: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

/** Runs git to make or look at a repository; answers what it printed. */
export async function runGit(
  args: readonly string[],
  input: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array> = [],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const child = spawn('git', args, { env: { ...TEST_GIT_ENV, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  Readable.from(input, { objectMode: true }).pipe(child.stdin);
  const [out, err, code] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${err.toString()}`);
  return out.toString();
}
