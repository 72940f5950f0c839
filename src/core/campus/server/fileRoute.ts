import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { byteRange, type ByteRange } from './byteRange.ts';
import type { CampusContext } from './campusContext.ts';
import type { StoredFile } from './fileStore.ts';
import { paced } from './paced.ts';
import { refuse } from './refusal.ts';
import type { RequestRecord } from './requestLog.ts';
import type { Switches } from './switches.ts';

const TYPES: readonly (readonly [ending: string, type: string])[] = [
  ['.csv', 'text/csv; charset=utf-8'],
  ['.json', 'application/json'],
  ['.zip', 'application/zip'],
  ['.tar.zst', 'application/zstd'],
];

const ERROR_PAGE = '<!doctype html>\n<title>Sign in</title>\n<h1>Please sign in</h1>\n';

let changes = 0;

/** Serves a finished file without asking who wants it: who has the link may have the file (Codio protocol, section 5.3). */
export async function fileRoute(
  context: CampusContext,
  name: string,
  moved: boolean,
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
): Promise<void> {
  const file = (await context.files.find(name)) ?? refuse(404, 'File not found');
  const { linkSeconds } = context.switches;
  if (context.clock.now() >= file.madeAt + linkSeconds * 1000) refuse(404, 'File not found');
  const fault = request.method === 'HEAD' ? 'ok' : takeFault(context);
  switch (fault) {
    case 'gone':
      return refuse(404, 'File not found');
    case 'forbidden':
      return refuse(403, 'The link has expired');
    case 'html':
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(ERROR_PAGE);
      record.bytes += ERROR_PAGE.length;
      return;
    case 'redirect':
      if (moved) break;
      response.writeHead(302, { Location: `/temporary/moved/${name}` }).end();
      return;
    case 'ok':
    case 'truncated':
    case 'short':
      break;
  }
  const whole = await serve(file, context.switches, fault, request, response, record);
  if (whole) context.tally.downloaded(name);
}

/** The fault for this download; a fault that is for some downloads only wears off. */
function takeFault(context: CampusContext): Switches['download'] {
  const { download, downloadTimes } = context.switches;
  if (download === 'ok' || downloadTimes === null) return download;
  if (downloadTimes === 0) return 'ok';
  context.switches = { ...context.switches, downloadTimes: downloadTimes - 1 };
  return download;
}

/** True when the whole file was sent. */
async function serve(
  file: StoredFile,
  switches: Switches,
  fault: Switches['download'],
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
): Promise<boolean> {
  const tags = validators(file, switches.validator);
  const mayRange = switches.ranges && stillSame(request.headers['if-range']?.toString(), tags);
  const range = mayRange ? byteRange(request.headers.range, file.size) : undefined;
  const headers = {
    'Content-Type': TYPES.find(([ending]) => file.name.endsWith(ending))?.[1] ?? 'application/octet-stream',
    'Cache-Control': 'no-store',
    ...(switches.ranges && { 'Accept-Ranges': 'bytes' }),
    ...tags,
  };
  if (range === 'unsatisfiable') {
    response
      .writeHead(416, { ...headers, 'Content-Range': `bytes */${file.size}`, 'Content-Length': 0 })
      .end();
    return false;
  }
  const { first, last } = range ?? { first: 0, last: file.size - 1 };
  const whole = last - first + 1;
  const sent = fault === 'truncated' || fault === 'short' ? Math.min(whole, cut(switches, whole)) : whole;
  response.writeHead(range ? 206 : 200, {
    ...headers,
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${file.size}` }),
    ...(switches.contentLength && { 'Content-Length': fault === 'short' ? sent : whole }),
  });
  if (request.method === 'HEAD') {
    response.end();
    return false;
  }
  if (sent > 0)
    await send(file, { first, last: first + sent - 1 }, switches.bytesPerSecond, response, record);
  if (fault === 'truncated' && sent < whole) {
    // Also of a file that breaks off at its first byte the length is known.
    response.flushHeaders();
    response.socket?.destroySoon();
  } else response.end();
  return record.bytes >= file.size;
}

async function send(
  { path }: StoredFile,
  { first, last }: ByteRange,
  bytesPerSecond: number,
  response: ServerResponse,
  record: RequestRecord,
): Promise<void> {
  const ending = new AbortController();
  response.once('close', () => ending.abort());
  const source = createReadStream(path, { start: first, end: last, highWaterMark: 1024 * 1024 });
  const { signal } = ending;
  try {
    if (bytesPerSecond === 0) {
      source.on('data', (chunk) => (record.bytes += chunk.length));
      await pipeline(source, response, { end: false, signal });
    } else {
      const slow = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
        for await (const piece of paced(chunks, bytesPerSecond, signal)) {
          record.bytes += piece.length;
          yield piece;
        }
      };
      await pipeline(source, slow, response, { end: false, signal });
    }
  } catch (error) {
    // The client has gone: nobody is left to be told.
    if (!response.destroyed) throw error;
  } finally {
    source.destroy();
  }
}

function cut({ cutAfter }: Switches, whole: number): number {
  return cutAfter ?? Math.floor(whole / 2);
}

function validators(file: StoredFile, kind: Switches['validator']): Readonly<Record<string, string>> {
  const tag = file.sha256.slice(0, 32);
  const date = { 'Last-Modified': new Date(file.madeAt).toUTCString() };
  switch (kind) {
    case 'strong':
      return { ETag: `"${tag}"`, ...date };
    case 'weak':
      return { ETag: `W/"${tag}"`, ...date };
    case 'date':
      return date;
    case 'none':
      return {};
    case 'changing':
      changes += 1;
      return { ETag: `"${tag}-${changes}"` };
  }
}

/** If-Range: the range counts only if the file is still the one that the client knows (RFC 9110, 13.1.5). */
function stillSame(known: string | undefined, tags: Readonly<Record<string, string>>): boolean {
  if (known === undefined) return true;
  if (known.startsWith('W/')) return false;
  return known === tags['ETag'] || known === tags['Last-Modified'];
}
