import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Authority } from './authority.ts';
import { TEST_GIT_ENV } from './runGit.ts';

/** A Git server on loopback. What it does is in the first part of an address: see {@link BEHAVIOURS}. */
export type GitServer = {
  /** `https://127.0.0.1:PORT` */
  readonly origin: string;
  /** Bytes in both directions, encrypted, since it was started. */
  readonly bytes: () => number;
  /** Requests so far, as `GET /smart/x.git/info/refs`. */
  readonly requests: readonly string[];
  /** What the clients of those requests call themselves, each once. */
  readonly agents: ReadonlySet<string>;
  /** How many requests are answered at this moment. */
  readonly open: () => number;
  close(): Promise<void>;
};

type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  root: string,
) => void | Promise<void>;

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(code, headers).end('No.\n');

/**
 * - `smart`: git http-backend; `plain`: the same, and never the newer protocol; `dumb`: files
 * - `stall`: lists its refs and then says nothing; `silent`: says nothing at all
 * - `cut`: breaks off in the middle of a pack; `short`: ends there as if that were all; `cutRefs`: breaks off in the list of refs
 * - `moved`: redirects to `smart`; `open`: redirects to plain http; `elsewhere`: redirects to `page`
 * - `signin`: redirects to a page to sign in, below `users`
 */
const BEHAVIOURS: Readonly<Record<string, Answer>> = {
  smart: httpBackend,
  plain: (request, ...rest) => {
    delete request.headers['git-protocol'];
    return httpBackend(request, ...rest);
  },
  dumb: sendFile,
  stall: (request, ...rest) => (request.method === 'GET' ? httpBackend(request, ...rest) : undefined),
  silent: () => undefined,
  cut: (request, response, ...rest) => {
    if (request.method === 'GET') return httpBackend(request, response, ...rest);
    beginPack(response);
    setImmediate(() => response.destroy());
    return undefined;
  },
  short: (request, response, ...rest) => {
    if (request.method === 'GET') return httpBackend(request, response, ...rest);
    return void beginPack(response).end();
  },
  cutRefs: (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/x-git-upload-pack-advertisement' });
    response.write('001e# service=git-upload-pack\n0000');
    setImmediate(() => response.destroy());
  },
  moved: (request, response) =>
    void response.writeHead(301, { Location: (request.url ?? '').replace('/moved/', '/smart/') }).end(),
  open: (request, response) =>
    void response
      .writeHead(302, { Location: `http://${request.headers.host ?? ''}${request.url ?? ''}` })
      .end(),
  elsewhere: status(302, { Location: '/page/hello' }),
  signin: status(302, { Location: '/users/sign_in?redirect_to=host.git' }),
  users: sendPage,
  private: status(401, { 'WWW-Authenticate': 'Basic realm="Git"' }),
  forbidden: status(403),
  missing: status(404),
  broken: status(500),
  page: sendPage,
};

/** @param root the folder of the repositories */
export async function startGitServer(root: string, { key, cert }: Authority): Promise<GitServer> {
  const requests: string[] = [];
  const agents = new Set<string>();
  let open = 0;
  const web = createHttps({ key, cert }, (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const [, behaviour = '', ...rest] = path.split('/');
    requests.push(`${request.method ?? ''} ${path}`);
    agents.add(request.headers['user-agent'] ?? '');
    open += 1;
    response.once('close', () => (open -= 1));
    const answer = BEHAVIOURS[behaviour] ?? status(404);
    Promise.resolve(answer(request, response, decodeURIComponent(rest.join('/')), root)).catch(() =>
      response.destroy(),
    );
  });
  await listen(web);
  let bytes = 0;
  const sockets = new Set<Socket>();
  // In front of it, a door at which everything is counted as it is on the wire.
  const door = createServer((outside) => {
    const inside = createConnection(portOf(web), '127.0.0.1');
    for (const [from, to] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk: Buffer) => void (bytes += chunk.length));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await listen(door);
  return {
    origin: `https://127.0.0.1:${portOf(door)}`,
    bytes: () => bytes,
    requests,
    agents,
    open: () => open,
    async close() {
      for (const socket of sockets) socket.destroy();
      web.closeAllConnections();
      await Promise.all([web, door].map((server) => new Promise((done) => server.close(done))));
    },
  };
}

async function listen(server: Server): Promise<void> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function beginPack(response: ServerResponse): ServerResponse {
  response.writeHead(200, { 'Content-Type': 'application/x-git-upload-pack-result' });
  response.write('0008NAK\n0100\u0001PACK');
  return response;
}

function sendPage(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Hello</title>');
}

/** CGI, as `git help http-backend` has it. */
async function httpBackend(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  root: string,
): Promise<void> {
  const { headers, method, url = '' } = request;
  const cgi = spawn('git', ['http-backend'], {
    env: {
      ...TEST_GIT_ENV,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${path}`,
      QUERY_STRING: url.split('?')[1] ?? '',
      REQUEST_METHOD: method,
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: [headers['git-protocol'] ?? ''].flat().join(''),
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  response.once('close', () => cgi.kill());
  cgi.stdin.on('error', () => undefined); // it has read enough
  request.pipe(cgi.stdin);
  let head = Buffer.alloc(0);
  let begun = false;
  await pipeline(
    cgi.stdout,
    async function* (output: AsyncIterable<Buffer>) {
      for await (const chunk of output) {
        if (begun) {
          yield chunk;
          continue;
        }
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) continue;
        begun = true;
        const fields = head
          .toString('latin1', 0, end)
          .split('\r\n')
          .map((line) => line.split(/:\s*(.*)/s, 2));
        const code = fields.find(([name]) => name === 'Status')?.[1] ?? '200';
        response.writeHead(
          Number.parseInt(code, 10),
          Object.fromEntries(fields.filter(([name]) => name !== 'Status')) as Record<string, string>,
        );
        yield head.subarray(end + 4);
      }
    },
    response,
  );
}

async function sendFile(
  _: IncomingMessage,
  response: ServerResponse,
  path: string,
  root: string,
): Promise<void> {
  const file = join(root, path);
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  await pipeline(createReadStream(file), response);
}
