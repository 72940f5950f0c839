import { Readable } from 'node:stream';
import { bufferOf } from '../../../src/core/campus/exports/bufferOf.ts';
import { tarZst } from '../../../src/core/campus/exports/tarZst.ts';
import type { OpenArchive } from '../../../src/core/guides/source/archiveFiles.ts';

/** The content of a file: text, bytes, or what is written as JSON. */
export type Content = string | Buffer | object;

/** The bytes of a `.tar.zst` with these files. */
export async function archiveBytes(files: Readonly<Record<string, Content>>): Promise<Buffer> {
  const packed = Object.entries(files).map(([path, content]) => ({ path, bytes: bytesOf(content) }));
  return bufferOf(await tarZst(packed));
}

/** An archive with these files, as readGuides opens it. */
export async function archiveOf(files: Readonly<Record<string, Content>>): Promise<OpenArchive> {
  return opening(await archiveBytes(files));
}

export function opening(bytes: Buffer): OpenArchive {
  return () => Promise.resolve(Readable.from([bytes]));
}

function bytesOf(content: Content): Buffer {
  if (Buffer.isBuffer(content)) return content;
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
}

/** The files of a guide in the current layout with one page, and what else is given. */
export function onePage(
  markdown: string,
  more: Readonly<Record<string, Content>> = {},
): Readonly<Record<string, Content>> {
  return {
    '.guides/content/index.json': { title: 'A guide', order: ['page-0a1b'] },
    '.guides/content/page-0a1b.json': { title: 'The page', type: 'page' },
    '.guides/content/page-0a1b.md': markdown,
    ...more,
  };
}
