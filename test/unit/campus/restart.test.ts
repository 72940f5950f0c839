import assert from 'node:assert/strict';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { openCampus } from './openCampus.ts';

const pathOf = (url: string): string => new URL(url).pathname;

describe('a campus that starts again in the same folder', () => {
  it('keeps its credentials, its tasks and its files, at another address', async () => {
    const before = await openCampus();
    const { id } = await before.course(/Databases/);
    const { taskId, taskUri } = await before.start(`/courses/${id}/export/sources`, 'POST');
    const first = await before.finish(taskUri);
    const reply = await fetch(first.url!);
    const [bytes, tag] = [Buffer.from(await reply.arrayBuffer()), reply.headers.get('etag')];
    await before.campus.close();

    const after = await openCampus({}, before.stateDir);
    try {
      assert.equal(after.campus.codio.clientId, before.campus.codio.clientId);
      assert.equal(after.campus.codio.clientSecret, before.campus.codio.clientSecret);
      const again = await after.finish(`/courses/${id}/export/sources/progress/${taskId}`);
      assert.equal(pathOf(again.url!), pathOf(first.url!));
      assert.ok(again.url!.startsWith(after.campus.origin));
      const tail = await fetch(again.url!, { headers: { Range: 'bytes=1000-', 'If-Range': tag! } });
      assert.equal(tail.status, 206);
      assert.ok(Buffer.from(await tail.arrayBuffer()).equals(bytes.subarray(1000)));
    } finally {
      await after.end();
    }
  });

  it('finishes an export that was under way, with the bytes that it would have had', async () => {
    const before = await openCampus();
    const { id } = await before.course(/2024/);
    const path = `/courses/${id}/export/workdata`;
    const whole = Buffer.from(await (await fetch(await before.link(path, 'POST'))).arrayBuffer());
    const { taskId } = await before.start(path, 'POST');
    await before.campus.close();

    const after = await openCampus({}, before.stateDir);
    try {
      const { url } = await after.finish(`${path}/progress/${taskId}`);
      const bytes = Buffer.from(await (await fetch(url!)).arrayBuffer());
      assert.ok(bytes.equals(whole));
    } finally {
      await after.end();
    }
  });

  it('leaves no half file behind when it is closed in the middle', async () => {
    const lab = await openCampus({ big: 200 });
    try {
      const { id } = await lab.course(/Databases/);
      await lab.start(`/courses/${id}/export/workdata`, 'POST');
      await lab.campus.close();
      assert.deepEqual(
        (await readdir(join(lab.stateDir, 'files'))).filter((name) => name.endsWith('.part')),
        [],
      );
    } finally {
      await lab.end();
    }
  });

  it('removes files that are hours old, and makes them again when their task is asked for', async () => {
    const before = await openCampus();
    const { id } = await before.course(/Databases/);
    const { taskId, taskUri } = await before.start(`/courses/${id}/export/sources`, 'POST');
    const first = await before.finish(taskUri);
    const bytes = Buffer.from(await (await fetch(first.url!)).arrayBuffer());
    await before.campus.close();
    const folder = join(before.stateDir, 'files');
    const long = new Date(Date.now() - 7 * 3_600_000);
    for (const name of await readdir(folder)) await utimes(join(folder, name), long, long);

    const after = await openCampus({}, before.stateDir);
    try {
      assert.deepEqual(await readdir(folder), []);
      const { url } = await after.finish(`/courses/${id}/export/sources/progress/${taskId}`);
      assert.ok(Buffer.from(await (await fetch(url!)).arrayBuffer()).equals(bytes));
    } finally {
      await after.end();
    }
  });

  it('writes no address and no readable-by-all file to disk', async () => {
    const lab = await openCampus();
    try {
      const { id } = await lab.course(/Databases/);
      const { taskId, taskUri } = await lab.start(`/courses/${id}/export/coach`, 'POST');
      await lab.finish(taskUri);
      const path = join(lab.stateDir, 'tasks', `${taskId}.json`);
      assert.doesNotMatch(await readFile(path, 'utf8'), /http|127\.0/);
      if (process.platform !== 'win32') {
        assert.equal((await stat(join(lab.stateDir, 'campus.json'))).mode & 0o077, 0);
      }
    } finally {
      await lab.end();
    }
  });

  it('makes new credentials when the old ones cannot be read', async () => {
    const before = await openCampus();
    await before.campus.close();
    await rm(join(before.stateDir, 'campus.json'));
    const after = await openCampus({}, before.stateDir);
    try {
      assert.notEqual(after.campus.codio.clientSecret, before.campus.codio.clientSecret);
    } finally {
      await after.end();
    }
  });
});
