import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FileReply, RemoteFile, Resume } from './exportPort.ts';
import { fail } from './failure.ts';
import type { Http, HttpHeaders, StreamReply } from './http.ts';
import { oneHeader } from './oneHeader.ts';

const MAX_REDIRECTS = 5;

/**
 * Opens a finished file for download, from its beginning or (with `resume`) from where an earlier try stopped. The server decides:
 * a file that has changed, or a server without ranges, starts again at byte 0. `headers` is for servers that want a session
 * for their files; with any, no redirect is followed.
 *
 * Fails as gone/link for 403, 404 and 410 (an expired link), and as serverFault for everything else that is no file.
 */
export async function openFile(
  http: Http,
  file: RemoteFile,
  resume: Resume | undefined,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<FileReply> {
  const secret = Object.keys(headers).length > 0;
  const ask = (range: Resume | undefined): Promise<StreamReply> =>
    http.open(
      {
        method: 'GET',
        url: file.url,
        headers: {
          ...headers,
          'Accept-Encoding': 'identity',
          ...(range && { Range: `bytes=${range.from}-`, 'If-Range': range.validator }),
        },
        maxRedirects: secret ? 0 : MAX_REDIRECTS,
      },
      signal,
    );

  let reply = await ask(resume);
  if (resume && (reply.status === 416 || (reply.status === 206 && !continues(reply.headers, resume)))) {
    reply.body.destroy();
    reply = await ask(undefined);
  }
  if (reply.status !== 200 && reply.status !== 206) {
    reply.body.destroy();
    if (reply.status === 403 || reply.status === 404 || reply.status === 410)
      fail({ kind: 'gone', missing: 'link' });
    fail({ kind: 'serverFault', status: reply.status, detail: '' });
  }
  const partial = reply.status === 206;
  const decoder = decoderOf(reply.headers);
  // Both count encoded bytes, and an encoded stream cannot be entered in the middle.
  const total = decoder ? undefined : partial ? rangeTotal(reply.headers) : wholeLength(reply.headers);
  const validator = decoder ? undefined : validatorOf(reply.headers, partial);
  const contentType = oneHeader(reply.headers, 'content-type');
  return {
    from: partial && resume ? resume.from : 0,
    ...(total !== undefined && { total }),
    ...(validator !== undefined && { validator }),
    ...(contentType !== undefined && { contentType }),
    body: decoder ? decoded(reply.body, decoder) : reply.body,
  };
}

/** Some file stores keep what they serve compressed and send it so to everybody, whatever Accept-Encoding says. */
function decoderOf(headers: HttpHeaders): Transform | undefined {
  switch ((oneHeader(headers, 'content-encoding') ?? '').toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

function decoded(body: Readable, decoder: Transform): Readable {
  // Either end takes the other with it; an error reaches whoever reads the decoder.
  pipeline(body, decoder, () => undefined);
  return decoder;
}

function wholeLength(headers: HttpHeaders): number | undefined {
  if (oneHeader(headers, 'content-encoding') !== undefined) return undefined;
  const length = oneHeader(headers, 'content-length');
  return length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
}

/** `Content-Range: bytes 100-199/200` (RFC 9110, 14.4). */
function contentRange(headers: HttpHeaders): RegExpExecArray | null {
  return /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(oneHeader(headers, 'content-range') ?? '');
}

function rangeStart(headers: HttpHeaders): number | undefined {
  const start = contentRange(headers)?.[1];
  return start === undefined ? undefined : Number(start);
}

/** Nothing but the very next byte, as it is on disk, can be appended to a part. */
function continues(headers: HttpHeaders, resume: Resume): boolean {
  return rangeStart(headers) === resume.from && decoderOf(headers) === undefined;
}

function rangeTotal(headers: HttpHeaders): number | undefined {
  const total = contentRange(headers)?.[3];
  return total === undefined || total === '*' ? undefined : Number(total);
}

/** Only a strong ETag or a date may stand in If-Range (RFC 9110, 13.1.5), and only if the server says that it serves ranges. */
function validatorOf(headers: HttpHeaders, partial: boolean): string | undefined {
  if (!partial && oneHeader(headers, 'accept-ranges') !== 'bytes') return undefined;
  const tag = oneHeader(headers, 'etag');
  if (tag !== undefined && !tag.startsWith('W/')) return tag;
  return oneHeader(headers, 'last-modified');
}
