import { setTimeout as pause } from 'node:timers/promises';
import type { Workbench } from '../e2e/workbench.ts';

/** How long an extension took to start, as VS Code measured it, in whole milliseconds. */
export type Start = {
  readonly id: string;
  /** Reading and running its code. */
  readonly load: number;
  /** Its activate(), until it returned. */
  readonly activate: number;
  /** What woke it, such as `onStartupFinished`. */
  readonly event: string;
};

const HEADING = ['Extension', 'Eager', 'Load Code', 'Call Activate', 'Finish Activate', 'Event', 'By'];
const LOOKS = 20;
const BETWEEN_LOOKS_MS = 1_000;

/**
 * Reads "Developer: Startup Performance" of a window: the rows of these extensions, in this order. The page is written once, when
 * it opens, so it is opened anew until both are in it.
 */
export async function readStartupPage(
  workbench: Workbench,
  ids: readonly string[],
): Promise<readonly Start[]> {
  let text = '';
  for (let look = 0; look < LOOKS; look++) {
    await workbench.command('Developer: Startup Performance');
    text = await textOfPage(workbench);
    const starts = startsIn(text);
    const wanted = ids.flatMap((id) => starts.filter((start) => start.id === id));
    if (wanted.length === ids.length) return wanted;
    await workbench.command('View: Close All Editors');
    await pause(BETWEEN_LOOKS_MS);
  }
  throw new Error(`The Startup Performance page does not show ${ids.join(' and ')}.\n${text}`);
}

/** The editor draws only the lines in sight; the clipboard gets them all. */
async function textOfPage({ page }: Workbench): Promise<string> {
  const editor = page.locator('.editor-instance .monaco-editor').first();
  await editor.locator('.view-line', { hasText: 'System Info' }).waitFor();
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  return page.evaluate('navigator.clipboard.readText()');
}

/** The rows of the page's table "Extension Activation Stats", which is Markdown. */
function startsIn(text: string): readonly Start[] {
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const first = rows.findIndex((row) => row.join() === HEADING.join());
  if (first < 0) return [];
  return rows.slice(first + 1).flatMap(([id = '', , load, activate, , event = '']) => {
    const start = { id, load: Number(load), activate: Number(activate), event };
    // The line below the heading is made of dashes.
    return Number.isInteger(start.load) && Number.isInteger(start.activate) ? [start] : [];
  });
}
