import type { HttpClient } from 'isomorphic-git/http/node';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../../platform/failure.ts';
import type { Http, HttpRequest } from '../../../platform/http.ts';
import { oneHeader } from '../../../platform/oneHeader.ts';
import type { FetchOptions } from '../repositoryFile.ts';
import type { TransferGuard } from '../transferGuard.ts';
import { answerBody } from './answerBody.ts';
import { fileWindow } from './inflateAt.ts';
import { isRefList, isSmart, refsAddress } from './isGitServer.ts';
import { openGitAnswer, type GitAnswer } from './openGitAnswer.ts';
import { PackObjects } from './packObjects.ts';
import { packWithoutFiles } from './packWithoutFiles.ts';
import { scanPack } from './packTable.ts';
import { FLUSH, packet } from './pktLine.ts';
import { receivePack } from './receivePack.ts';

/** Every branch and tag of a repository; the largest there are have some hundred thousand. */
const MOST_REFS_BYTES = 32 * 1024 * 1024;
/** Of one packet; the first byte says which band (gitprotocol-pack). */
const BAND_BYTES = 65_515;

export type GitHttpClient = {
  readonly client: HttpClient;
  /** The last pack that came, on the disk. */
  pack(): PackObjects | undefined;
  /** From now on packs are asked for with this filter, such as `blob:none`, or without one. */
  filter(spec: string | undefined): void;
  /** From now on no more than so many bytes may come, or the fetch ends as `problem`. */
  limit(bytes: number, problem: 'fileTooLarge' | 'transferTooLarge'): void;
  close(): Promise<void>;
};

/**
 * The HTTP that isomorphic-git works over. isomorphic-git holds a pack in memory several times over and knows no filters; this client
 * is its way out of both. What is asked for gets the filter added. The pack of an answer is written to the disk as it comes, and what
 * isomorphic-git sees instead is a pack of the commits and trees in it, so it holds these alone. The files stay on the disk:
 * `pack` reads the one that is wanted.
 */
export function gitHttpClient(
  http: Http,
  options: Pick<FetchOptions, 'limits' | 'onProgress'>,
  guard: TransferGuard,
  folder: string,
): GitHttpClient {
  const { limits, onProgress } = options;
  let received = 0;
  let allowed: { readonly bytes: number; readonly problem: 'fileTooLarge' | 'transferTooLarge' } = {
    bytes: limits.transferBytes,
    problem: 'transferTooLarge',
  };
  let end = limits.transferBytes;
  let filter: string | undefined;
  let refs: { readonly base: string; readonly bytes: Buffer; readonly type: string } | undefined;
  let current: { readonly objects: PackObjects; close(): Promise<void> } | undefined;

  const body = ({ reply, url }: GitAnswer): AsyncGenerator<Buffer, void, undefined> =>
    answerBody(reply, {
      host: new URL(url).host,
      stallMs: limits.stallMs,
      count(bytes) {
        received += bytes;
        onProgress?.({ bytes: received });
        if (received > end)
          fail({ kind: 'repository', problem: { is: allowed.problem, limit: allowed.bytes } });
      },
    });

  const ask = (request: Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>): Promise<GitAnswer> =>
    openGitAnswer(
      http,
      {
        ...request,
        headers: { ...request.headers, 'Accept-Encoding': 'identity' },
        timeoutMs: limits.stallMs,
      },
      guard.signal,
    );

  /** The list of refs, asked for once; its address says where everything else is. */
  const discover = async (url: string): Promise<NonNullable<typeof refs>> => {
    if (refs) return refs;
    const answer = await ask({ method: 'GET', url, headers: {} });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body(answer)) {
      bytes += chunk.length;
      if (bytes > MOST_REFS_BYTES)
        fail({ kind: 'repository', problem: { is: 'transferTooLarge', limit: MOST_REFS_BYTES } });
      chunks.push(chunk);
    }
    const type = oneHeader(answer.reply.headers, 'content-type') ?? '';
    const list = Buffer.concat(chunks);
    if (!isSmart(type)) {
      const old = isRefList(list.toString('latin1', 0, 64));
      fail({ kind: 'repository', problem: { is: old ? 'oldServer' : 'notARepository' } });
    }
    refs = { base: answer.url.replace(/\/info\/refs\?.*$/, ''), bytes: list, type };
    return refs;
  };

  const close = async (): Promise<void> => {
    const last = current;
    current = undefined;
    await last?.close();
  };

  const openPack = async (path: string, size: number): Promise<PackObjects> => {
    await close();
    const file = await open(path, 'r');
    const window = fileWindow(file, size);
    let objects: PackObjects | undefined;
    try {
      objects = new PackObjects(
        await scanPack(window, size, limits.transferBytes, () => guard.check()),
        window,
      );
    } finally {
      if (!objects) await file.close();
    }
    current = {
      objects,
      async close() {
        await file.close();
        await rm(path, { force: true });
      },
    };
    return objects;
  };

  let packs = 0;
  const client: HttpClient = {
    async request({ url, method = 'GET', headers = {}, body: sent }) {
      if (method === 'GET') {
        const { bytes, type } = await discover(url);
        return answer(url, [bytes], { 'content-type': type });
      }
      const { base } = await discover(refsAddress(url.replace(/\/git-upload-pack$/, '')));
      const reply = await ask({
        method: 'POST',
        url: `${base}/git-upload-pack`,
        headers,
        body: withFilter(await textOf(sent), filter),
      });
      const path = join(folder, `received-${packs++}.pack`);
      const { lines, size } = await receivePack(body(reply), path);
      const objects = await openPack(path, size);
      const small = await packWithoutFiles(objects, () => guard.check());
      const said = lines.map((line) => (line === undefined ? FLUSH : packet(`${line}\n`)));
      return answer(url, [...said, ...inBands(small), FLUSH], {
        'content-type': 'application/x-git-upload-pack-result',
      });
    },
  };
  return {
    client,
    pack: () => current?.objects,
    filter: (spec) => void (filter = spec),
    limit(bytes, problem) {
      allowed = { bytes, problem };
      // A file is sent compressed, or as it is and a little more.
      end = Math.min(limits.transferBytes, received + Math.ceil(bytes * 1.01) + 64 * 1024);
    },
    close,
  };
}

function answer(
  url: string,
  chunks: readonly Uint8Array[],
  headers: Record<string, string>,
): Awaited<ReturnType<HttpClient['request']>> {
  async function* body(): AsyncGenerator<Uint8Array, void, undefined> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  }
  return { url, method: '', headers, body: body(), statusCode: 200, statusMessage: 'OK' };
}

function* inBands(pack: Buffer): Generator<Buffer, void, undefined> {
  for (let at = 0; at < pack.length; at += BAND_BYTES)
    yield packet(Buffer.concat([Uint8Array.of(1), pack.subarray(at, at + BAND_BYTES)]));
}

/** What isomorphic-git sends: an array of one buffer, in spite of its type. */
async function textOf(sent: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | undefined): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of sent ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

/**
 * Adds a filter to a request for a pack: the word among the capabilities of the first line, and a line of its own at the end of the
 * list (gitprotocol-pack, "Packfile Negotiation").
 */
function withFilter(request: string, spec: string | undefined): string {
  const first = Number.parseInt(request.slice(0, 4), 16);
  const end = request.indexOf('0000', first);
  if (spec === undefined || !(first > 4) || end < 0) return request;
  const want = request.slice(4, first).replace(/\n$/, '');
  return (
    packet(`${want} filter\n`).toString('latin1') +
    request.slice(first, end) +
    packet(`filter ${spec}\n`).toString('latin1') +
    request.slice(end)
  );
}
