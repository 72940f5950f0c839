import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { sniff } from '../../../src/core/exports/file/fileKind.ts';
import { exportPath, fileNameOf } from '../../../src/core/exports/file/fileName.ts';
import { makeFolder } from '../../../src/core/storage/makeFolder.ts';
import { takeLease } from '../../../src/core/storage/lease.ts';
import { pollDelay } from '../../../src/core/exports/run/pollDelay.ts';
import { freePath, publishFile } from '../../../src/core/exports/file/publishFile.ts';
import { verifyFile } from '../../../src/core/exports/file/verifyFile.ts';
import { portableZstd, zstdDecompress } from '../../../src/core/exports/file/zstdDecompress.ts';
import type { ExportRequest } from '../../../src/core/platform/exportRequest.ts';
import { failureOf } from '../../../src/core/platform/failure.ts';
import { handmadeZip } from '../archives/handmadeZip.ts';
import { scratchFolder } from './scratch.ts';

describe('exportPath', () => {
  const at = new Date(2026, 2, 5, 9, 7, 3);
  const request: ExportRequest = { kind: 'sources', course: { id: 'c', name: 'CS/101: “Intro”?' } };

  it('fills the template, and drops what is empty', () => {
    assert.deepEqual(exportPath('{course}/{export} {scope} {date} {time}', request, at), [
      'CS 101 “Intro”',
      'Sources 2026-03-05 090703',
    ]);
  });

  it('never leaves the export folder, whatever the template and the names', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '.', '../..', 'CON', 'a/../b', ' . '),
    );
    fc.assert(
      fc.property(names, names, (name, template) => {
        const path = exportPath(`${template}/{course}`, { kind: 'sources', course: { id: 'c', name } }, at);
        assert(path.length > 0);
        for (const part of path) {
          assert(
            part !== '' && !part.startsWith('.') && !/[. ]$/.test(part) && !/[\p{Cc}<>:"/\\|?*]/u.test(part),
            part,
          );
          assert(Buffer.byteLength(part) <= 200);
        }
      }),
    );
  });

  it('is stable: a cleaned name is clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        assert.equal(fileNameOf(fileNameOf(text)), fileNameOf(text)),
      ),
    );
  });
});

describe('sniff', () => {
  it('tells files by their first bytes', () => {
    assert.equal(sniff(Buffer.from('PK\x03\x04')), 'zip');
    assert.equal(sniff(zlib.gzipSync('x')), 'tar.gz');
    assert.equal(sniff(Buffer.from([0x28, 0xb5, 0x2f, 0xfd])), 'tar.zst');
    assert.equal(sniff(Buffer.from('\uFEFFName,Mail\n')), 'csv');
    assert.equal(sniff(Buffer.from('\n <!DOCTYPE html>')), 'webPage');
    assert.equal(sniff(Buffer.from([1, 0, 2])), 'unknown');
  });
});

describe('verifyFile', () => {
  const folder = scratchFolder();
  const signal = new AbortController().signal;
  const verify = (bytes: Buffer, kind: ExportRequest['kind']): Promise<string> => {
    const path = join(folder(), 'file');
    writeFileSync(path, bytes);
    return verifyFile(path, kind, signal);
  };
  const damaged =
    (problem: string) =>
    (error: unknown): true => {
      assert.deepEqual(failureOf(error), { kind: 'damaged', problem });
      return true;
    };
  const tar = async (): Promise<Buffer> => {
    const stream = pack();
    stream.entry({ name: 'a.txt' }, 'hello'.repeat(5_000));
    stream.finalize();
    return buffer(stream);
  };

  it('takes whole archives, and refuses cut ones', async () => {
    const gz = zlib.gzipSync(await tar());
    assert.equal(await verify(gz, 'workspace'), 'tar.gz');
    await assert.rejects(verify(gz.subarray(0, gz.length - 20), 'workspace'), damaged('unreadable'));
    await assert.rejects(
      verify(Buffer.from('PK\x03\x04 and no directory'), 'coursework'),
      damaged('unreadable'),
    );
  });

  it('takes a zip whatever the names in it, and refuses one whose directory is cut or lies', async () => {
    const names = ['../../evil.txt', '/abs/evil.txt', 'M/back\\slash.py', 'C:\\evil.txt', 'M/main.py'];
    const entries = names.map((name) => ({ name, content: 'x' }));
    assert.equal(await verify(handmadeZip(entries), 'coursework'), 'zip');
    await assert.rejects(
      verify(handmadeZip(entries, { count: 6 }), 'coursework'),
      damaged('unreadable'),
      'an entry is missing',
    );
    await assert.rejects(
      verify(handmadeZip([...entries, { name: 'far', position: 1_000_000 }]), 'coursework'),
      damaged('unreadable'),
      'an entry lies behind the end',
    );
  });

  it('refuses a file of another kind', async () => {
    await assert.rejects(verify(Buffer.from('a,b\n'), 'coursework'), damaged('wrongKind'));
    await assert.rejects(verify(Buffer.from('<html>'), 'studentCsv'), damaged('webPage'));
  });

  const native = zlib as { zstdCompressSync?: (data: Buffer) => Buffer };
  if (native.zstdCompressSync) {
    const compress = native.zstdCompressSync;
    it('takes a whole .tar.zst, and refuses a cut one', async () => {
      const zst = compress(await tar());
      assert.equal(await verify(zst, 'workspace'), 'tar.zst');
      await assert.rejects(verify(zst.subarray(0, zst.length - 8), 'workspace'), damaged('unreadable'));
    });

    it('decodes the same with the portable decoder as with Node’s own', async () => {
      const plain = Buffer.from('lectern '.repeat(50_000));
      const frames = Buffer.concat([compress(plain), compress(Buffer.from('second frame'))]);
      for (const decoder of [await zstdDecompress(), await portableZstd()]) {
        const slices = Array.from({ length: Math.ceil(frames.length / 7) }, (_, i) =>
          frames.subarray(i * 7, i * 7 + 7),
        );
        assert.equal(
          (await buffer(Readable.from(slices).pipe(decoder))).toString(),
          `${plain.toString()}second frame`,
        );
      }
      await assert.rejects(buffer(Readable.from([frames.subarray(0, 20)]).pipe(await portableZstd())));
    });
  }
});

