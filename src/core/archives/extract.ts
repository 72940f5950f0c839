import { lstat, utimes } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileNameOf } from '../exports/file/fileName.ts';
import { FailureError, failureOf, type Failure } from '../platform/failure.ts';
import { makeFolder } from '../storage/makeFolder.ts';
import { newFolder } from '../storage/newFolder.ts';
import { pathOf, type Archive, type Level } from './archive.ts';
import { isReservedName } from './isReservedName.ts';
import { endsAll, writeNewFile } from './writeNewFile.ts';
import { RefusedError, type Refusal } from './refusal.ts';

export type ExtractProgress = {
  readonly files: number;
  readonly totalFiles: number;
  readonly bytes: number;
  readonly totalBytes: number;
};

export type ExtractOptions = {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ExtractProgress) => void;
  /** The system whose names count; the one that this runs on unless told. */
  readonly platform?: NodeJS.Platform;
};

/** What was left out: `path` is as the archive has it, and may hold anything. */
export type LeftOut = { readonly path: string; readonly refusal: Refusal };

/** What an extraction came to. `target` is the folder or file that was made; `stopped` is why it ended early, if it did. */
export type ExtractReport = {
  readonly target: string;
  readonly files: number;
  readonly bytes: number;
  readonly refused: readonly LeftOut[];
  readonly stopped?: Failure;
};

/** A file to be written: its place below the target. */
type Planned = { readonly folders: string; readonly name: string };

type Plan = {
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<number, Planned>;
  readonly refused: LeftOut[];
};

/**
 * Extracts what is at a path into a folder: a file as itself; a folder, or what is in an archive, as a new folder. Archives inside
 * stay files. Nothing is replaced: what is made gets a name of its own. Fails only where nothing could be begun; whatever happens
 * after that is in the report.
 *
 * @param name what the new folder is called when `path` is `''`
 */
export async function extract(
  archive: Archive,
  path: string,
  into: { readonly folder: string; readonly name: string },
  options: ExtractOptions,
): Promise<ExtractReport> {
  const { level, id } = await locateToExtract(archive, path);
  const { index } = level.reader;
  const platform = options.platform ?? process.platform;
  if (!index.isFolder(id)) return extractFile(level, id, into.folder, { ...options, platform });
  const own = path.split('/').findLast((segment) => segment !== '') ?? into.name;
  const name = fileNameOf(withoutEnding(own)) || 'Archive';
  const target = await newFolder(into.folder, name).catch((error: unknown) => {
    throw new FailureError(failureOf(error), { cause: error });
  });
  const plan = planOf(level, id, platform);
  for (const folder of plan.folders) await makeEntryFolder(join(target, folder), plan.refused, folder);
  return write(level, plan.files, target, plan.refused, options);
}

async function locateToExtract(archive: Archive, path: string): ReturnType<Archive['locate']> {
  if (path === '') return archive.locate(path, 'inside');
  const { kind } = await archive.stat(path);
  return archive.locate(path, kind === 'archive' ? 'inside' : 'at');
}

async function extractFile(
  level: Level,
  id: number,
  folder: string,
  options: ExtractOptions & { readonly platform: NodeJS.Platform },
): Promise<ExtractReport> {
  const { index } = level.reader;
  const name = index.name(id);
  const refusal = index.refusal(id) ?? reservedRefusal(name, options.platform);
  if (refusal)
    return { target: folder, files: 0, bytes: 0, refused: [{ path: pathOf({ level, id }), refusal }] };
  let own = name;
  for (let i = 2; await isThere(join(folder, own)); i++) own = numbered(name, i);
  const report = await write(level, new Map([[id, { folders: '', name: own }]]), folder, [], options);
  return { ...report, target: join(folder, own) };
}

