import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { startCampusProcess } from '../campus/startCampusProcess.ts';
import { COUNTS_FILE } from '../mocha/countTests.ts';
import { scratchFolder } from '../process/scratchFolder.ts';
import { ROOT } from '../root.ts';
import { say } from '../say.ts';
import { countedRun } from './countedRun.ts';
import { hostPart } from './hostPart.ts';
import type { Part, PartResult } from './part.ts';
import { TABLE_EXTENSION } from './tableExtension.ts';

async function desktopBinary(): Promise<string | undefined> {
  const chosen = process.env['VSCODE_EXECUTABLE'];
  if (chosen !== undefined) return chosen;
  try {
    const version = process.env['VSCODE_VERSION'] ?? 'stable';
    return await downloadAndUnzipVSCode({
      version,
      timeout: 15_000,
      cachePath: join(ROOT, '.vscode-test'),
    });
  } catch (error) {
    say(
      `No desktop VS Code could be downloaded (${error instanceof Error ? error.message : String(error)}).`,
    );
    return undefined;
  }
}

async function runOnDesktop(vscodeExecutablePath: string): Promise<PartResult> {
  return countedRun(async (file) => {
    const scratch = scratchFolder('desktop');
    const campus = await startCampusProcess();
    try {
      return await runTests({
        vscodeExecutablePath,
        extensionDevelopmentPath: [ROOT, TABLE_EXTENSION],
        extensionTestsPath: join(ROOT, 'dist/test/host.cjs'),
        extensionTestsEnv: { ...campus.env, [COUNTS_FILE]: file },
        launchArgs: [
          scratch.path,
          `--user-data-dir=${join(scratch.path, 'user')}`,
          '--disable-extensions',
          '--disable-workspace-trust',
        ],
      });
    } catch (error) {
      say(String(error)); // a failed run throws
      return 1;
    } finally {
      await campus.close();
      scratch.remove();
    }
  });
}

/**
 * The tests inside a desktop VS Code: the one that VSCODE_EXECUTABLE names, else a download by test-electron, else (no
 * network) the VS Code from npm. Needs the build.
 */
export const desktopPart: Part = {
  name: 'desktop',
  async run(args) {
    const binary = await desktopBinary();
    if (binary !== undefined) return runOnDesktop(binary);
    say('Using the VS Code from npm; name a desktop one in VSCODE_EXECUTABLE.');
    return hostPart('desktop', 'newest').run(args);
  },
};