describe('publishFile', () => {
  const folder = scratchFolder();
  const path = (name: string): string => join(folder(), name);

  it('names the part, and can be called again after a crash', async () => {
    writeFileSync(path('a.part'), 'x');
    assert.equal(await publishFile(path('a.part'), path('a.zip')), true);
    assert.deepEqual(readdirSync(folder()), ['a.zip']);
    assert.equal(await publishFile(path('a.part'), path('a.zip')), true);
  });

  it('replaces nothing', async () => {
    writeFileSync(path('a.part'), 'new');
    writeFileSync(path('a.zip'), 'old');
    assert.equal(await publishFile(path('a.part'), path('a.zip')), false);
    assert.equal(readFileSync(path('a.zip'), 'utf8'), 'old');
    assert.equal(await freePath(path('a'), 'zip'), path('a (2).zip'));
  });

  it('fails when neither part nor file is there', async () => {
    await assert.rejects(publishFile(path('a.part'), path('a.zip')), { code: 'ENOENT' });
  });
});

describe('takeLease', () => {
  const folder = scratchFolder();
  const path = (): string => join(folder(), 'job.lease');

  it('is held by one at a time', async () => {
    const lease = await takeLease(path());
    assert(lease);
    assert.equal(await takeLease(path()), undefined);
    await lease.release();
    const next = await takeLease(path());
    assert(next);
    await next.release();
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('is void when its process is gone', async () => {
    const { hostname } = await import('node:os');
    writeFileSync(path(), `999999999 ${hostname()} mark`);
    const lease = await takeLease(path());
    assert(lease);
    await lease.release();
  });

  it('of another machine is void only without a heartbeat', async () => {
    writeFileSync(path(), '1 elsewhere mark');
    assert.equal(await takeLease(path()), undefined);
    const { utimesSync } = await import('node:fs');
    utimesSync(path(), new Date(0), new Date(0));
    const lease = await takeLease(path());
    assert(lease);
    await lease.release();
  });

  it('goes to one of many who find it void', async () => {
    const { hostname } = await import('node:os');
    writeFileSync(path(), `999999999 ${hostname()} mark`);
    const leases = await Promise.all(Array.from({ length: 20 }, () => takeLease(path())));
    const got = leases.filter((lease) => lease !== undefined);
    assert.equal(got.length, 1);
    await got[0]!.release();
  });

  it('is readable by its owner only', async () => {
    const lease = await takeLease(path());
    assert.equal(statSync(path()).mode & 0o077, 0);
    await lease!.release();
  });
});

describe('pollDelay', () => {
  const schedule = { delays: [1, 2, 3], slowAfter: 100, slowDelay: 30, limit: 1_000 };
  it('backs off, slows down and ends', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 9].map((polls) => pollDelay(schedule, polls, 50)),
      [1, 2, 3, 3, 3],
    );
    assert.equal(pollDelay(schedule, 3, 100), 30);
    assert.equal(pollDelay(schedule, 3, 1_000), undefined);
  });
});

describe('makeFolder', () => {
  const folder = scratchFolder();

  it('makes a folder and those above it, and takes one that is there', async () => {
    const path = join(folder(), 'a', 'b', 'c');
    await makeFolder(path);
    await makeFolder(path);
    assert(statSync(path).isDirectory());
  });

  it('makes it once for many at a time', async () => {
    const path = join(folder(), 'x', 'y', 'z');
    await Promise.all(Array.from({ length: 20 }, () => makeFolder(path)));
    assert(statSync(path).isDirectory());
  });

  it('fails where a file is in the way', async () => {
    writeFileSync(join(folder(), 'file'), '');
    const failures = ['file', 'file/below'].map((name) =>
      makeFolder(join(folder(), name)).catch((error: unknown) => failureOf(error)),
    );
    for (const failure of await Promise.all(failures)) {
      assert(failure?.kind === 'disk' && failure.problem === 'denied');
    }
  });

  if (existsSync('/proc/self')) {
    it('fails, and ends, where the file system makes none', async () => {
      await assert.rejects(makeFolder('/proc/lectern/exports'), { code: 'ENOENT' });
    });
  }
});
