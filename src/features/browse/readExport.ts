import * as vscode from 'vscode';
import type { ArchiveEntry } from '../../core/archives/archiveEntry.ts';
import { RefusedError } from '../../core/archives/refusal.ts';
import { failureOf } from '../../core/platform/failure.ts';
import { fileSize } from '../../host/fileSize.ts';
import { entryOf } from './entryUri.ts';
import type { ExportArchives } from './exportArchives.ts';
import { openingText } from './refusalText.ts';

/** The editor wants a file whole, and passes it from one process to another: more than this would stop it, in bytes. */
export const MAX_READ_BYTES = 512 * 1024 * 1024;

/** What something in an export is. Fails, as all of these do, with the editor's own errors of file systems. */
export function statEntry(archives: ExportArchives, uri: vscode.Uri): Promise<vscode.FileStat> {
  return asFileSystemError(uri, async () => {
    const { jobId, path } = entryOf(uri);
    const archive = await archives.archive(jobId);
    const permissions = vscode.FilePermission.Readonly;
    if (path === '') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0, permissions };
    const entry = await archive.stat(path);
    const { size, modifiedMs } = entry;
    return { type: typeOf(entry), ctime: modifiedMs, mtime: modifiedMs, size, permissions };
  });
}

/** What is in a folder of an export, or in an archive in it. */
export function listEntries(archives: ExportArchives, uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
  return asFileSystemError(uri, async () => {
    const { jobId, path } = entryOf(uri);
    const archive = await archives.archive(jobId);
    const { entries } = await archive.list(path, { from: 0, count: Infinity });
    // What no path leads to is told in the Exports view only.
    return entries.flatMap((entry): [string, vscode.FileType][] =>
      entry.path === undefined ? [] : [[entry.name, typeOf(entry)]],
    );
  });
}

/** A file of an export, whole. */
export function readEntry(archives: ExportArchives, uri: vscode.Uri): Promise<Uint8Array> {
  return asFileSystemError(uri, async () => {
    const { jobId, path } = entryOf(uri);
    const archive = await archives.archive(jobId);
    const { size } = await archive.stat(path);
    if (size > MAX_READ_BYTES)
      throw vscode.FileSystemError.Unavailable(
        vscode.l10n.t(
          'It is larger than {0}. Extract it, and open it with a program for such files.',
          fileSize(MAX_READ_BYTES),
        ),
      );
    const content = await archive.open(path, new AbortController().signal);
    const bytes = new Uint8Array(size);
    let at = 0;
    for await (const chunk of content) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  });
}

function typeOf({ kind, refusal }: ArchiveEntry): vscode.FileType {
  return kind === 'folder' || (kind === 'archive' && !refusal)
    ? vscode.FileType.Directory
    : vscode.FileType.File;
}

async function asFileSystemError<T>(uri: vscode.Uri, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof vscode.FileSystemError) throw error;
    if (failureOf(error).kind === 'gone') throw vscode.FileSystemError.FileNotFound(uri);
    const { sentence } = openingText(error);
    throw error instanceof RefusedError
      ? vscode.FileSystemError.NoPermissions(sentence)
      : vscode.FileSystemError.Unavailable(sentence);
  }
}
