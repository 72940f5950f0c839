import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startCampusProcess, type CampusProcess } from '../../scripts/campus/startCampusProcess.ts';
import { startServer, type Server, type ServerOptions } from '../../scripts/host/startServer.ts';
import { scratchFolder, type ScratchFolder } from '../../scripts/process/scratchFolder.ts';
import { ROOT } from '../../scripts/root.ts';
import { openSandbox, type Sandbox } from '../campus/sandbox.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

/** What an end-to-end test plays on: a campus, a VS Code with the packaged Lectern, and a window. */
export type Stage = {
  campus: CampusProcess;
  sandbox: Sandbox;
  server: Server;
  workbench: Workbench;
  /** The folder that the window is opened on. */
  readonly workspace: string;
  /** The export folder. */
  readonly exports: string;
  /** The finished files below the export folder, absolute. */
  readonly finished: () => readonly string[];
  /** Unfinished ones, with their sizes in bytes. */
  readonly parts: () => readonly { readonly path: string; readonly size: number }[];
  /** Ends the campus; its state stays. */
  readonly stopCampus: () => Promise<void>;
  /** Starts it again at the same address. */
  readonly restartCampus: () => Promise<void>;
};

/**
 * Sets the stage before the tests of the surrounding `describe`, and clears it after them. A test that fails leaves a picture in
 * dist/shots, and in its message what the window showed.
 *
 * @param name of the tests, for files
 * @param options.connected whether Lectern is told of the campus, as `npm start` does
 * @param options.prepare made ready in a scratch folder before VS Code starts: settings and environment
 */
export function onStage(
  name: string,
  options: {
    readonly connected: boolean;
    readonly prepare?: (folder: string) => Promise<Pick<ServerOptions, 'settings' | 'env'>>;
  },
): () => Stage {
  let scratch: ScratchFolder | undefined;
  let stage: Stage | undefined;
  const ends: (() => Promise<void>)[] = [];

  before(async () => {
    scratch = scratchFolder(name);
    const exports = join(scratch.path, 'exports');
    const workspace = join(scratch.path, 'workspace');
    const stateDir = join(scratch.path, 'campus');
    for (const folder of [exports, workspace]) mkdirSync(folder);
    const campus = await startCampusProcess({ stateDir });
    ends.push(() => (stage?.campus ?? campus).close());
    const prepared = await options.prepare?.(scratch.path);
    const server = await startServer({
      vsix: join(ROOT, 'dist/lectern.vsix'),
      settings: { 'lectern.exports.folder': exports, ...prepared?.settings },
      env: { ...(options.connected && campus.env), ...prepared?.env },
    });
    ends.push(() => server.close());
    const workbench = await openWorkbench(server, workspace);
    ends.push(() => workbench.close());
    const files = (): string[] =>
      readdirSync(exports, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
    const { port } = new URL(campus.origin);
    const own: Stage = {
      campus,
      sandbox: openSandbox(campus.origin),
      server,
      workbench,
      workspace,
      exports,
      finished: () => files().filter((path) => !path.endsWith('.part')),
      parts: () =>
        files()
          .filter((path) => path.endsWith('.part'))
          .map((path) => ({ path, size: statSync(path).size })),
      stopCampus: () => own.campus.close(),
      restartCampus: async () => {
        own.campus = await startCampusProcess({ stateDir, port: Number(port) });
      },
    };
    stage = own;
    await workbench.showContainer('Lectern');
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const title = this.currentTest.title.replace(/\W+/g, '-').slice(0, 60);
    await stage?.workbench.shot(`failed-${name}-${title}`);
    // Where a machine keeps no pictures, the message is all there is.
    const { err } = this.currentTest;
    if (err && stage) err.message += ` The window showed: ${await stage.workbench.seen()}`;
  });

  after(async () => {
    for (const end of ends.reverse()) await end();
    scratch?.remove();
  });

  return () => {
    if (stage === undefined) throw new Error('The stage is not set yet.');
    return stage;
  };
}
