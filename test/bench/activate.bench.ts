// How long VS Code itself says that Lectern, as packaged, takes to start, beside the git extension that comes with VS Code.
// See docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { installHost } from '../../scripts/host/installHost.ts';
import { startServer } from '../../scripts/host/startServer.ts';
import { PARTS } from '../../scripts/parts/parts.ts';
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { readJson } from '../../scripts/readJson.ts';
import { ROOT } from '../../scripts/root.ts';
import { say } from '../../scripts/say.ts';
import { openWorkbench } from '../e2e/workbench.ts';
import { printFigures, printTable, rounded } from './figures.ts';
import { median } from './median.ts';
import { readStartupPage, type Start } from './startupPage.ts';

const STARTS = 10;
const LECTERN = 'lectern.lectern';
const GIT = 'vscode.git';
const EVENT = 'onStartupFinished';
const BRANCH = 'benchmark-branch';

/** A workspace in which the git extension finds something to do. */
function makeRepository(folder: string): void {
  const git = (...args: string[]): void => void execFileSync('git', ['-C', folder, ...args]);
  git('init', '--quiet', '--initial-branch', BRANCH);
  writeFileSync(join(folder, 'README.md'), '# A course\n');
  git('add', '.');
  git('-c', 'user.name=Bench', '-c', 'user.email=bench@localhost', 'commit', '--quiet', '-m', 'Begin');
}

type Starts = { readonly lectern: Start; readonly git: Start };

const Manifest = v.object({ activationEvents: v.optional(v.array(v.string())) });

/**
 * Links to VS Code's own extensions, without those that wait for the event that Lectern waits for: VS Code starts the clocks of all
 * of them at once and then loads one after the other, so that each row holds the time of those before it.
 */
function linkQuietBuiltins(folder: string): void {
  const builtins = join(installHost().vscode, 'extensions');
  for (const { name } of readdirSync(builtins, { withFileTypes: true })) {
    const manifest = join(builtins, name, 'package.json');
    if (!existsSync(manifest)) continue;
    const { activationEvents = [] } = readJson(manifest, Manifest);
    if (!activationEvents.includes(EVENT)) symlinkSync(join(builtins, name), join(folder, name));
  }
}

/** One start of everything: server, browser and all their data are new. */
async function startOnce(workspace: string, builtins?: string): Promise<Starts> {
  const vsix = join(ROOT, 'dist/lectern.vsix');
  const server = await startServer({ vsix, ...(builtins !== undefined && { builtins }) });
  try {
    const workbench = await openWorkbench(server, workspace);
    try {
      // Only a git extension that works has read the branch.
      await workbench.page.locator('.statusbar-item', { hasText: BRANCH }).waitFor();
      const [lectern, git] = await readStartupPage(workbench, [LECTERN, GIT]);
      if (lectern?.event !== EVENT || git === undefined)
        throw new Error('The page has other rows than expected.');
      for (const { id, load, activate } of [lectern, git])
        if (load < 0 || activate < 0) throw new Error(`${id} was not activated.`);
      return { lectern, git };
    } finally {
      await workbench.close();
    }
  } finally {
    await server.close();
  }
}

/** The medians of some starts; a ratio is one of medians too. */
function summary(starts: readonly Starts[]) {
  const [load, activate, gitLoad, gitActivate] = [
    median(starts.map(({ lectern }) => lectern.load)),
    median(starts.map(({ lectern }) => lectern.activate)),
    median(starts.map(({ git }) => git.load)),
    median(starts.map(({ git }) => git.activate)),
  ];
  const ratio = rounded((load + activate) / (gitLoad + gitActivate), 3);
  return { load, activate, gitLoad, gitActivate, ratio };
}

function print(title: string, starts: readonly Starts[]): void {
  say(`\n${title}\n`);
  const { load, activate, gitLoad, gitActivate } = summary(starts);
  printTable(
    ['start, ms', 'Lectern load', 'activate', 'git load', 'activate'],
    [
      ...starts.map(({ lectern, git }, i) => [i + 1, lectern.load, lectern.activate, git.load, git.activate]),
      ['median', load, activate, gitLoad, gitActivate],
    ],
  );
}

for (const [step, args] of [
  [PARTS.build, ['--production']],
  [PARTS.package, []],
] as const)
  if ((await step.run(args)).failed > 0) throw new Error(`The step "${step.name}" failed.`);

// With a sample campus given, Lectern would connect to it as it starts.
delete process.env['LECTERN_CAMPUS'];
const scratch = scratchFolder('bench');
const [workspace, builtins] = [join(scratch.path, 'course'), join(scratch.path, 'builtins')];
for (const folder of [workspace, builtins]) mkdirSync(folder);
makeRepository(workspace);
linkQuietBuiltins(builtins);
const alone: Starts[] = [];
const queued: Starts[] = [];
for (let n = 1; n <= STARTS; n++) {
  alone.push(await startOnce(workspace, builtins));
  queued.push(await startOnce(workspace));
  say(`start ${n} of ${STARTS}`);
}
scratch.remove();

print(`Without VS Code's own extensions that wait for ${EVENT} too:`, alone);
print('With all that VS Code comes with, after which Lectern is loaded:', queued);
say('');
const [own, all] = [summary(alone), summary(queued)];
printFigures({
  load_ms: all.load,
  activate_ms: all.activate,
  git_load_ms: all.gitLoad,
  git_activate_ms: all.gitActivate,
  ratio_git: all.ratio,
  alone_load_ms: own.load,
  alone_activate_ms: own.activate,
  alone_ratio_git: own.ratio,
  starts: STARTS,
});
