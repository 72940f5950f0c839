import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request that a server has answered. */
export type Answered = {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly body: string;
};

/** A way to a server that remembers every write it let pass and how it was answered, also when the asking process is dead by then. */
export type CountingProxy = {
  readonly baseUrl: string;
  readonly writes: readonly Answered[];
  close(): Promise<void>;
};

export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const writes: Answered[] = [];
  const { origin, pathname, host } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    void pass(incoming).then(
      ({ reply, answer }) => {
        outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
        outgoing.end(answer);
      },
      () => outgoing.destroy(),
    );
  });
  const pass = async (
    incoming: IncomingMessage,
  ): Promise<{ readonly reply: IncomingMessage; readonly answer: Buffer }> => {
    const body = await buffer(incoming);
    const { method = 'GET', url = '/', headers } = incoming;
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      ask(`${origin}${url}`, { method, headers: { ...headers, host } }, resolve)
        .on('error', reject)
        .end(body);
    });
    const answer = await buffer(reply);
    if (method !== 'GET')
      writes.push({ method, path: url, status: reply.statusCode ?? 0, body: body.toString('utf8') });
    return { reply, answer };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${pathname.replace(/\/$/, '')}`,
    writes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
