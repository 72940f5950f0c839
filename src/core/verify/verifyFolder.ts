import { readdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { MANIFEST, MANIFEST_JOURNAL, readManifest } from '../manifest/closeOutManifest.ts';
import { checkFile } from './fileCheck.ts';
import type { Finding, VerifyProgress, VerifyReport } from './verifyReport.ts';

/**
 * Reads every file of a close-out folder against its manifest. It needs the folder alone, so it works years later and on another machine.
 * Nothing is written. Fails as gone/manifest without a manifest, as damaged/manifest for one that cannot be read, as cancelled.
 */
export async function verifyFolder(
  folder: string,
  signal: AbortSignal,
  onProgress: (progress: VerifyProgress) => void,
): Promise<VerifyReport> {
  const { exports } = await readManifest(folder);
  const saved = exports.filter((one) => one.outcome === 'saved');
  const known = new Set([MANIFEST, MANIFEST_JOURNAL]);
  const findings: Finding[] = [];
  let bytes = 0;
  for (const [index, { file, size, sha256, export: kind }] of saved.entries()) {
    onProgress({ checked: index, total: saved.length });
    known.add(file);
    const path = inside(folder, file);
    const problem =
      path === undefined
        ? 'unreadable'
        : await checkFile({ path, size, sha256, export: kind }, signal, (read) => (bytes += read));
    if (problem) findings.push({ name: file, problem });
  }
  for (const name of [...(await filesBelow(folder))].sort())
    if (!known.has(name)) findings.push({ name, problem: 'extra' });
  const lacking = exports.flatMap((one) =>
    one.outcome === 'failed' ? [`${one.course.name}: ${one.export} (${one.reason})`] : [],
  );
  return { folder, checked: saved.length, bytes, findings, lacking };
}

/** The path of a file that a manifest names; undefined if it points out of the folder. */
function inside(folder: string, file: string): string | undefined {
  const path = resolve(folder, ...file.split('/'));
  const way = relative(folder, path);
  return way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : path;
}

/** Every file below a folder, with slashes. Links are files: they are not followed. */
async function filesBelow(folder: string, prefix = ''): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) found.push(...(await filesBelow(join(folder, entry.name), `${name}/`)));
    else found.push(name);
  }
  return found;
}
