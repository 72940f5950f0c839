import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { JobEngine } from '../../../src/core/exports/run/jobEngine.ts';
import type { Job, JobState } from '../../../src/core/exports/job/job.ts';
import { parseJob } from '../../../src/core/exports/job/jobSchema.ts';
import { Ledger } from '../../../src/core/exports/job/ledger.ts';
import type { ExportPort, TaskState } from '../../../src/core/platform/exportPort.ts';
import type { ExportRequest } from '../../../src/core/platform/exportRequest.ts';
import { fail, FailureError } from '../../../src/core/platform/failure.ts';
import { filePort } from './filePort.ts';
import { startFileServer, type FileServer } from './fileServer.ts';
import { scratchFolder } from './scratch.ts';
import { until } from '../../until.ts';
import { untilAborted } from '../../untilAborted.ts';

const course = { id: 'c1', name: 'CS 101' };
const coursework: ExportRequest = { kind: 'coursework', course };
const studentCsv: ExportRequest = {
  kind: 'studentCsv',
  course,
  student: { id: 'abcdef123456', name: 'Ada' },
};

/** The smallest zip: an empty one, with a comment of random bytes to give it a size. */
function zipOf(size: number): Buffer {
  const comment = randomBytes(Math.min(size, 0xffff)).map((byte) => (byte % 26) + 97);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

describe('JobEngine', () => {
  const folder = scratchFolder();
  let server: FileServer;
  let engines: JobEngine[] = [];
  let logged: string[] = [];

  beforeEach(async () => {
    server = await startFileServer(zipOf(50_000));
    logged = [];
    ahead = 0;
  });
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.dispose()));
    engines = [];
    await server.close();
  });

  const exportsFolder = (): string => join(folder(), 'exports');
  const ledgerFolder = (): string => join(folder(), 'jobs');
  let ahead = 0;
  const engineWith = (port: ExportPort, simultaneous = 2, beyond = port): JobEngine => {
    const engine = new JobEngine({
      now: () => new Date(Date.now() + ahead),
      ledger: new Ledger(ledgerFolder()),
      port: (_id, { pastShare }) => Promise.resolve(pastShare ? beyond : port),
      settings: () => ({ folder: exportsFolder(), fileName: '{course}/{export} {scope}', simultaneous }),
      log: (line) => logged.push(line),
      sleep: (ms, signal) =>
        signal.aborted
          ? fail({ kind: 'cancelled' })
          : new Promise((done) => setTimeout(done, Math.min(ms, 5))),
    });
    engines.push(engine);
    return engine;
  };
  const onDisk = (id: string): Job | undefined =>
    parseJob(readFileSync(join(ledgerFolder(), `${id}.json`), 'utf8'));
  const finish = async (engine: JobEngine, id: string): Promise<JobState> => {
    await engine.idle();
    const state = engine.job(id)?.job.state;
    assert(state);
    assert.deepEqual(onDisk(id)?.state, state);
    return state;
  };
  const parts = (): string[] =>
    readdirSync(folder(), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'));

  it('brings a task to a file on disk, named, hashed, and without a part left', async () => {
    const engine = engineWith(filePort(server.origin));
    const { id } = await engine.start('k', coursework);
    const state = await finish(engine, id);
    assert(state.step === 'done');
    assert.equal(state.file.path, join(exportsFolder(), 'CS 101', 'Coursework.zip'));
    assert(readFileSync(state.file.path).equals(server.body));
    assert.equal(state.file.sha256, createHash('sha256').update(server.body).digest('hex'));
    assert.equal(state.file.size, server.body.length);
    assert.deepEqual(parts(), []);
  });

  it('is in the ledger before the server is asked', async () => {
    const port = filePort(server.origin);
    let seen: JobState | undefined;
    const engine = engineWith({
      ...port,
      begin: (request, signal) => {
        const [name] = readdirSync(ledgerFolder()).filter((file) => file.endsWith('.json'));
        seen = onDisk(name!.slice(0, -5))?.state;
        return port.begin(request, signal);
      },
    });
    const { id } = await engine.start('k', coursework);
    await finish(engine, id);
    assert.equal(seen?.step, 'asking');
  });

  it('names no student in file names and log lines', async () => {
    server.body = Buffer.from('Student_Name\nAda\n');
    const engine = engineWith(filePort(server.origin));
    const { id } = await engine.start('k', studentCsv);
    const state = await finish(engine, id);
    assert(state.step === 'done');
    assert.equal(state.file.path, join(exportsFolder(), 'CS 101', 'Student abcdef12.csv'));
    assert(!logged.join('\n').includes('Ada') && !logged.join('\n').includes(server.origin));
  });

  describe('when the requests of the day are used up', () => {
    const usedUp = (): ExportPort => ({
      ...filePort(server.origin),
      check: () => Promise.reject(new FailureError({ kind: 'quotaUsedUp', of: 'share' })),
    });
    const paused = async (engine: JobEngine): Promise<Job> => {
      const { id } = await engine.start('k', coursework);
      await engine.idle();
      const job = onDisk(id);
      assert.equal(job?.state.step, 'waiting');
      assert.equal(new Date(job.paused?.until ?? '').getUTCHours(), 0);
      return job;
    };

    it('pauses, and goes on the next day where it stopped, also after a restart', async () => {
      const { id } = await paused(engineWith(usedUp()));
      const next = engineWith(filePort(server.origin));
      await next.refresh();
      await next.idle();
      assert.equal(onDisk(id)?.state.step, 'waiting', 'too early');
      ahead = 86_400_000;
      await next.refresh();
      assert.equal((await finish(next, id)).step, 'done');
      assert.equal(onDisk(id)?.paused, undefined);
      assert.equal(server.requests.filter((line) => line === 'POST /task').length, 1);
    });

    it('goes on past the share when it is wanted now', async () => {
      const engine = engineWith(usedUp(), 2, filePort(server.origin));
      const { id } = await paused(engine);
      await engine.retry(id);
      assert.equal((await finish(engine, id)).step, 'done');
    });

    it('can be cancelled', async () => {
      const engine = engineWith(usedUp());
      const { id } = await paused(engine);
      await engine.cancel(id);
      assert.equal(onDisk(id)?.state.step, 'cancelled');
    });
  });

  it('never replaces a file', async () => {
    const engine = engineWith(filePort(server.origin));
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push((await engine.start('k', coursework)).id);
    await engine.idle();
    const names = readdirSync(join(exportsFolder(), 'CS 101')).sort();
    assert.deepEqual(names, ['Coursework (2).zip', 'Coursework (3).zip', 'Coursework.zip']);
    assert.equal(ids.length, 3);
  });

  it('runs no more jobs at once than the setting says', async () => {
    const port = filePort(server.origin);
    let running = 0;
    let most = 0;
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const engine = engineWith({
      ...port,
      begin: async (request, signal) => {
        most = Math.max(most, ++running);
        await gate;
        running--;
        return port.begin(request, signal);
      },
    });
    for (let i = 0; i < 5; i++) await engine.start('k', coursework);
    await until('two run', () => running === 2 || undefined);
    // Looks once more for what can be started.
    await engine.refresh();
    open();
    await engine.idle();
    assert.equal(most, 2);
    assert(engine.jobs.every(({ job }) => job.state.step === 'done'));
  });

  it('cancels a download, removes the part, and tells the server', async () => {
    server.faults.rate = 100_000;
    const released: string[] = [];
    const engine = engineWith({
      ...filePort(server.origin),
      release: (_request, task) => {
        released.push(task.id);
        return Promise.resolve();
      },
    });
    const { id } = await engine.start('k', coursework);
    while (parts().length === 0) await new Promise((done) => setTimeout(done, 5));
    await engine.cancel(id);
    assert.equal((await finish(engine, id)).step, 'cancelled');
    assert.deepEqual(parts(), []);
    assert.deepEqual(released, ['1']);
  });

  it('lets the server forget the task of an export that was overtaken, and of no other that failed', async () => {
    const released: string[] = [];
    const failing = (state: TaskState): ExportPort => ({
      ...filePort(server.origin),
      check: () => Promise.resolve(state),
      release: (_request, task) => {
        released.push(task.id);
        return Promise.resolve();
      },
    });
    const broken = engineWith(failing({ step: 'failed', reason: 'odd' }));
    await finish(broken, (await broken.start('k', coursework)).id);
    await broken.idle();
    assert.deepEqual(released, []);

    const engine = engineWith(failing({ step: 'overtaken', by: 'otherExport' }));
    const { id } = await engine.start('k', coursework);
    const state = await finish(engine, id);
    assert(state.step === 'failed' && state.failure.kind === 'overtaken');
    await engine.idle();
    assert.equal(released.length, 1);
  });

  it('pauses when the editor closes, and goes on without fetching the first bytes again', async () => {
    server.faults.holdAfter = 10_000;
    const first = engineWith(filePort(server.origin));
    const { id } = await first.start('k', coursework);
    const received = (): number => {
      const progress = first.job(id)?.progress;
      return progress?.step === 'downloading' ? progress.received : 0;
    };
    while (received() < 10_000) await new Promise((done) => setTimeout(done, 5));
    await first.dispose();
    assert.equal(onDisk(id)?.state.step, 'downloading');

    delete server.faults.holdAfter;
    const second = engineWith(filePort(server.origin));
    await second.refresh();
    const state = await finish(second, id);
    assert(state.step === 'done');
    assert(readFileSync(state.file.path).equals(server.body));
    const ranges = server.requests.filter((line) => line.startsWith('GET /file'));
    assert.equal(ranges.at(-1), 'GET /file bytes=10000-');
    assert.equal(server.requests.filter((line) => line === 'POST /task').length, 1);
  });

  it('finds the task again when the answer to its start was not seen', async () => {
    const first = engineWith({
      ...filePort(server.origin),
      begin: async (request, signal) => {
        await filePort(server.origin).begin(request, signal);
        return untilAborted(signal);
      },
    });
    const { id } = await first.start('k', coursework);
    while (!server.requests.includes('POST /task')) await new Promise((done) => setTimeout(done, 5));
    await first.dispose();
    assert.equal(onDisk(id)?.state.step, 'asking');

    const second = engineWith(filePort(server.origin));
    await second.refresh();
    assert.equal((await finish(second, id)).step, 'done');
    assert.equal(server.requests.filter((line) => line === 'POST /task').length, 1);
  });

  it('lets one window run a job, and the other one watch it', async () => {
    server.faults.rate = 200_000;
    const [one, other] = [engineWith(filePort(server.origin)), engineWith(filePort(server.origin))];
    const { id } = await one.start('k', coursework);
    await other.refresh();
    await one.idle();
    // On a busy machine it may be this one that runs it.
    await until('the other window knows that it is done', async () => {
      await other.refresh();
      return other.job(id)?.job.state.step === 'done' || undefined;
    });
    assert.equal(server.requests.filter((line) => line.startsWith('GET /file')).length, 1);
  });

  it('goes on after a passing fault of the server, and fails after many', async () => {
    const port = filePort(server.origin);
    let faults = 5;
    const flaky: ExportPort = {
      ...port,
      check: (request, task, signal) =>
        faults-- > 0
          ? fail({ kind: 'serverFault', status: 502, detail: '' })
          : port.check(request, task, signal),
    };
    const engine = engineWith(flaky);
    const { id } = await engine.start('k', coursework);
    assert.equal((await finish(engine, id)).step, 'done');

    faults = Infinity;
    const { id: bad } = await engine.start('k', coursework);
    const state = await finish(engine, bad);
    assert(state.step === 'failed' && state.failure.kind === 'serverFault');
    assert.equal(state.resume.step, 'waiting');

    faults = 0;
    await engine.retry(bad);
    assert.equal((await finish(engine, bad)).step, 'done');
    assert.equal(server.requests.filter((line) => line === 'POST /task').length, 2);
  });

  it('keeps the server’s reason when a task fails, and starts anew on retry', async () => {
    const port = filePort(server.origin);
    let broken = true;
    const engine = engineWith({
      ...port,
      check: (request, task, signal) =>
        broken
          ? Promise.resolve({ step: 'failed', reason: 'workspace 12 could not be packed' })
          : port.check(request, task, signal),
    });
    const { id } = await engine.start('k', coursework);
    const state = await finish(engine, id);
    assert(state.step === 'failed');
    assert.deepEqual(state.failure, { kind: 'serverFault', detail: 'workspace 12 could not be packed' });
    assert(!logged.join('\n').includes('workspace 12'));
    broken = false;
    await engine.retry(id);
    assert.equal((await finish(engine, id)).step, 'done');
    assert.equal(server.requests.filter((line) => line === 'POST /task').length, 2);
  });

  it('refuses an error page in place of the file', async () => {
    server.body = Buffer.from('<!DOCTYPE html><html><body>Expired</body></html>');
    const engine = engineWith(filePort(server.origin));
    const { id } = await engine.start('k', coursework);
    const state = await finish(engine, id);
    assert(state.step === 'failed');
    assert.deepEqual(state.failure, { kind: 'damaged', problem: 'webPage' });

    server.body = zipOf(10);
    await engine.retry(id);
    assert.equal((await finish(engine, id)).step, 'done');
    assert.deepEqual(parts(), []);
  });

  it('refuses logs in another language than was asked for, and asks anew on retry', async () => {
    const request: ExportRequest = {
      kind: 'sessionLogs',
      facility: { id: 'f', name: 'A School' },
      range: { preset: 'own', start: '2026-01-01', end: '2026-02-01' },
      locale: 'en',
    };
    server.body = Buffer.from('Einrichtungsname,Benutzername,Benutzertyp\r\n');
    const engine = engineWith(filePort(server.origin));
    const { id } = await engine.start('k', request);
    const state = await finish(engine, id);
    assert(state.step === 'failed');
    assert.deepEqual(state.failure, { kind: 'overtaken', by: 'otherExport' });

    server.body = Buffer.from('Facility name,Username,User type\r\n');
    await engine.retry(id);
    assert.equal((await finish(engine, id)).step, 'done');
  });

  it('keeps the part of a truncated file, and retries from there', async () => {
    server.faults.breakAfter = [20_000, 0, 0, 0, 0, 0, 0];
    const engine = engineWith(filePort(server.origin));
    const { id } = await engine.start('k', coursework);
    const state = await finish(engine, id);
    assert(state.step === 'failed');
    assert.deepEqual(state.failure, { kind: 'damaged', problem: 'truncated' });
    assert.equal(parts().length, 1);
    server.faults.breakAfter = [];
    server.sent = 0;
    await engine.retry(id);
    assert.equal((await finish(engine, id)).step, 'done');
    assert.equal(server.sent, server.body.length - 20_000);
  });

  if (existsSync('/dev/full')) {
    it('keeps the job when the disk is full, and finishes it when there is room', async () => {
      const engine = engineWith({
        ...filePort(server.origin),
        open: async (file, resume, signal) => {
          // A part that is a link to the full device: the name is known once the job says so.
          const [name] = readdirSync(ledgerFolder()).filter((entry) => entry.endsWith('.json'));
          const state = onDisk(name!.slice(0, -5))?.state;
          assert(state?.step === 'downloading');
          const part = join(exportsFolder(), state.part.name);
          await mkdir(dirname(part), { recursive: true });
          if (!existsSync(part)) symlinkSync('/dev/full', part);
          return filePort(server.origin).open(file, resume, signal);
        },
      });
      const { id } = await engine.start('k', coursework);
      const state = await finish(engine, id);
      assert(state.step === 'failed' && state.failure.kind === 'disk');
      assert.equal(state.failure.problem, 'full');
      await engine.remove(id);
      const { id: again } = await engineWith(filePort(server.origin)).start('k', coursework);
      await engines.at(-1)!.idle();
      assert.equal(engines.at(-1)!.job(again)?.job.state.step, 'done');
    });
  }

  it('fails as signed out without asking the server, and goes on after signing in', async () => {
    let signedIn = false;
    const engine = new JobEngine({
      ledger: new Ledger(ledgerFolder()),
      port: () =>
        signedIn
          ? Promise.resolve(filePort(server.origin))
          : Promise.reject(new FailureError({ kind: 'signedOut' })),
      settings: () => ({ folder: exportsFolder(), fileName: '{export}', simultaneous: 1 }),
      log: () => undefined,
    });
    engines.push(engine);
    const { id } = await engine.start('k', coursework);
    const state = await finish(engine, id);
    assert(state.step === 'failed' && state.failure.kind === 'signedOut');
    assert.deepEqual(server.requests, []);
    signedIn = true;
    await engine.retry(id);
    assert.equal((await finish(engine, id)).step, 'done');
  });

  it('takes an ended job off the list and leaves its file', async () => {
    const engine = engineWith(filePort(server.origin));
    const { id } = await engine.start('k', coursework);
    const state = await finish(engine, id);
    assert(state.step === 'done');
    await engine.remove(id);
    assert.deepEqual(engine.jobs, []);
    assert(existsSync(state.file.path));
    assert(!existsSync(join(ledgerFolder(), `${id}.json`)));
  });
});
