import { join } from 'node:path';
import { startCampusProcess } from '../campus/startCampusProcess.ts';
import { NEWEST_HOST, OLDEST_HOST } from '../host/installHost.ts';
import { runInHost } from '../host/runInHost.ts';
import { COUNTS_FILE } from '../mocha/countTests.ts';
import { scratchFolder } from '../process/scratchFolder.ts';
import { ROOT } from '../root.ts';
import { countedRun } from './countedRun.ts';
import type { Part } from './part.ts';
import { TABLE_EXTENSION } from './tableExtension.ts';

/**
 * The tests inside VS Code, on the extension of this checkout, which finds a sample campus to connect to and writes its
 * exports into a scratch folder. Needs the build.
 */
export function hostPart(name: string, host: 'newest' | 'oldest'): Part {
  const version = host === 'oldest' ? OLDEST_HOST : (process.env['VSCODE_HOST'] ?? NEWEST_HOST);
  return {
    name,
    run: () =>
      countedRun(async (file) => {
        const workspace = scratchFolder('workspace');
        const exports = scratchFolder('exports');
        const campus = await startCampusProcess();
        try {
          return await runInHost({
            version,
            workspace: workspace.path,
            tests: join(ROOT, 'dist/test/host.cjs'),
            others: [TABLE_EXTENSION],
            settings: { 'lectern.exports.folder': exports.path },
            env: { ...campus.env, [COUNTS_FILE]: file },
          });
        } finally {
          await campus.close();
          workspace.remove();
          exports.remove();
        }
      }),
  };
}
