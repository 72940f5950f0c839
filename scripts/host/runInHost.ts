import { setTimeout as pause } from 'node:timers/promises';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { ROOT } from '../root.ts';
import { say } from '../say.ts';
import { launchBrowser } from './launchBrowser.ts';
import { startServer, type Server, type ServerOptions } from './startServer.ts';

export type InHostRun = ServerOptions & {
  /** The bundled module that exports run(). */
  readonly tests: string;
  readonly workspace: string;
  /** The folder of the extension under development; the checkout when left out. */
  readonly extension?: string;
  /** After how long the run counts as hung; ten minutes when left out. */
  readonly timeoutMs?: number;
};

/** What the workbench and its own extensions tell the console: nothing about us. */
const NOISE =
  /builtin extensions|creating a socket|connection token|service worker|authentication provider|AgentHost|grace-time|PolicyGate|log channel/i;

async function openTests(server: Server, page: Page, run: InHostRun): Promise<number> {
  let finish: (code: number) => void;
  const exit = new Promise<number>((done) => {
    finish = done;
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    const line = format(...args); // mocha's reporter prints with %s and the like
    if (!NOISE.test(line)) say(line);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));
  await page.goto(
    server.url(run.workspace, [
      ['extensionDevelopmentPath', server.remote(run.extension ?? ROOT)],
      ['extensionTestsPath', server.remote(run.tests)],
      ['skipWelcome', 'true'],
    ]),
  );
  return exit;
}

/**
 * Runs a test module inside VS Code's extension host.
 *
 * @returns 0 when its run() resolved, 1 when it threw, the server broke down or the time was up
 */
export async function runInHost(run: InHostRun): Promise<number> {
  const server = await startServer({ ...run, testDriver: true });
  let closing = false;
  const time = new AbortController();
  try {
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext();
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await context.newPage();
      say(`VS Code ${server.code} (code-server ${server.codeServer}), Chromium ${browser.version()}`);
      const limit = run.timeoutMs ?? 600_000;
      return await Promise.race([
        openTests(server, page, run),
        server.ended.then(() => {
          if (!closing) say(`The VS Code server ended.\n${server.output()}`);
          return 1;
        }),
        pause(limit, 1, { signal: time.signal }).then((code) => {
          say(`The tests inside VS Code did not end within ${limit / 1000} s.`);
          return code;
        }),
      ]);
    } finally {
      closing = true;
      await browser.close();
    }
  } finally {
    time.abort();
    await server.close();
  }
}
