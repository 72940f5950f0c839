import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next answers do wrong; each test sets what it needs. */
export type Faults = {
  /** Close the connection after this many bytes of an answer, once for each entry. */
  breakAfter: number[];
  ranges: boolean;
  length: boolean;
  /** Send this many bytes of an answer and then nothing more, with the connection open. */
  holdAfter?: number;
  /** Bytes a second; undefined: as fast as it goes. */
  rate?: number;
};

export type FileServer = {
  readonly origin: string;
  readonly faults: Faults;
  /** One line a request, such as `GET /file bytes=10-`. */
  readonly requests: string[];
  /** Bytes of file content that went out. */
  sent: number;
  body: Buffer;
  /** Polls of a task until it is done. */
  polls: number;
  close(): Promise<void>;
};

/** A server with one file at /file and a task engine at /task: the smallest platform that a job can be run against. */
export async function startFileServer(body: Buffer): Promise<FileServer> {
  let tasks = 0;
  const polled = new Map<string, number>();
  const state: Omit<FileServer, 'origin' | 'close'> = {
    faults: { breakAfter: [], ranges: true, length: true },
    requests: [],
    sent: 0,
    body,
    polls: 2,
  };
  const api = createServer((request, response) => {
    const path = request.url ?? '';
    state.requests.push([request.method, path, request.headers.range].filter(Boolean).join(' '));
    if (path === '/file') void sendFile(request, response);
    else if (request.method === 'POST' && path === '/task') json(response, { id: String(++tasks) });
    else if (path === '/tasks')
      json(response, { ids: Array.from({ length: tasks }, (_, i) => String(i + 1)) });
    else if (path.startsWith('/task/')) {
      const count = (polled.get(path) ?? 0) + 1;
      polled.set(path, count);
      json(response, { done: count > state.polls });
    } else response.writeHead(404).end();
  });

  async function sendFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { faults, body: file } = state;
    const etag = `"${createHash('sha256').update(file).digest('hex').slice(0, 16)}"`;
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const from = range && faults.ranges && request.headers['if-range'] === etag ? Number(range[1]) : 0;
    const rest = file.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      ...(faults.ranges && { 'Accept-Ranges': 'bytes', ETag: etag }),
      ...(faults.length && { 'Content-Length': String(rest.length) }),
      ...(from > 0 && { 'Content-Range': `bytes ${from}-${file.length - 1}/${file.length}` }),
    });
    response.flushHeaders();
    const stop = faults.breakAfter.shift() ?? Infinity;
    if (faults.holdAfter !== undefined) {
      state.sent += faults.holdAfter;
      return void response.write(rest.subarray(0, faults.holdAfter));
    }
    const slice = faults.rate ? Math.ceil(faults.rate / 50) : 64 * 1024;
    for (let at = 0; at < rest.length; at += slice) {
      if (at >= stop || response.destroyed) return void response.destroy();
      const part = rest.subarray(at, Math.min(at + slice, stop));
      state.sent += part.length;
      await new Promise<void>((done) => response.write(part, () => done()));
      if (faults.rate) await new Promise((done) => setTimeout(done, 20));
    }
    response.end();
  }

  await new Promise<void>((done) => api.listen(0, '127.0.0.1', done));
  const { port } = api.address() as AddressInfo;
  return Object.assign(state, {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((done) => {
        api.close(() => done());
        api.closeAllConnections();
      }),
  });
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
