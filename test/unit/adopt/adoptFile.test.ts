import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { adoptFile, type AdoptOptions } from '../../../src/core/adopt/adoptFile.ts';
import { DEFAULT_FILE_NAME } from '../../../src/core/exports/file/fileName.ts';
import type { Job } from '../../../src/core/exports/job/job.ts';
import { parseJob } from '../../../src/core/exports/job/jobSchema.ts';
import { failsWith } from '../platform/failsWith.ts';
import { scratchFolder } from '../exports/scratch.ts';
import { aged } from './aged.ts';

const CSV = 'Username,Access type,Role,IP address\nada,Log In,Student,203.0.113.1\n';
const NOW = new Date('2026-11-22T10:00:00');

const otherDisk = (): Promise<void> => Promise.reject(Object.assign(new Error(), { code: 'EXDEV' }));

describe('adopting a file', () => {
  const folder = scratchFolder();
  const jobs: Job[] = [];
  beforeEach(() => void jobs.splice(0));

  const options = (path: string, changes: Partial<AdoptOptions> = {}): AdoptOptions => ({
    path,
    connectionId: 'campus',
    request: { kind: 'accessData', course: { id: 'c', name: 'Python' } },
    folder: join(folder(), 'exports'),
    fileName: DEFAULT_FILE_NAME,
    record: (job) => Promise.resolve(void jobs.push(job)),
    now: NOW,
    signal: new AbortController().signal,
    ...changes,
  });
  const saved = async (): Promise<readonly string[]> => {
    const names = await readdir(join(folder(), 'exports'), { recursive: true, withFileTypes: true });
    return names.filter((entry) => entry.isFile()).map(({ name }) => name);
  };
  const download = (content = CSV): Promise<string> => aged(join(folder(), 'down', 'ada-logs.csv'), content);

  it('moves it under the usual name, and has it on record, checked', async () => {
    const path = await download();
    const { ino } = await stat(path);
    const adopted = await adoptFile(options(path));
    assert.equal(adopted.original, 'moved');
    assert.equal(existsSync(path), false);
    assert.deepEqual(await saved(), ['Access data 2026-11-22 100000.csv']);
    assert.equal(await readFile(adopted.path, 'utf8'), CSV);
    assert.equal((await stat(adopted.path)).ino, ino, 'on one disk it is renamed, not copied');
    const [job] = jobs;
    assert.ok(job?.state.step === 'done');
    assert.deepEqual(job.state.file, {
      path: adopted.path,
      size: CSV.length,
      sha256: createHash('sha256').update(CSV).digest('hex'),
      kind: 'csv',
    });
    assert.deepEqual(job.state.adopted, { name: 'ada-logs.csv' });
    assert.ok(!basename(adopted.path).includes('ada'), 'the old name may be a student’s');
    assert.deepEqual(parseJob(JSON.stringify(job)), job, 'the ledger reads what it was given');
  });

  it('never replaces: a name that is taken gets a number', async () => {
    await adoptFile(options(await download('Username,Access type\n')));
    await adoptFile(options(await download()));
    assert.deepEqual((await saved()).toSorted(), [
      'Access data 2026-11-22 100000 (2).csv',
      'Access data 2026-11-22 100000.csv',
    ]);
  });

  it('keeps the original, and leaves nothing else, when the job cannot be recorded', async () => {
    const path = await download();
    const record = (): Promise<void> => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    await failsWith(adoptFile(options(path, { record })), { kind: 'disk', problem: 'full', path: '' });
    assert.equal(await readFile(path, 'utf8'), CSV);
    assert.deepEqual(await saved(), []);
  });

  it('keeps the original when the export folder cannot be made', async () => {
    const path = await download();
    await writeFile(join(folder(), 'exports'), 'a file is in the way');
    await assert.rejects(adoptFile(options(path)));
    assert.equal(await readFile(path, 'utf8'), CSV);
    assert.deepEqual(jobs, []);
  });

  it('refuses what is not what it is said to be, and keeps it', async () => {
    const path = await download('<!doctype html><title>404</title>');
    await failsWith(adoptFile(options(path)), { kind: 'damaged', problem: 'webPage' });
    const zip = await aged(join(folder(), 'half.zip'), 'PK\u0003\u0004 and no more');
    const request = { kind: 'coursework', course: { id: 'c', name: 'Python' } } as const;
    await failsWith(adoptFile(options(zip, { request })), { kind: 'damaged', problem: 'unreadable' });
    assert.ok(existsSync(path) && existsSync(zip));
    assert.deepEqual(jobs, []);
  });

  it('keeps a file that changes while it is adopted', async () => {
    const path = await download('x'.repeat(3 * 1024 * 1024));
    let grown = false;
    const onProgress = (): void => {
      if (!grown) appendFileSync(path, 'more');
      grown = true;
    };
    await failsWith(adoptFile(options(path, { onProgress })), { kind: 'damaged', problem: 'truncated' });
    assert.ok(existsSync(path));
    assert.deepEqual(await saved(), []);
    assert.deepEqual(jobs, []);
  });

  it('keeps the original when it is cancelled', async () => {
    const path = await download('x'.repeat(3 * 1024 * 1024));
    const ending = new AbortController();
    await failsWith(adoptFile(options(path, { signal: ending.signal, onProgress: () => ending.abort() })), {
      kind: 'cancelled',
    });
    assert.ok(existsSync(path));
    assert.deepEqual(await saved(), []);
  });

  it('copies, compares and then removes where a link cannot be', async () => {
    const path = await download();
    const { ino } = await stat(path);
    const seen: number[] = [];
    const adopted = await adoptFile(
      options(path, { link: otherDisk, onProgress: (read, total) => void seen.push(read / total) }),
    );
    assert.equal(await readFile(adopted.path, 'utf8'), CSV);
    assert.notEqual((await stat(adopted.path)).ino, ino);
    assert.equal(adopted.original, 'moved');
    assert.equal(existsSync(path), false);
    assert.equal(seen.at(-1), 1);
    assert.ok(jobs[0]?.state.step === 'done');
    assert.equal(jobs[0].state.file.sha256, createHash('sha256').update(CSV).digest('hex'));
  });

  it('keeps the original of a copy that could not be finished, and nothing else', async () => {
    const path = await download('x'.repeat(3 * 1024 * 1024));
    const ending = new AbortController();
    const copy = options(path, {
      link: otherDisk,
      signal: ending.signal,
      onProgress: (read, total) => {
        if (read > total / 2) ending.abort();
      },
    });
    await failsWith(adoptFile(copy), { kind: 'cancelled' });
    assert.equal((await stat(path)).size, 3 * 1024 * 1024);
    assert.deepEqual(await saved(), []);
  });

  it('says when the original could not be removed', async () => {
    const path = await download();
    await mkdir(join(folder(), 'exports'), { recursive: true });
    const record = async (job: Job): Promise<void> => {
      jobs.push(job);
      // Whoever runs the tests may be allowed everything, so the original is gone by another hand.
      await rm(path);
    };
    const adopted = await adoptFile(options(path, { record }));
    assert.equal(adopted.original, 'kept');
    assert.equal(await readFile(adopted.path, 'utf8'), CSV);
  });
});
