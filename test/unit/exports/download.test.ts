import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { download, type Downloaded, type FileFacts } from '../../../src/core/exports/file/download.ts';
import { failureOf, type Failure } from '../../../src/core/platform/failure.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import { openFile } from '../../../src/core/platform/openFile.ts';
import { startFileServer, type FileServer } from './fileServer.ts';
import { scratchFolder } from './scratch.ts';

describe('download', () => {
  const folder = scratchFolder();
  const http = createHttp({ userAgent: 'test' });
  let server: FileServer;
  let facts: FileFacts = {};

  beforeEach(async () => {
    server = await startFileServer(randomBytes(3_000_000));
    facts = {};
  });
  afterEach(() => server.close());

  const part = (): string => join(folder(), 'x.part');
  const get = (
    options: { known?: FileFacts; stallMs?: number; signal?: AbortSignal; partPath?: string } = {},
  ): Promise<Downloaded> =>
    download({
      partPath: options.partPath ?? part(),
      known: options.known ?? {},
      open: (resume, signal) => openFile(http, { url: `${server.origin}/file` }, resume, signal),
      onOpened: (opened) => {
        facts = opened;
        return Promise.resolve();
      },
      onProgress: () => undefined,
      stallMs: options.stallMs ?? 10_000,
      signal: options.signal ?? new AbortController().signal,
    });
  const failure =
    (expected: Partial<Failure>) =>
    (error: unknown): true => {
      assert.deepEqual({ ...failureOf(error), ...expected }, failureOf(error));
      return true;
    };
  const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

  it('writes and hashes the whole file', async () => {
    const { size, sha256: hash } = await get();
    assert.equal(size, server.body.length);
    assert.equal(hash, sha256(server.body));
    assert(readFileSync(part()).equals(server.body));
  });

  it('takes a file without Content-Length', async () => {
    server.faults.length = false;
    assert.equal((await get()).sha256, sha256(server.body));
  });

  it('keeps what came before a broken connection, and goes on from there', async () => {
    server.faults.breakAfter = [1_000_000];
    await assert.rejects(get(), failure({ kind: 'damaged', problem: 'truncated' }));
    const kept = readFileSync(part());
    assert(kept.length > 0 && kept.equals(server.body.subarray(0, kept.length)));

    server.sent = 0;
    assert.equal((await get({ known: facts })).sha256, sha256(server.body));
    assert.equal(server.sent, server.body.length - kept.length);
    assert(readFileSync(part()).equals(server.body));
  });

  it('asks for nothing when the part is complete', async () => {
    await get();
    const before = server.requests.length;
    assert.equal((await get({ known: facts })).sha256, sha256(server.body));
    assert.equal(server.requests.length, before);
  });

  it('starts again when the file has changed on the server', async () => {
    server.faults.breakAfter = [1_000_000];
    await assert.rejects(get());
    server.body = randomBytes(2_000_000);
    assert.equal((await get({ known: facts })).sha256, sha256(server.body));
    assert(readFileSync(part()).equals(server.body));
  });

  it('starts again when the server has no ranges', async () => {
    server.faults.ranges = false;
    server.faults.breakAfter = [1_000_000];
    await assert.rejects(get());
    assert.equal(facts.validator, undefined);
    assert.equal((await get({ known: facts })).sha256, sha256(server.body));
  });

  it('puts the facts on record before the first byte is written', async () => {
    await assert.rejects(
      download({
        partPath: part(),
        known: {},
        open: (resume, signal) => openFile(http, { url: `${server.origin}/file` }, resume, signal),
        onOpened: () => Promise.reject(new Error('ledger')),
        onProgress: () => undefined,
        stallMs: 1_000,
        signal: new AbortController().signal,
      }),
      /ledger/,
    );
    assert(!existsSync(part()));
  });

  it('gives up on a server that stops sending', async () => {
    server.faults.rate = 10;
    await assert.rejects(get({ stallMs: 5 }), failure({ kind: 'timedOut', afterMs: 5 }));
  });

  it('stops when it is told to, and keeps the part', async () => {
    server.faults.rate = 1_000_000;
    const controller = new AbortController();
    const running = get({ signal: controller.signal });
    while (!existsSync(part())) await new Promise((done) => setTimeout(done, 5));
    controller.abort();
    await assert.rejects(running, failure({ kind: 'cancelled' }));
    assert(existsSync(part()));
  });

  if (existsSync('/dev/full')) {
    it('says that the disk is full', async () => {
      const full = join(folder(), 'full.part');
      symlinkSync('/dev/full', full);
      await assert.rejects(get({ partPath: full }), failure({ kind: 'disk', problem: 'full' }));
    });
  }

  it('says that the folder is gone', async () => {
    await assert.rejects(
      get({ partPath: join(folder(), 'none', 'x.part') }),
      failure({ kind: 'disk', problem: 'missing' }),
    );
  });

  it('ignores a part that nobody vouches for', async () => {
    writeFileSync(part(), 'something else');
    assert.equal((await get()).sha256, sha256(server.body));
    assert(readFileSync(part()).equals(server.body));
  });
});
