import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/launchBrowser.ts';
import { persistSecrets } from '../../scripts/host/persistSecrets.ts';
import type { PagePayload, Server } from '../../scripts/host/startServer.ts';
import { ROOT } from '../../scripts/root.ts';
import { seenIn } from './seenIn.ts';

/** A VS Code window in a headless browser, with what a person does in it. */
export type Workbench = {
  readonly browser: Browser;
  readonly page: Page;
  /** The quick pick or input box that is open. */
  readonly quickInput: Locator;
  /** Opens a quick input by a key, types into it and picks the first row that holds the label. */
  pick(key: string, text: string, label: string): Promise<void>;
  /** Runs a command from the palette by its full title, category included. */
  command(title: string): Promise<void>;
  /** Picks a row of the quick pick that a command has opened. Without a label: the first one. */
  choose(label?: string): Promise<void>;
  /** Opens a file of the workspace in an editor. */
  open(file: string): Promise<void>;
  /** Shows the views of an activity-bar container. */
  showContainer(title: string): Promise<void>;
  /** Every row of the views that are shown, or of one of them by its title; or those of them that hold a text. */
  readonly rows: (text?: string | RegExp, view?: string) => Locator;
  /** A notification that holds the text. */
  notification(text: string | RegExp): Locator;
  /** The modal dialog that is open. */
  readonly dialog: Locator;
  /** The innermost frame that holds the selector: webview content is two frames deep. */
  webview(selector: string): Promise<Frame>;
  /** Reloads the window, as "Developer: Reload Window" does, and waits for the activity bar. */
  reload(): Promise<void>;
  /** Picks from the menu that a right click on a row opens. */
  menu(row: Locator, label: string): Promise<void>;
  /** Closes the window, as a person does, and opens another one of the same browser on the same folder. */
  reopen(): Promise<Workbench>;
  /** What the window shows, in words. */
  seen(): Promise<string>;
  /** Writes dist/shots/<name>.png. */
  shot(name: string): Promise<void>;
  close(): Promise<void>;
};

const SHOTS = join(ROOT, 'dist/shots');
const FIRST_LOAD_MS = 90_000;

async function findWebview(page: Page, selector: string): Promise<Frame> {
  for (let attempt = 0; attempt < 150; attempt++) {
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      const count = await frame
        .locator(selector)
        .count()
        .catch(() => 0); // a frame that was just replaced
      if (count > 0) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`There is no webview with ${selector}.`);
}

/** Where a row is, once the tree has stopped filling: a row that is drawn anew moves, and closes the menu that stands on it. */
async function placeAtRest(row: Locator): Promise<NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>> {
  const page = row.page();
  const filling = page.locator('.sidebar .monaco-progress-container.active');
  await row.waitFor();
  let last = await row.boundingBox();
  for (let look = 0; look < 20; look++) {
    await page.waitForTimeout(250);
    const box = await row.boundingBox();
    if (box && box.y === last?.y && (await filling.count()) === 0) return box;
    last = box;
  }
  // A job that runs keeps the bar of its view busy.
  if (!last) throw new Error('The row does not come to rest.');
  return last;
}

type Place = {
  readonly server: Server;
  readonly folder: string;
  readonly payload?: PagePayload;
  /** The activity-bar container to wait for. */
  readonly container: string;
};

/** Opens a folder in a window of the server and waits until the activity bar shows a container, "Lectern" unless told. */
export async function openWorkbench(
  server: Server,
  folder: string,
  { payload, container = 'Lectern' }: { readonly payload?: PagePayload; readonly container?: string } = {},
): Promise<Workbench> {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await persistSecrets(context, server);
    return await openWindow(browser, context, { server, folder, container, ...(payload && { payload }) });
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function openWindow(browser: Browser, context: BrowserContext, place: Place): Promise<Workbench> {
  const { server, folder, payload, container } = place;
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const icon = page.locator(`.activitybar a[aria-label^="${container}"]`);
  const quickInput = page.locator('.quick-input-widget:visible');

  const choose = async (label?: string): Promise<void> => {
    const rows = quickInput.locator('.monaco-list-row');
    await (label === undefined ? rows : rows.filter({ hasText: label })).first().click();
  };
  const pick = async (key: string, text: string, label: string): Promise<void> => {
    // Keys pressed while the window still loads, or while the focus leaves a webview, get lost: try again.
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        await page.keyboard.press(key);
        await quickInput.locator('.quick-input-box input').fill(text, { timeout: 2000 });
        const row = quickInput.locator('.monaco-list-row', { hasText: label }).first();
        await row.click({ timeout: 4000 });
        return;
      } catch {
        await page.keyboard.press('Escape');
      }
    }
    throw new Error(`${key} does not offer "${label}".`);
  };
  const shot = async (name: string): Promise<void> => {
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };

  await page.goto(server.url(folder, payload));
  try {
    await icon.waitFor({ timeout: FIRST_LOAD_MS });
  } catch (error) {
    await shot('not-loaded');
    throw error;
  }
  return {
    browser,
    page,
    quickInput,
    pick,
    choose,
    shot,
    seen: () => seenIn(page),
    command: (title) => pick('F1', `>${title}`, title),
    open: async (file) => {
      await pick('Control+P', file, file);
      await page.locator('.tab.active', { hasText: file }).waitFor();
    },
    showContainer: async (title) => {
      const item = page.locator('.activitybar .action-item', {
        has: page.locator(`a[aria-label^="${title}"]`),
      });
      const shown = page.locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') });
      // A window that is still restoring itself may undo a click; and a click on the container that is shown hides it.
      for (let attempt = 0; attempt < 5 && !(await shown.isVisible()); attempt++) {
        await item.click();
        await shown.waitFor({ timeout: 3_000 }).catch(() => undefined);
      }
      await shown.waitFor();
    },
    rows: (text, view) => {
      const panes = page.locator(
        '.sidebar .pane',
        view === undefined ? {} : { has: page.locator(`.pane-header[aria-label^="${view}"]`) },
      );
      return panes.locator('.monaco-list-row', text === undefined ? {} : { hasText: text });
    },
    notification: (text) => page.locator('.notification-toast', { hasText: text }),
    dialog: page.locator('.monaco-dialog-box'),
    webview: (selector) => findWebview(page, selector),
    reload: async () => {
      await page.reload();
      await icon.waitFor({ timeout: FIRST_LOAD_MS });
    },
    menu: async (row, label) => {
      const item = page.locator('.monaco-menu .action-item', { hasText: label }).first();
      // Rows move while a tree fills, and then the click is another row's: try again.
      for (let attempt = 0; attempt < 5; attempt++) {
        const box = await placeAtRest(row);
        await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' });
        const isOpen = await item.waitFor({ timeout: 4000 }).then(
          () => true,
          () => false,
        );
        if (isOpen && (await row.boundingBox())?.y === box.y) {
          // By key: a menu takes no click in its first moments, and a second one might run the command twice.
          await item.hover();
          await item.and(page.locator('.focused')).waitFor();
          await page.keyboard.press('Enter');
          await item.waitFor({ state: 'detached' });
          return;
        }
        await page.keyboard.press('Escape');
      }
      throw new Error(`The menu of the row does not offer "${label}".`);
    },
    reopen: async () => {
      await page.close({ runBeforeUnload: true });
      if (!page.isClosed()) await page.waitForEvent('close');
      return openWindow(browser, context, place);
    },
    close: () => browser.close(),
  };
}
