import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { fail } from '../../../platform/failure.ts';
import { readPackets } from './pktLine.ts';

export type ReceivedPack = {
  /** What the server said before the pack: lines such as `shallow …` and `NAK`; undefined is a flush. */
  readonly lines: readonly (string | undefined)[];
  /** Bytes of the pack, with its checksum. */
  readonly size: number;
};

const BATCH = 1024 * 1024;
const CHECKSUM = 20;

/**
 * Writes the pack in a server's answer to a file as it comes, so that its size costs no memory, and checks it against its checksum
 * (gitprotocol-pack, "Packfile Data"). Fails as damaged for a broken answer, and as gitFailed with the server's word where it gives up.
 */
export async function receivePack(answer: AsyncIterable<Uint8Array>, path: string): Promise<ReceivedPack> {
  const lines: (string | undefined)[] = [];
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha1');
    let size = 0;
    let batch: Buffer[] = [];
    let waiting = 0;
    // The checksum is the end of the pack, and the end is not known before it comes.
    let tail: Buffer = Buffer.alloc(0);
    const flush = async (): Promise<void> => {
      if (waiting > 0) await file.writev(batch);
      batch = [];
      waiting = 0;
    };
    const take = (data: Buffer): void => {
      // Copied: a packet is a view into a chunk of the network.
      const bytes = Buffer.from(data);
      size += bytes.length;
      batch.push(bytes);
      waiting += bytes.length;
      if (bytes.length >= CHECKSUM) {
        hash.update(tail).update(bytes.subarray(0, -CHECKSUM));
        tail = Buffer.from(bytes.subarray(-CHECKSUM));
      } else {
        const all = Buffer.concat([tail, bytes]);
        hash.update(all.subarray(0, Math.max(0, all.length - CHECKSUM)));
        tail = all.subarray(Math.max(0, all.length - CHECKSUM));
      }
    };
    for await (const line of readPackets(answer)) {
      const band = line?.[0];
      if (line === undefined || band === undefined || band > 3) {
        const text = line?.toString('utf8').trim();
        if (text?.startsWith('ERR ')) refuse(text.slice(4));
        lines.push(text);
      } else if (band === 1) {
        take(line.subarray(1));
        if (waiting >= BATCH) await flush();
      } else if (band === 3) refuse(line.toString('utf8', 1));
    }
    await flush();
    if (size < CHECKSUM || !hash.digest().equals(tail)) fail({ kind: 'damaged', problem: 'truncated' });
    return { lines, size };
  } finally {
    await file.close();
  }
}

/** The server's own words: the beginning of the last line. */
function refuse(said: string): never {
  if (/not our ref|unadvertised/i.test(said)) throw new NotServed();
  fail({ kind: 'repository', problem: { is: 'gitFailed', detail: said.trim().slice(0, 200) } });
}

/** The server has no such object, or none that its refs do not name. There may be another way to ask. */
export class NotServed extends Error {
  override readonly name = 'NotServed';
}
