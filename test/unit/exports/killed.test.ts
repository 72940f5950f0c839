import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JobState } from '../../../src/core/exports/job/job.ts';
import { parseJob } from '../../../src/core/exports/job/jobSchema.ts';
import { startFileServer, type FileServer } from './fileServer.ts';
import { scratchFolder } from './scratch.ts';

const PROCESS = fileURLToPath(new URL('jobProcess.ts', import.meta.url));

describe('A job whose process is killed', () => {
  const folder = scratchFolder();
  let server: FileServer;
  let children: ChildProcess[] = [];

  beforeEach(async () => {
    const comment = randomBytes(60_000);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(comment.length, 20);
    server = await startFileServer(Buffer.concat([end, comment.map((byte) => (byte % 26) + 97)]));
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
    await server.close();
  });

  const run = (mode: 'start' | 'resume'): ChildProcess => {
    const child = spawn(process.execPath, [PROCESS, server.origin, folder(), mode], { stdio: 'inherit' });
    children.push(child);
    return child;
  };
  const state = (): JobState | undefined => {
    const jobs = join(folder(), 'jobs');
    if (!existsSync(jobs)) return undefined;
    const name = readdirSync(jobs).find((entry) => entry.endsWith('.json'));
    return name === undefined ? undefined : parseJob(readFileSync(join(jobs, name), 'utf8'))?.state;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((done) => setTimeout(done, 2));
  };
  const finish = async (): Promise<void> => {
    const [code] = (await once(run('resume'), 'exit')) as [number];
    assert.equal(code, 0);
    const end = state();
    assert(end?.step === 'done', JSON.stringify(end));
    assert(readFileSync(end.file.path).equals(server.body));
    assert.deepEqual(readdirSync(join(folder(), 'exports', 'CS 101')), ['Coursework.zip']);
  };

  it('while the server works', async () => {
    server.polls = 1_000_000;
    const child = run('start');
    await until(() => state()?.step === 'waiting' && server.requests.length > 3);
    await kill(child);
    server.polls = 0;
    await finish();
    assert.equal(server.requests.filter((line) => line === 'POST /task').length, 1);
  });

  it('in the middle of the download', async () => {
    server.faults.rate = 100_000;
    const child = run('start');
    await until(() => server.sent > 40_000);
    await kill(child);
    const before = server.sent;
    delete server.faults.rate;
    server.sent = 0;
    await finish();
    assert(server.sent < server.body.length, 'the first bytes were fetched again');
    assert(server.sent + before >= server.body.length);
  });

  it('at any moment', async () => {
    server.faults.rate = 100_000;
    // The state that each run is killed in, and after how many bytes of the file.
    const moments: [JobState['step'], number][] = [
      ['asking', 0],
      ['waiting', 0],
      ['downloading', 1],
      ['downloading', 30_000],
      ['downloading', 50_000],
    ];
    for (const [step, bytes] of moments) {
      const child = run(step === 'asking' ? 'start' : 'resume');
      await until(() => (state()?.step === step && server.sent >= bytes) || child.exitCode !== null);
      await kill(child);
    }
    await finish();
    assert(server.requests.filter((line) => line === 'POST /task').length <= 2);
  });
});
