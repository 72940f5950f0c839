import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { get, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { releaseChunks } from '../../../src/core/platform/releaseChunks.ts';
import { startServer } from './startServer.ts';

describe('releaseChunks', () => {
  /** A response on a socket that no network stands behind. */
  const fakeResponse = (): { socket: Socket; body: IncomingMessage } => {
    const socket = new Socket();
    return { socket, body: new IncomingMessage(socket) };
  };
  const whole = (text: string): Buffer => Buffer.from(new TextEncoder().encode(text).buffer);

  it('gives back what was read and received, and takes nothing from what is still to be read', async () => {
    const file = randomBytes(3_000_000);
    const server = await startServer((_request, response) => response.end(file));
    try {
      const body = await new Promise<IncomingMessage>((done) => get(server.url, done));
      const received: Buffer[] = [];
      const { socket } = body;
      const keep = (piece: Buffer): void => void received.push(piece);
      socket.on('data', keep);
      const release = releaseChunks(body);
      const copies: Buffer[] = [];
      const chunks: Buffer[] = [];
      for await (const chunk of body as AsyncIterable<Buffer>) {
        copies.push(Buffer.from(chunk));
        chunks.push(chunk);
        // Later than it was read, as a writer does.
        const done = chunks.at(-3);
        if (done) release(done);
      }
      assert.ok(Buffer.concat(copies).equals(file));
      assert.deepEqual(socket.listeners('data'), [keep]);
      assert.ok(chunks.slice(0, -2).every((chunk) => chunk.length === 0));
      assert.ok(received.filter((piece) => piece.length === 0).length > received.length / 2);
    } finally {
      await server.stop();
    }
  });

  it('leaves alone what is a part of something larger', () => {
    const { socket, body } = fakeResponse();
    const release = releaseChunks(body);
    const larger = Buffer.alloc(100, 'x');
    const received = whole('received');
    socket.emit('data', received);
    release(larger.subarray(10, 20));
    assert.equal(larger.toString('latin1', 10, 20), 'xxxxxxxxxx');
    assert.equal(received.toString(), 'received');
  });

  it('does not touch the next piece where the chunks are the received pieces themselves', () => {
    const { socket, body } = fakeResponse();
    const release = releaseChunks(body);
    const [first, second] = [whole('first'), whole('second')];
    socket.emit('data', first);
    socket.emit('data', second);
    release(first);
    assert.equal(second.toString(), 'second');
  });

  it('leaves the chunks of any other stream to their owner', () => {
    const chunk = whole('mine');
    releaseChunks(Readable.from([chunk]))(chunk);
    assert.equal(chunk.toString(), 'mine');
  });
});