/** Which files and folders below an entry are made, and which are not. Names are compared as systems do that ignore case. */
function planOf(level: Level, root: number, platform: NodeJS.Platform): Plan {
  const { index } = level.reader;
  const folders: string[] = [];
  const files = new Map<number, Planned>();
  const refused: LeftOut[] = [];
  const taken = new Map<string, 'folder' | 'file'>();
  const waiting: { readonly id: number; readonly path: string }[] = [{ id: root, path: '' }];
  for (let at = waiting.pop(); at; at = waiting.pop())
    for (const id of index.children(at.id)) {
      const name = index.name(id);
      const isFolder = index.isFolder(id);
      const path = at.path === '' ? name : join(at.path, name);
      const key = path.normalize('NFC').toLowerCase();
      const known = taken.get(key);
      const refusal =
        index.refusal(id) ??
        reservedRefusal(name, platform) ??
        (known && !(isFolder && known === 'folder') ? ({ reason: 'caseDuplicate' } as const) : undefined);
      if (refusal) {
        refused.push({ path: pathOf({ level, id }), refusal });
        continue;
      }
      taken.set(key, isFolder ? 'folder' : 'file');
      if (isFolder) {
        folders.push(path);
        waiting.push({ id, path });
      } else files.set(id, { folders: at.path, name });
    }
  return { folders, files, refused };
}

function reservedRefusal(name: string, platform: NodeJS.Platform): Refusal | undefined {
  return isReservedName(name, platform) ? { reason: 'reservedName' } : undefined;
}

async function write(
  { reader, ...level }: Level,
  files: ReadonlyMap<number, Planned>,
  target: string,
  refused: LeftOut[],
  { signal, onProgress }: ExtractOptions,
): Promise<ExtractReport> {
  const { index } = reader;
  const left = new Map(files);
  const pathIn = (id: number): string => pathOf({ level: { reader, ...level }, id });
  let totalBytes = 0;
  for (const id of files.keys()) totalBytes += index.facts(id).size;
  let written = 0;
  let bytes = 0;
  const report = (): void => onProgress?.({ files: written, totalFiles: files.size, bytes, totalBytes });

  const visit = async (id: number, content: AsyncIterable<Buffer>): Promise<void> => {
    const planned = files.get(id);
    if (!planned) return;
    left.delete(id);
    const path = join(target, planned.folders, planned.name);
    try {
      // No name gets here that could do it; if one did, this is the last door.
      if (leadsOut(relative(target, path))) throw new RefusedError({ reason: 'outside' });
      await writeNewFile(path, content, (size) => {
        bytes += size;
        report();
      });
      const { modifiedMs } = index.facts(id);
      if (modifiedMs > 0) await utimes(path, modifiedMs / 1000, modifiedMs / 1000);
      written++;
      report();
    } catch (error) {
      const failure = failureOf(error);
      if (endsAll(failure)) throw error;
      const refusal: Refusal = error instanceof RefusedError ? error.refusal : { reason: 'notWritten' };
      refused.push({ path: pathIn(id), refusal });
    }
  };

  try {
    await reader.each(new Set(files.keys()), visit, signal);
  } catch (error) {
    const stopped = failureOf(error);
    if (!(error instanceof RefusedError)) return { target, files: written, bytes, refused, stopped };
    for (const id of left.keys()) refused.push({ path: pathIn(id), refusal: error.refusal });
  }
  return { target, files: written, bytes, refused };
}

function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

async function makeEntryFolder(path: string, refused: LeftOut[], name: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (error) {
    if (endsAll(failureOf(error))) throw new FailureError(failureOf(error), { cause: error });
    refused.push({ path: name, refusal: { reason: 'notWritten' } });
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new FailureError(failureOf(error), { cause: error });
  }
}

/** `a (2).txt` */
function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} (${number})${name.slice(dot)}` : `${name} (${number})`;
}

function withoutEnding(name: string): string {
  return name.replace(/\.(zip|tar|tar\.gz|tgz|tar\.zst)$/i, '');
}
