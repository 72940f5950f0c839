import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createHttp } from '../../../src/core/platform/http.ts';
import { failsWith } from './failsWith.ts';
import { LOOPBACK_CERTIFICATE } from './loopbackCertificate.ts';
import { startServer, type TestServer } from './startServer.ts';

const http = createHttp({ userAgent: 'Lectern/test' });
const noStop = new AbortController().signal;

describe('createHttp', () => {
  let server: TestServer;
  let answer: RequestListener;
  let requests: IncomingMessage[];
  let ports: Set<number | undefined>;

  before(async () => {
    server = await startServer((request, response) => {
      requests.push(request);
      ports.add(request.socket.remotePort);
      answer(request, response);
    });
  });
  beforeEach(() => {
    requests = [];
    ports = new Set();
    answer = (_request, response) => response.end('ok');
  });
  after(() => server.stop());

  it('takes any status as an answer and reads its text as UTF-8', async () => {
    answer = (_request, response) => {
      response.writeHead(418, { 'X-Any': 'thing', 'Set-Cookie': ['a=1', 'b=2'] }).end('ö 学');
    };
    const reply = await http.send({ method: 'GET', url: `${server.url}/a` }, noStop);
    assert.equal(reply.status, 418);
    assert.equal(reply.text, 'ö 学');
    assert.equal(reply.headers['x-any'], 'thing');
    assert.deepEqual(reply.headers['set-cookie'], ['a=1', 'b=2']);
  });

  it('sends the user agent, the given headers and the body', async () => {
    let body = '';
    answer = (request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.end());
    };
    await http.send(
      {
        method: 'POST',
        url: server.url,
        body: '{"a":"é"}',
        headers: { 'Content-Type': 'application/json' },
      },
      noStop,
    );
    assert.equal(body, '{"a":"é"}');
    assert.equal(requests[0]?.headers['user-agent'], 'Lectern/test');
    assert.equal(requests[0].headers['content-type'], 'application/json');
  });

  it('sends a POST without a body with length 0 and no type', async () => {
    await http.send({ method: 'POST', url: server.url }, noStop);
    assert.equal(requests[0]?.headers['content-length'], '0');
    assert.equal(requests[0].headers['content-type'], undefined);
  });

  it('decompresses text', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('packed'));
    };
    assert.equal((await http.send({ method: 'GET', url: server.url }, noStop)).text, 'packed');
  });

  it('follows no redirect unless it is told to', async () => {
    answer = (request, response) => {
      if (request.url === '/a') response.writeHead(302, { Location: '/b' }).end();
      else response.end('b');
    };
    const headers = { Authorization: 'Bearer secret' };
    const reply = await http.send({ method: 'GET', url: `${server.url}/a`, headers }, noStop);
    assert.equal(reply.status, 302);
    assert.equal(requests.length, 1);
    const followed = await http.send({ method: 'GET', url: `${server.url}/a`, maxRedirects: 5 }, noStop);
    assert.equal(followed.text, 'b');
  });

  it('says when redirects go in a circle', async () => {
    answer = (_request, response) => response.writeHead(302, { Location: '/' }).end();
    await failsWith(http.send({ method: 'GET', url: server.url, maxRedirects: 3 }, noStop), {
      kind: 'serverFault',
      detail: 'The server redirects in a circle.',
    });
  });

  it('fails as timed out when no answer begins', async () => {
    answer = () => undefined;
    await failsWith(http.send({ method: 'GET', url: server.url, timeoutMs: 50 }, noStop), {
      kind: 'timedOut',
      afterMs: 50,
    });
    await failsWith(http.open({ method: 'GET', url: server.url, timeoutMs: 50 }, noStop), {
      kind: 'timedOut',
      afterMs: 50,
    });
  });

  it('has no timeout for the body of a stream that has begun', async () => {
    answer = (_request, response) => {
      response.write('a');
      setTimeout(() => response.end('b'), 150);
    };
    const reply = await http.open({ method: 'GET', url: server.url, timeoutMs: 50 }, noStop);
    const chunks: Buffer[] = [];
    for await (const chunk of reply.body as AsyncIterable<Buffer>) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), 'ab');
  });

  it('fails as offline, with the code and the host but without the address', async () => {
    const gone = await startServer(() => undefined);
    await gone.stop();
    const url = `${gone.url}/token?client_secret=hush`;
    await failsWith(http.send({ method: 'GET', url }, noStop), {
      kind: 'offline',
      host: gone.host,
      code: 'ECONNREFUSED',
    });
    const error: unknown = await http.send({ method: 'GET', url }, noStop).catch((thrown: unknown) => thrown);
    assert.ok(!inspect(error, { depth: 9 }).includes('hush'));
  });

  it('fails as offline when the connection breaks before or in the middle of an answer', async () => {
    answer = (request) => request.socket.destroy();
    await failsWith(http.send({ method: 'GET', url: server.url }, noStop), {
      kind: 'offline',
      host: server.host,
      code: 'ECONNRESET',
    });
    answer = (request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => request.socket.destroy());
    };
    await failsWith(http.send({ method: 'GET', url: server.url }, noStop), {
      kind: 'offline',
      host: server.host,
      code: 'ECONNRESET',
    });
  });

  it('does not read an answer without end', async () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024), { level: 1 });
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb);
    };
    await failsWith(http.send({ method: 'GET', url: server.url }, noStop), {
      kind: 'serverFault',
      detail: 'The answer of the server is too large.',
    });
  });

  it('takes nothing but web addresses', async () => {
    for (const url of ['data:text/plain,hello', 'file:///etc/hosts', 'nonsense', 'http://', 'http://a b'])
      await failsWith(http.send({ method: 'GET', url }, noStop), {
        kind: 'badInput',
        detail: 'This is not a web address.',
      });
  });

  it('sends nothing when it is cancelled beforehand', async () => {
    await failsWith(http.send({ method: 'GET', url: server.url }, AbortSignal.abort()), {
      kind: 'cancelled',
    });
    assert.equal(requests.length, 0);
  });

  it('closes the socket of a cancelled request and leaves no listener behind', async () => {
    const stop = new AbortController();
    const arrived = new Promise<void>((resolve) => (answer = () => resolve()));
    const work = http.send({ method: 'GET', url: server.url }, stop.signal);
    await arrived;
    stop.abort();
    await failsWith(work, { kind: 'cancelled' });
    await once(requests[0]!.socket, 'close');
    assert.equal(getEventListeners(stop.signal, 'abort').length, 0);
  });

  it('leaves no listener behind on a signal that outlives many requests', async () => {
    const stop = new AbortController();
    for (let i = 0; i < 5; i += 1) await http.send({ method: 'GET', url: server.url }, stop.signal);
    assert.equal(getEventListeners(stop.signal, 'abort').length, 0);
    assert.equal(ports.size, 1, 'one socket serves all');
  });

  it('opens a new connection for each request when it is told to', async () => {
    const fresh = createHttp({ userAgent: 'x', keepAlive: false });
    for (let i = 0; i < 3; i += 1) await fresh.send({ method: 'GET', url: server.url }, noStop);
    assert.equal(ports.size, 3);
  });

  for (const maxRedirects of [0, 5]) {
    describe(`a stream, with ${maxRedirects} redirects`, () => {
      const opened = async (signal: AbortSignal) => {
        answer = (_request, response) => {
          response.writeHead(200, { 'Content-Length': '1000000' });
          response.write('x');
        };
        return await http.open({ method: 'GET', url: server.url, maxRedirects }, signal);
      };

      it('closes its socket when it is destroyed, and leaves no listener behind', async () => {
        const stop = new AbortController();
        const { body } = await opened(stop.signal);
        body.destroy();
        await once(requests[0]!.socket, 'close');
        assert.equal(getEventListeners(stop.signal, 'abort').length, 0);
      });

      it('closes its socket when it is cancelled, and leaves no listener behind', async () => {
        const stop = new AbortController();
        const { body } = await opened(stop.signal);
        const ended = assert.rejects(async () => {
          for await (const chunk of body) assert.ok(chunk);
        });
        stop.abort();
        await ended;
        await once(requests[0]!.socket, 'close');
        assert.ok(body.destroyed);
        assert.equal(getEventListeners(stop.signal, 'abort').length, 0);
      });

      it('closes its socket when it is cancelled while nobody reads', async () => {
        const stop = new AbortController();
        const { body } = await opened(stop.signal);
        stop.abort();
        await once(requests[0]!.socket, 'close');
        await new Promise((resolve) => setImmediate(resolve));
        assert.ok(body.destroyed);
      });

      it('fails its reader when the server closes early', async () => {
        answer = (request, response) => {
          response.writeHead(200, { 'Content-Length': '1000000' });
          response.write('x', () => request.socket.destroy());
        };
        const { body } = await http.open({ method: 'GET', url: server.url, maxRedirects }, noStop);
        await assert.rejects(async () => {
          for await (const chunk of body) assert.ok(chunk);
        });
      });
    });
  }

  describe('with certificates', () => {
    let secure: TestServer;
    let folder: string;

    before(async () => {
      secure = await startServer((_request, response) => {
        response.writeHead(302, { Location: `${server.url}/open` }).end('secure');
      }, true);
      folder = await mkdtemp(join(tmpdir(), 'lectern-http-'));
      await writeFile(join(folder, 'ca.pem'), LOOPBACK_CERTIFICATE);
    });
    after(async () => {
      await secure.stop();
      await rm(folder, { recursive: true });
    });

    it('refuses a certificate that nobody vouches for', async () => {
      await failsWith(http.send({ method: 'GET', url: secure.url }, noStop), {
        kind: 'offline',
        host: secure.host,
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      });
    });

    it("takes the school's own authority", async () => {
      const trusting = createHttp({ userAgent: 'x', caFile: join(folder, 'ca.pem') });
      assert.equal((await trusting.send({ method: 'GET', url: secure.url }, noStop)).text, 'secure');
    });

    it('does not follow a redirect from an encrypted to an open address', async () => {
      const trusting = createHttp({ userAgent: 'x', caFile: join(folder, 'ca.pem') });
      await failsWith(trusting.open({ method: 'GET', url: secure.url, maxRedirects: 5 }, noStop), {
        kind: 'serverFault',
        detail: 'The server redirects to an unencrypted address.',
      });
      assert.equal(requests.length, 0);
    });

    it('says when the authority file is missing, and tries again next time', async () => {
      const path = join(folder, 'later.pem');
      const trusting = createHttp({ userAgent: 'x', caFile: path });
      await failsWith(trusting.send({ method: 'GET', url: secure.url }, noStop), {
        kind: 'disk',
        problem: 'missing',
        path,
      });
      await writeFile(path, LOOPBACK_CERTIFICATE);
      assert.equal((await trusting.send({ method: 'GET', url: secure.url }, noStop)).text, 'secure');
    });
  });
});
