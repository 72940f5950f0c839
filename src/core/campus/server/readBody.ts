import type { IncomingMessage } from 'node:http';
import { refuse } from './refusal.ts';

const MAX_BYTES = 64 * 1024;

/** The body of a small request as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request, MAX_BYTES)).toString('utf8');
}

/** The body of a request; one of more than `most` bytes is refused. */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > most) refuse(413, 'Request is too large');
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
