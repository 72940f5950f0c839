import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to an HTTP server on this machine that can be cut: while it is, nobody is reached. */
export type Wire = {
  /** The server's base URL, by way of the wire. */
  readonly baseUrl: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

/**
 * @param baseUrl of the server, with its port
 * @param before is waited for before a request for this path goes on
 */
export async function openWire(
  baseUrl: string,
  before: (path: string) => Promise<void> = () => Promise.resolve(),
): Promise<Wire> {
  const target = new URL(baseUrl);
  let isCut = false;
  const server = createServer((near, reply) => {
    if (isCut) {
      near.socket.destroy();
      return;
    }
    const far = request({
      host: target.hostname,
      port: target.port,
      method: near.method,
      path: near.url,
      headers: { ...near.headers, host: target.host },
      agent: false,
    });
    far.on('response', (answer: IncomingMessage) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    far.on('error', () => near.socket.destroy());
    before(near.url ?? '').then(
      () => near.pipe(far),
      () => near.socket.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${target.pathname.replace(/\/$/, '')}`,
    cut() {
      isCut = true;
      server.closeAllConnections();
    },
    mend() {
      isCut = false;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
