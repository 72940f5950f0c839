import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { openCampus, RequestsSchema, type TestCampus } from './openCampus.ts';

describe('the files of the sample campus', () => {
  let lab: TestCampus;
  let url: string;
  let whole: Buffer;

  before(async () => {
    lab = await openCampus();
    const { id } = await lab.course(/Databases/);
    url = await lab.link(`/courses/${id}/export/sources`, 'POST');
    whole = Buffer.from(await (await fetch(url)).arrayBuffer());
  });
  after(() => lab.end());
  afterEach(() =>
    lab.sandbox('/faults', {
      download: 'ok',
      downloadTimes: null,
      cutAfter: null,
      bytesPerSecond: 0,
      contentLength: true,
      ranges: true,
      validator: 'strong',
    }),
  );

  const part = async (
    headers: Record<string, string>,
  ): Promise<{ status: number; range: string | null; bytes: Buffer }> => {
    const reply = await fetch(url, { headers });
    const bytes = Buffer.from(await reply.arrayBuffer());
    return { status: reply.status, range: reply.headers.get('content-range'), bytes };
  };
  const tagOf = async (): Promise<string> => (await fetch(url, { method: 'HEAD' })).headers.get('etag')!;

  it('come without a token, with length, type, date and a strong tag', async () => {
    const reply = await fetch(url);
    assert.equal(reply.status, 200);
    assert.equal(Number(reply.headers.get('content-length')), whole.length);
    assert.equal(reply.headers.get('accept-ranges'), 'bytes');
    assert.equal(reply.headers.get('content-type'), 'application/zip');
    assert.match(reply.headers.get('etag')!, /^"[0-9a-f]{32}"$/);
    assert.ok(Date.parse(reply.headers.get('last-modified')!) > 0);
    await reply.arrayBuffer();
  });

  it('are known to the sandbox by size and SHA-256', async () => {
    const files = v.parse(
      v.array(v.object({ name: v.string(), size: v.number(), sha256: v.string() })),
      await lab.sandbox('/files'),
    );
    const file = files.find(({ name }) => url.endsWith(name))!;
    assert.equal(file.size, whole.length);
    assert.equal(file.sha256, createHash('sha256').update(whole).digest('hex'));
  });

  it('answer HEAD without a body', async () => {
    const reply = await fetch(url, { method: 'HEAD' });
    assert.equal(Number(reply.headers.get('content-length')), whole.length);
    assert.equal((await reply.arrayBuffer()).byteLength, 0);
  });

  it('come in parts', async () => {
    const tail = await part({ Range: 'bytes=100-' });
    assert.equal(tail.status, 206);
    assert.equal(tail.range, `bytes 100-${whole.length - 1}/${whole.length}`);
    assert.ok(tail.bytes.equals(whole.subarray(100)));
    assert.ok((await part({ Range: 'bytes=10-19' })).bytes.equals(whole.subarray(10, 20)));
    const beyond = await part({ Range: `bytes=${whole.length}-` });
    assert.equal(beyond.status, 416);
    assert.equal(beyond.range, `bytes */${whole.length}`);
  });

  it('come in parts only if they are still the same', async () => {
    const tag = await tagOf();
    assert.equal((await part({ Range: 'bytes=100-', 'If-Range': tag })).status, 206);
    const other = await part({ Range: 'bytes=100-', 'If-Range': '"another"' });
    assert.equal(other.status, 200);
    assert.ok(other.bytes.equals(whole));
    await lab.sandbox('/faults', { validator: 'changing' });
    assert.equal((await part({ Range: 'bytes=100-', 'If-Range': await tagOf() })).status, 200);
  });

  it('come whole from a server without ranges', async () => {
    await lab.sandbox('/faults', { ranges: false });
    const reply = await fetch(url, { headers: { Range: 'bytes=100-' } });
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('accept-ranges'), null);
    assert.ok(Buffer.from(await reply.arrayBuffer()).equals(whole));
  });

  it('come without a length', async () => {
    await lab.sandbox('/faults', { contentLength: false });
    const reply = await fetch(url);
    assert.equal(reply.headers.get('content-length'), null);
    assert.ok(Buffer.from(await reply.arrayBuffer()).equals(whole));
  });

  it('break off after so many bytes, as often as they should', async () => {
    await lab.sandbox('/faults', { download: 'truncated', cutAfter: 1000, downloadTimes: 1 });
    await lab.sandbox('/requests', undefined, 'DELETE');
    const asked = request(url);
    asked.end();
    const [reply] = v.parse(v.tuple([v.custom<IncomingMessage>(() => true)]), await once(asked, 'response'));
    let got = 0;
    await assert.rejects(async () => {
      for await (const chunk of reply) got += (chunk as Buffer).length;
    }, /aborted/);
    assert.equal(Number(reply.headers['content-length']), whole.length);
    assert.equal(got, 1000);
    const log = v.parse(RequestsSchema, await lab.sandbox('/requests'));
    assert.deepEqual(
      log.filter(({ path }) => path.startsWith('/temporary')).map(({ status, bytes }) => [status, bytes]),
      [[200, 1000]],
    );
    assert.ok((await part({})).bytes.equals(whole));
  });

  it('are too short without a word', async () => {
    await lab.sandbox('/faults', { download: 'short' });
    const { status, bytes } = await part({});
    assert.equal(status, 200);
    assert.ok(bytes.equals(whole.subarray(0, Math.floor(whole.length / 2))));
  });

  it('are gone, forbidden, elsewhere or a web page', async () => {
    const statusFor = async (download: string): Promise<number> => {
      await lab.sandbox('/faults', { download });
      return (await fetch(url, { redirect: 'manual' })).status;
    };
    assert.equal(await statusFor('gone'), 404);
    assert.equal(await statusFor('forbidden'), 403);
    assert.equal(await statusFor('redirect'), 302);
    assert.ok((await part({})).bytes.equals(whole));
    await lab.sandbox('/faults', { download: 'html' });
    assert.match((await part({})).bytes.toString(), /^<!doctype html>/);
  });

  it('come slowly, and whole', async () => {
    await lab.sandbox('/faults', { bytesPerSecond: 200_000 });
    assert.ok((await part({})).bytes.equals(whole));
  });

  it('are nowhere but in their folder', async () => {
    for (const name of [
      '..%2Fcampus.json',
      '..',
      '.',
      'campus.json',
      `${new URL(url).pathname.slice(11)}.json`,
    ]) {
      assert.equal((await fetch(`${lab.campus.origin}/temporary/${name}`)).status, 404, name);
    }
  });

  it('expire', async () => {
    await lab.sandbox('/clock', { advanceMs: 7 * 24 * 3_600_000 });
    assert.equal((await part({})).status, 404);
  });
});
