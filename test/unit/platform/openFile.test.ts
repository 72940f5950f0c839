import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { FileReply } from '../../../src/core/platform/exportPort.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import { openFile } from '../../../src/core/platform/openFile.ts';
import { failsWith } from './failsWith.ts';
import { startServer, type TestServer } from './startServer.ts';

const FILE = Buffer.from('0123456789'.repeat(10));
const ETAG = '"v1"';
const http = createHttp({ userAgent: 'Lectern/test' });
const noStop = new AbortController().signal;

/** Serves FILE as RFC 9110 says: ranges, guarded by If-Range. */
function serveFile(request: IncomingMessage, response: ServerResponse, etag = ETAG): void {
  const headers = { 'Accept-Ranges': 'bytes', ETag: etag, 'Content-Type': 'application/zip' };
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const from = Number(range?.[1] ?? 0);
  if (!range || request.headers['if-range'] !== etag) {
    response.writeHead(200, { ...headers, 'Content-Length': FILE.length }).end(FILE);
  } else if (from >= FILE.length) {
    response.writeHead(416, { 'Content-Range': `bytes */${FILE.length}` }).end();
  } else {
    const rest = FILE.subarray(from);
    const contentRange = `bytes ${from}-${FILE.length - 1}/${FILE.length}`;
    response
      .writeHead(206, { ...headers, 'Content-Length': rest.length, 'Content-Range': contentRange })
      .end(rest);
  }
}

