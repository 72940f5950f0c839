import type { IncomingMessage } from 'node:http';
import { readMultipart, type UploadedFile } from './multipart.ts';
import { refuseWith } from './refusal.ts';
import { jsonReply } from './reply.ts';

/** Nothing that a school sends is larger; it is held in memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The body of a request: JSON, or the fields of a form, or nothing. */
export type KolibriBody =
  | { readonly as: 'json'; readonly value: unknown }
  | { readonly as: 'form'; readonly form: Readonly<Record<string, string | UploadedFile>> };

/** Reads a body as the API does: JSON, urlencoded or multipart; refuses other types with 415, broken JSON with 400. */
export async function readRequest(request: IncomingMessage): Promise<KolibriBody> {
  const bytes = await allBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { as: 'json', value: {} };
  if (type.startsWith('application/json')) return { as: 'json', value: parsed(bytes.toString('utf8')) };
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { as: 'form', form: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) };
  if (type.startsWith('multipart/form-data')) {
    const form = readMultipart(bytes, type);
    if (form) return { as: 'form', form };
    return refuseWith(jsonReply({ detail: 'Multipart form parse error - Invalid boundary' }, 400));
  }
  const plain = type.split(';')[0] ?? '';
  return refuseWith(jsonReply({ detail: `Unsupported media type "${plain}" in request.` }, 415));
}

async function allBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > MAX_BYTES) refuseWith(jsonReply({ detail: 'Request is too large' }, 413));
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuseWith(jsonReply({ detail: `JSON parse error - ${error.message}` }, 400));
  }
}
