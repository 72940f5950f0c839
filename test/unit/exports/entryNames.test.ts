import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBufferPromise } from 'yauzl';
import { entryNames } from '../../../src/core/exports/parts/entryNames.ts';
import type { Job } from '../../../src/core/exports/job/job.ts';
import { packParts } from '../../../src/core/exports/parts/packParts.ts';

const AT = new Date(2026, 2, 5, 10, 20, 30);

describe('the entries of a zip of parts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-entries-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are called what every system can unpack, each only once', () => {
    const names = [
      'student',
      'workspaces/Lab 1: Hello, World (7cce430a)',
      'workspaces/lab 1 hello, world (7cce430a)',
      'workspaces/What? "a|b" <c>* (11112222)',
      'workspaces/CON',
      '../../etc/passwd',
      `students/${'x'.repeat(300)} (a)/workspace`,
      `students/${'x'.repeat(300)} (b)/workspace`,
      '',
    ];
    const made = [...entryNames(names.map((name, i) => ({ id: String(i), name }))).values()];
    assert.deepEqual(made.slice(0, 6), [
      'student',
      'workspaces/Lab 1 Hello, World (7cce430a)',
      'workspaces/lab 1 hello, world (7cce430a) (2)',
      'workspaces/What a b c (11112222)',
      'workspaces/_CON',
      'etc/passwd',
    ]);
    assert.equal(new Set(made).size, names.length);
    assert.equal(made.at(-1), 'part');
  });

  it('are of the time at which the zip was made; its manifest keeps the true names', async () => {
    const request = {
      kind: 'assignmentCsv',
      course: { id: 'c', name: 'Course' },
      assignment: { id: 'a', name: 'Lab 1: Hello' },
    } as const;
    const job: Job = {
      id: '0-x',
      connectionId: 'k',
      request,
      folder,
      createdAt: '2020-01-01T00:00:00.000Z',
      name: 'Lab 1: Hello',
      state: { step: 'cancelled', finishedAt: '2020-01-01T00:00:00.000Z' },
    };
    const path = join(folder, 'a.zip');
    await packParts(job, [job], path, AT, new AbortController().signal);
    const zip = await fromBufferPromise(readFileSync(path));
    for await (const entry of zip.eachEntry()) {
      assert.deepEqual(entry.getLastModDate(), AT);
      const text = (await buffer(await zip.openReadStreamPromise(entry))).toString();
      assert.match(text, /"createdAt": "2026-03-05T/);
      assert.match(text, /"path": "Lab 1 Hello"/);
      assert.match(text, /"name": "Lab 1: Hello"/);
    }
  });
});