async function bytes(reply: FileReply): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of reply.body as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('openFile', () => {
  let server: TestServer;
  let other: TestServer;
  let answer: RequestListener;
  let requests: IncomingMessage[];

  before(async () => {
    const listener: RequestListener = (request, response) => {
      requests.push(request);
      answer(request, response);
    };
    server = await startServer(listener);
    other = await startServer(listener);
  });
  beforeEach(() => {
    requests = [];
    answer = (request, response) => serveFile(request, response);
  });
  after(() => Promise.all([server.stop(), other.stop()]));

  const open = (resume?: { from: number; validator: string }, headers?: Record<string, string>) =>
    openFile(http, { url: `${server.url}/temporary/1.zip` }, resume, noStop, headers);

  it('opens a file from its beginning and says what is needed to go on later', async () => {
    const reply = await open();
    assert.deepEqual(
      { from: reply.from, total: reply.total, validator: reply.validator, type: reply.contentType },
      { from: 0, total: FILE.length, validator: ETAG, type: 'application/zip' },
    );
    assert.equal(await bytes(reply), FILE.toString());
    assert.equal(requests[0]?.headers['accept-encoding'], 'identity');
    assert.equal(requests[0].headers.range, undefined);
    assert.equal(requests[0].headers['if-range'], undefined);
  });

  it('goes on from where it stopped', async () => {
    const reply = await open({ from: 42, validator: ETAG });
    assert.deepEqual([reply.from, reply.total, reply.validator], [42, FILE.length, ETAG]);
    assert.equal(await bytes(reply), FILE.subarray(42).toString());
    assert.equal(requests[0]?.headers.range, 'bytes=42-');
    assert.equal(requests[0].headers['if-range'], ETAG);
  });

  it('starts again when the file has changed', async () => {
    answer = (request, response) => serveFile(request, response, '"v2"');
    const reply = await open({ from: 42, validator: ETAG });
    assert.deepEqual([reply.from, reply.total, reply.validator], [0, FILE.length, '"v2"']);
    assert.equal(await bytes(reply), FILE.toString());
  });

  it('starts again when the server does not know ranges', async () => {
    answer = (_request, response) => response.writeHead(200, { 'Content-Length': FILE.length }).end(FILE);
    const reply = await open({ from: 42, validator: ETAG });
    assert.deepEqual([reply.from, reply.total, reply.validator], [0, FILE.length, undefined]);
    assert.equal(await bytes(reply), FILE.toString());
  });

  it('starts again when the file is shorter than what is on disk (416)', async () => {
    const reply = await open({ from: 1000, validator: ETAG });
    assert.equal(reply.from, 0);
    assert.equal(await bytes(reply), FILE.toString());
    assert.equal(requests[1]?.headers.range, undefined);
  });

  it('starts again when the server goes on somewhere else', async () => {
    answer = (request, response) => {
      if (request.headers.range === undefined) serveFile(request, response);
      else response.writeHead(206, { 'Content-Range': 'bytes 40-99/100' }).end(FILE.subarray(40));
    };
    const reply = await open({ from: 42, validator: ETAG });
    assert.equal(reply.from, 0);
    assert.equal(await bytes(reply), FILE.toString());
  });

  it('does not know the total when a range does not say it', async () => {
    answer = (_request, response) =>
      response.writeHead(206, { 'Content-Range': 'bytes 42-99/*', ETag: ETAG }).end(FILE.subarray(42));
    const reply = await open({ from: 42, validator: ETAG });
    assert.deepEqual([reply.from, reply.total], [42, undefined]);
    reply.body.destroy();
  });

  it('does not know the total without Content-Length', async () => {
    answer = (_request, response) => {
      response.write(FILE.subarray(0, 10));
      response.end(FILE.subarray(10));
    };
    const reply = await open();
    assert.equal(reply.total, undefined);
    assert.equal(reply.validator, undefined);
    assert.equal(await bytes(reply), FILE.toString());
  });

  it('takes a date as validator, but neither a weak tag nor one without ranges', async () => {
    const date = 'Wed, 21 Oct 2026 07:28:00 GMT';
    const validator = async (headers: Record<string, string>): Promise<string | undefined> => {
      answer = (_request, response) => response.writeHead(200, headers).end();
      const reply = await open();
      reply.body.destroy();
      return reply.validator;
    };
    assert.equal(await validator({ 'Accept-Ranges': 'bytes', 'Last-Modified': date }), date);
    assert.equal(await validator({ 'Accept-Ranges': 'bytes', ETag: 'W/"1"' }), undefined);
    assert.equal(await validator({ 'Accept-Ranges': 'none', ETag: '"1"' }), undefined);
    assert.equal(await validator({ ETag: '"1"' }), undefined);
  });

  for (const [encoding, encode] of [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const) {
    it(`decodes a file that is stored as ${encoding}, and does not resume it`, async () => {
      const packed = encode(FILE);
      answer = (_request, response) => {
        const headers = { 'Content-Encoding': encoding, 'Content-Length': packed.length };
        response.writeHead(200, { ...headers, 'Accept-Ranges': 'bytes', ETag: ETAG }).end(packed);
      };
      const reply = await open();
      assert.deepEqual([reply.total, reply.validator], [undefined, undefined]);
      assert.equal(await bytes(reply), FILE.toString());
    });
  }

  it('does not append encoded bytes to a part', async () => {
    const packed = gzipSync(FILE);
    answer = (request, response) => {
      const headers = { 'Content-Encoding': 'gzip' };
      if (request.headers.range === undefined) response.writeHead(200, headers).end(packed);
      else
        response
          .writeHead(206, { ...headers, 'Content-Range': `bytes 5-99/${packed.length}` })
          .end(packed.subarray(5));
    };
    const reply = await open({ from: 5, validator: ETAG });
    assert.equal(reply.from, 0);
    assert.equal(await bytes(reply), FILE.toString());
  });

  it('passes a broken encoding and a broken connection on to the reader', async () => {
    answer = (_request, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('no gzip');
    await assert.rejects(bytes(await open()));
    answer = (request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.write(gzipSync(FILE).subarray(0, 12), () => request.socket.destroy());
    };
    await assert.rejects(bytes(await open()));
  });

  it('closes the socket when a decoded file is destroyed', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.write(gzipSync(FILE).subarray(0, 12));
    };
    const reply = await open();
    reply.body.destroy();
    await once(requests[0]!.socket, 'close');
  });

  for (const status of [403, 404, 410])
    it(`reads ${status} as an expired link and closes the answer`, async () => {
      answer = (_request, response) => void response.writeHead(status).write('<html>');
      await failsWith(open(), { kind: 'gone', missing: 'link' });
      await once(requests[0]!.socket, 'close');
    });

  it('fails as a server fault for everything else that is no file', async () => {
    for (const status of [204, 302, 401, 500, 503]) {
      answer = (_request, response) => response.writeHead(status).end();
      await failsWith(open(), { kind: 'serverFault', status, detail: '' });
    }
  });

  it('follows a redirect to another host, with its range', async () => {
    answer = (request, response) => {
      if (request.headers.host === server.host)
        response.writeHead(302, { Location: `${other.url}/elsewhere` }).end();
      else serveFile(request, response);
    };
    const reply = await open({ from: 42, validator: ETAG });
    assert.equal(reply.from, 42);
    assert.equal(await bytes(reply), FILE.subarray(42).toString());
    assert.deepEqual(
      requests.map(({ headers }) => headers.host),
      [server.host, other.host],
    );
  });

  it('gives up after five redirects', async () => {
    answer = (_request, response) => response.writeHead(302, { Location: '/again' }).end();
    await failsWith(open(), { kind: 'serverFault', detail: 'The server redirects in a circle.' });
    assert.equal(requests.length, 6);
  });

  it('follows no redirect with headers that are secret', async () => {
    answer = (_request, response) => response.writeHead(302, { Location: other.url }).end();
    await failsWith(open(undefined, { Cookie: 'session=1' }), {
      kind: 'serverFault',
      status: 302,
      detail: '',
    });
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.headers.cookie, 'session=1');
  });
});
