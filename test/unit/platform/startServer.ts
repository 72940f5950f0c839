import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { LOOPBACK_CERTIFICATE, LOOPBACK_KEY } from './loopbackCertificate.ts';

export type TestServer = {
  /** Without a trailing slash. */
  readonly url: string;
  readonly host: string;
  /** Resolves as soon as no connection is open. */
  readonly allClosed: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** A server on loopback that answers with `listener`; `secure` gives it the certificate of loopbackCertificate.ts. */
export async function startServer(listener: RequestListener, secure = false): Promise<TestServer> {
  const server = secure
    ? createSecureServer({ cert: LOOPBACK_CERTIFICATE, key: LOOPBACK_KEY }, listener)
    : createServer(listener);
  const sockets = new Set<Socket>();
  let onClosed: () => void = () => undefined;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      onClosed();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `${secure ? 'https' : 'http'}://${host}`,
    allClosed: () =>
      new Promise((resolve) => {
        onClosed = () => {
          if (sockets.size === 0) resolve();
        };
        onClosed();
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
