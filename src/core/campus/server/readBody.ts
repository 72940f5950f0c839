import type { IncomingMessage } from 'node:http';
import { refuse } from './refusal.ts';

const MAX_BYTES = 64 * 1024;

/** The body of a small request as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > MAX_BYTES) refuse(413, 'Request is too large');
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}
