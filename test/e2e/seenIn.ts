import type { Page } from 'playwright-core';

/** What tells a failed test most: what is said, asked, listed and open. */
const PLACES = [
  '.notification-toast',
  '.monaco-dialog-box',
  '.quick-input-widget:visible',
  '.tab.active',
  '.sidebar .monaco-list-row',
];
/** Characters of a webview. */
const WEBVIEW_LENGTH = 400;

/** The text of a window's notifications, dialog, quick input, active tab, side-bar rows and webviews, in one line. */
export async function seenIn(page: Page): Promise<string> {
  const places = await Promise.all(PLACES.map((selector) => page.locator(selector).allInnerTexts()));
  const frames = await Promise.all(
    page.frames().map(async (frame) => {
      // What a webview shows is two frames deep.
      if (!frame.parentFrame()?.parentFrame()) return '';
      const text = await frame
        .locator('body')
        .innerText({ timeout: 5_000 })
        .catch(() => ''); // a frame that is just being replaced
      return text.slice(0, WEBVIEW_LENGTH);
    }),
  );
  return [...places, ...frames]
    .flat()
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join(' | ');
}
