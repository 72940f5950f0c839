import * as v from 'valibot';
import { fail } from '../platform/failure.ts';
import type { RemoteFile } from '../platform/exportPort.ts';
import { wireText } from './wireFields.ts';

/**
 * Reads the address of a finished file; undefined for what is none. Codio's own client fetches files by https only, so a plain http
 * address (of student data) is taken only from a server that is itself plain http: one on the same machine.
 */
export function fileAddress(text: string, apiBaseUrl: string): RemoteFile | undefined {
  if (!URL.canParse(text, apiBaseUrl)) return undefined;
  const url = new URL(text, apiBaseUrl);
  const plain = url.protocol === 'http:' && apiBaseUrl.startsWith('http:');
  return url.protocol === 'https:' || plain ? { url: url.href } : undefined;
}

const holder = v.object({ url: wireText, error: wireText });

/**
 * Reads the answer of the two exports that are ready at once: a JSON text, the bare address, or an object with `url` (Codio
 * protocol, section 5.2). An error in the object wins.
 */
export function readFileAddress(text: string, apiBaseUrl: string): RemoteFile {
  let value: unknown = text.trim();
  try {
    value = JSON.parse(text);
  } catch {
    // The bare address is no JSON.
  }
  const object = v.safeParse(holder, value);
  if (object.success && object.output.error !== undefined)
    fail({ kind: 'serverFault', status: 200, detail: object.output.error });
  const address = object.success ? object.output.url : value;
  const absolute = typeof address === 'string' && /^https?:\/\/\S+$/i.test(address.trim());
  const file = absolute ? fileAddress(address.trim(), apiBaseUrl) : undefined;
  return (
    file ?? fail({ kind: 'serverFault', status: 200, detail: 'The server did not say where the file is.' })
  );
}
