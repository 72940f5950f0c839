import { inflateSync } from 'node:zlib';
import type { Picture } from '../guide.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Decoded pixels are four bytes each; a page shows a few megapixels at best. */
const MOST_PIXELS = 40_000_000;

/**
 * Takes an image into the form that a PDF holds: JPEG as it is, PNG opaque and in plain rows. Everything in it is checked here,
 * because the PDF library decodes later, where its errors cannot be caught.
 */
export async function pictureOf(bytes: Buffer): Promise<Picture> {
  if (bytes.subarray(0, 8).equals(PNG)) return pngPicture(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegPicture(bytes);
  return { kind: 'none', problem: 'unsupported' };
}

async function pngPicture(bytes: Buffer): Promise<Picture> {
  const header = pngHeader(bytes);
  if (!header) return { kind: 'none', problem: 'damaged' };
  const { width, height, plain, rowBytes, data } = header;
  if (width * height > MOST_PIXELS) return { kind: 'none', problem: 'tooLarge' };
  try {
    if (plain) {
      const rows = inflateSync(data, { maxOutputLength: (rowBytes + 1) * height + 1 });
      return rows.length === (rowBytes + 1) * height
        ? { kind: 'png', bytes, width, height }
        : { kind: 'none', problem: 'damaged' };
    }
    const { PNG: Png } = await import('pngjs');
    const image = Png.sync.read(bytes);
    const white = { red: 255, green: 255, blue: 255 };
    const opaque = Png.sync.write(image, { colorType: 2, inputHasAlpha: true, bgColor: white });
    return { kind: 'png', bytes: opaque, width, height };
  } catch {
    return { kind: 'none', problem: 'damaged' };
  }
}

type PngHeader = {
  readonly width: number;
  readonly height: number;
  /** Neither transparent nor interlaced. */
  readonly plain: boolean;
  readonly rowBytes: number;
  readonly data: Buffer;
};

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Walks the chunks; undefined if the file breaks off or is no PNG after all. */
function pngHeader(bytes: Buffer): PngHeader | undefined {
  if (bytes.length < 45 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const [depth = 0, color = 0, , , interlaced = 0] = bytes.subarray(24, 29);
  const channels = CHANNELS[color];
  if (width === 0 || height === 0 || channels === undefined) return undefined;
  let transparent = color === 4 || color === 6;
  let palette = color !== 3;
  let ended = false;
  const data: Buffer[] = [];
  for (let at = 8; !ended && at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) return undefined;
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    transparent ||= type === 'tRNS';
    palette ||= type === 'PLTE';
    ended = type === 'IEND';
    at += 12 + length;
  }
  if (!ended || !palette) return undefined;
  return {
    width,
    height,
    plain: !transparent && interlaced === 0,
    rowBytes: Math.ceil((width * channels * depth) / 8),
    data: Buffer.concat(data),
  };
}

/** Walks the segments up to the frame, which has the size; the file must have its end too. */
function jpegPicture(bytes: Buffer): Picture {
  let sideways = false;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const height = bytes.readUInt16BE(at + 5);
      const width = bytes.readUInt16BE(at + 7);
      const channels = bytes[at + 9] ?? 0;
      const whole = bytes.lastIndexOf('\xff\xd9', undefined, 'latin1') > at;
      if (width === 0 || height === 0 || ![1, 3, 4].includes(channels) || !whole) break;
      if (width * height > MOST_PIXELS) return { kind: 'none', problem: 'tooLarge' };
      return sideways
        ? { kind: 'jpeg', bytes, width: height, height: width }
        : { kind: 'jpeg', bytes, width, height };
    }
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0xe1) sideways ||= isSideways(bytes.subarray(at + 4, at + 2 + length));
    at += 2 + length;
  }
  return { kind: 'none', problem: 'damaged' };
}

/** Cameras write how they were held: orientations 5 to 8 of Exif swap width and height. */
function isSideways(exif: Buffer): boolean {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0' || exif.length < 16) return false;
  const tiff = exif.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return false;
  const entries = short(first);
  for (let entry = 0; entry < entries; entry++) {
    const at = first + 2 + entry * 12;
    if (at + 12 > tiff.length) return false;
    if (short(at) === 0x0112) return short(at + 8) >= 5 && short(at + 8) <= 8;
  }
  return false;
}
