import { fail } from '../../../platform/failure.ts';

/** One packet of git's wire format; undefined is a flush. */
export type Packet = Buffer | undefined;

/** `0000`: the end of a list. */
export const FLUSH = Buffer.from('0000');

/** Writes one packet (gitprotocol-common, "pkt-line Format"). */
export function packet(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
}

/** Reads packets from a stream. Fails as notARepository for what is none, and as damaged where the stream breaks off. */
export async function* readPackets(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Packet, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    rest =
      rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= 4) {
      const length = lengthOf(rest.toString('latin1', at, at + 4));
      if (length < 4) {
        at += 4;
        yield undefined;
        continue;
      }
      if (rest.length - at < length) break;
      yield rest.subarray(at + 4, at + length);
      at += length;
    }
    // A copy, so that the chunk does not live as long as its last few bytes.
    rest = Buffer.from(rest.subarray(at));
  }
  if (rest.length > 0) fail({ kind: 'damaged', problem: 'truncated' });
}

function lengthOf(hex: string): number {
  if (!/^[\da-f]{4}$/i.test(hex)) fail({ kind: 'repository', problem: { is: 'notARepository' } });
  return Number.parseInt(hex, 16);
}
