import { pipeline, type Readable } from 'node:stream';
import { ENTRY_DATE, type PackedFile } from './packedFile.ts';
import { zstdPack } from './zstdPack.ts';

/** Packs files as `.tar.zst`, with their folders. Entries have no prefix: which one the platform uses is not known. */
export async function tarZst(files: readonly PackedFile[]): Promise<Readable> {
  const { pack } = await import('tar-stream');
  const tar = pack();
  for (const folder of foldersOf(files)) {
    tar.entry({ name: `${folder}/`, type: 'directory', mode: 0o755, mtime: ENTRY_DATE });
  }
  for (const { path, bytes } of files) {
    tar.entry({ name: path, mode: path.endsWith('.sh') ? 0o755 : 0o644, mtime: ENTRY_DATE }, bytes);
  }
  tar.finalize();
  const packed = zstdPack();
  // The reader of `packed` is told of a failure by the stream itself.
  pipeline(tar, packed, (error) => {
    if (error) packed.destroy(error);
  });
  return packed;
}

function foldersOf(files: readonly PackedFile[]): readonly string[] {
  const folders = files.flatMap(({ path }) => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  });
  return [...new Set(folders)].sort();
}
