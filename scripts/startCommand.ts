import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startCampusProcess } from './campus/startCampusProcess.ts';
import { startServer } from './host/startServer.ts';
import { Missing } from './missing.ts';
import { PARTS, VSIX } from './parts/parts.ts';
import { runPart } from './parts/runPart.ts';
import { scratchFolder } from './process/scratchFolder.ts';
import { say } from './say.ts';
import { checkWorkbench } from './start/checkWorkbench.ts';
import { hasDesktop } from './start/hasDesktop.ts';
import { openAddress } from './start/openAddress.ts';
import { startDesktop } from './start/startDesktop.ts';

async function start(args: readonly string[]): Promise<number> {
  say('Building Lectern ...');
  if ((await runPart(PARTS.build, ['--production'])).failed > 0) return 1;
  const scratch = scratchFolder('start');
  const workspace = join(scratch.path, 'workspace');
  const exports = join(scratch.path, 'exports');
  for (const folder of [workspace, exports]) mkdirSync(folder);

  say('Starting the sample campus ...');
  const campus = await startCampusProcess();
  if (args.includes('--desktop')) {
    say('Starting VS Code; close its window or press Ctrl-C to end.');
    return startDesktop({ scratch: scratch.path, workspace, env: campus.env, settings: {} });
  }

  // Installed like any other: a server's page takes an extension under development with the test driver only.
  if ((await runPart(PARTS.package)).failed > 0) return 1;
  const check = args.includes('--check');
  const server = await startServer({
    vsix: VSIX,
    env: campus.env,
    // What a person exports is theirs to keep: it goes where the default says.
    settings: check ? { 'lectern.exports.folder': exports } : {},
  });
  if (check) {
    say(await checkWorkbench(server, campus, { workspace, exports }));
    await server.close();
    await campus.close();
    return 0;
  }
  const address = server.url(workspace);
  say(`\nVS Code ${server.code} with Lectern and the sample campus:\n\n  ${address}\n\nCtrl-C ends it.`);
  if (hasDesktop()) openAddress(address);
  const code = await server.ended;
  say(`The VS Code server ended.\n${server.output()}`);
  return code;
}

/** `npm start`: a VS Code with Lectern and the sample campus; `--desktop`: in the `code` on the PATH; `--check`: looks at it. */
export async function startCommand(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--desktop' && arg !== '--check');
  try {
    if (unknown !== undefined) {
      throw new Missing(`"npm start" takes --desktop or --check, not ${unknown}: leave it out.`);
    }
    process.exit(await start(args));
  } catch (error) {
    process.stderr.write(
      `${error instanceof Missing ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  }
}
