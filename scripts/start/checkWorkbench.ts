import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openWorkbench, type Workbench } from '../../test/e2e/workbench.ts';
import { courseNames } from '../campus/courseNames.ts';
import type { CampusProcess } from '../campus/startCampusProcess.ts';
import type { Server } from '../host/startServer.ts';

const PATIENCE_MS = 120_000;

/** Tries until it gives an answer; the error names what was waited for. */
async function waitFor<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(250);
  }
  throw new Error(`${what} after ${PATIENCE_MS / 1000} s.`);
}

async function courseRows(workbench: Workbench, names: readonly string[]): Promise<readonly string[]> {
  await workbench.showContainer('Lectern');
  return waitFor('The tree does not show the courses of the campus', async () => {
    const rows = await workbench.rows().allInnerTexts();
    const missing = names.filter((name) => !rows.some((row) => row.includes(name)));
    if (missing.length === 0) return names;
    // A connection that is still closed: open the first one.
    const closed = workbench.rows().and(workbench.page.locator('[aria-level="1"][aria-expanded="false"]'));
    if (rows.length > 0 && (await closed.count()) > 0) await closed.first().click();
    return undefined;
  });
}

/** The files below a folder that are whole: what is still being written is called `.part`. */
function finishedFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part') && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Looks at the workbench as a newcomer would: the courses in the tree, then one export until its file is on disk.
 *
 * @returns what it saw, in one line
 */
export async function checkWorkbench(
  server: Server,
  campus: CampusProcess,
  place: { readonly workspace: string; readonly exports: string },
): Promise<string> {
  const names = await courseNames(campus);
  if (names.length === 0) throw new Error('The sample campus has no courses.');
  const workbench = await openWorkbench(server, place.workspace);
  try {
    const seen = await courseRows(workbench, names);
    await workbench.command('Lectern: Export Coursework');
    await workbench.choose(names[0]);
    const file = await waitFor('The export is not on disk', () =>
      Promise.resolve(finishedFiles(place.exports)[0]),
    );
    await workbench.shot('check');
    const size = statSync(file).size;
    if (size === 0) throw new Error(`The export ${file} is empty.`);
    return `VS Code ${server.code}: the tree shows ${seen.length} courses (${seen.join(', ')}); exported ${file.slice(place.exports.length + 1)}, ${size} bytes.`;
  } catch (error) {
    await workbench.shot('check-failed');
    throw error;
  } finally {
    await workbench.close();
  }
}
