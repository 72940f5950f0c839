import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { launchBrowser } from '../../scripts/host/launchBrowser.ts';
import { ROOT } from '../../scripts/root.ts';
import type { PreviewAnswers } from '../../src/features/importPreview/previewAnswers.ts';
import {
  type HostMessage,
  parseViewMessage,
  type ViewMessage,
} from '../../webview-ui/import-preview/protocol.ts';
import { FACILITY, planOfScene, type Scene } from './scene.ts';
import '../unit/withoutEditor.ts';

const ORIGIN = 'https://preview.test';
const SHOTS = join(ROOT, 'dist/shots');

const Themes = v.record(v.string(), v.record(v.string(), v.string()));
/** The kinds of themes that VS Code knows, with the colours of one of each. */
export const THEMES = v.parse(
  Themes,
  JSON.parse(readFileSync(join(ROOT, 'test/fixtures/themes/themes.json'), 'utf8')),
);

/** As VS Code prepares the page of a webview: a way to the extension, which is this process, and the theme. */
const PREPARE = `
  window.refused = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.refused.push(event.violatedDirective + ' ' + event.blockedURI));
  let kept;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => void window.toExtension(message),
    getState: () => JSON.parse(sessionStorage.getItem('kept') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('kept', JSON.stringify(state)),
  });
  window.wear = (kind, tokens) => {
    const { style } = document.documentElement;
    for (const name of [...style]) style.removeProperty(name);
    for (const [name, value] of Object.entries(tokens)) style.setProperty(name, value);
    document.body.className = kind;
    document.body.dataset.vscodeThemeKind = kind;
  };`;

/** The preview in a headless browser, as built, with the extension's own states and answers and no editor around it. */
export type PreviewPage = {
  readonly page: Page;
  /** What the preview has sent, but for what it asks of the rows. */
  readonly sent: ViewMessage[];
  /** Shows a scene, as if the file, the facility or the run had become another. */
  show(scene: Scene): Promise<void>;
  wear(kind: string): Promise<void>;
  /** Loads the page again, as when its tab was hidden or the window reloaded. `keeps` if what it has kept is still there. */
  reopen(keeps: boolean): Promise<void>;
  /** Whether the extension answers from now on. */
  answer(isOn: boolean): void;
  /** How often it has said that it is there. */
  answered(): number;
  /** What the page's policy has refused since it was opened. */
  refused(): Promise<readonly string[]>;
  shot(name: string): Promise<void>;
  close(): Promise<void>;
};

/** Opens the page, in a dark theme and as wide as an editor tab beside the side bar. */
export async function openPreview(): Promise<PreviewPage> {
  const browser = await launchBrowser();
  try {
    return await openIn(browser);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function openIn(browser: Browser): Promise<PreviewPage> {
  const [
    { Uri },
    { previewHtml },
    { previewState, planInWords },
    { previewStrings },
    { PreviewAnswers: Answers },
  ] = await Promise.all([
    import('vscode'),
    import('../../src/features/importPreview/previewHtml.ts'),
    import('../../src/features/importPreview/previewState.ts'),
    import('../../src/features/importPreview/previewStrings.ts'),
    import('../../src/features/importPreview/previewAnswers.ts'),
  ]);
  const page = await browser.newPage({ viewport: { width: 980, height: 720 } });
  const sent: ViewMessage[] = [];
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (isReady = resolve));
  const answers: PreviewAnswers = new Answers(
    (offset) => text.slice(0, offset).split('\n').length,
    () => undefined,
  );
  let isThere = true;
  let answered = 0;
  let version = 0;
  let text = '';
  /** What a page that is loaded again is told. */
  let last: readonly HostMessage[] = [];

  const send = (message: HostMessage): Promise<unknown> =>
    page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
  const take = async (value: unknown): Promise<void> => {
    const message = parseViewMessage(value);
    if (message === undefined) throw new Error(`No message: ${JSON.stringify(value)}`);
    switch (message.type) {
      case 'ready':
        if (!isThere) return;
        await send({ type: 'start', strings: previewStrings(), locale: 'en', resource: 'file:///users.csv' });
        for (const one of last) await send(one);
        isReady();
        return;
      case 'find': {
        const answer = await answers.find(message.id, message.query, message.near);
        await send({ type: 'answer', id: message.id, answer });
        return;
      }
      case 'window': {
        const answer = answers.window(message.find, message.first, message.count);
        await send({ type: 'answer', id: message.id, answer });
        return;
      }
      case 'cancel':
        answers.cancel(message.id);
        return;
      case 'ping':
        if (!isThere) return;
        await send({ type: 'pong' });
        answered++;
        return;
      case 'open':
      case 'removes':
      case 'do':
        sent.push(message);
        return;
    }
  };
  await page.exposeFunction('toExtension', take);
  await page.addInitScript(PREPARE);
  const cspSource = ORIGIN;
  const html = previewHtml(
    // What the page is made of: where its files are, and from where it may load them.
    { cspSource, asWebviewUri: (file) => Object.assign(file, { toString: () => `${ORIGIN}${file.path}` }) },
    Uri.from({ scheme: 'file', path: '' }),
    { title: 'Import users.csv', resource: 'file:///users.csv' },
  );
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: html });
    else await route.fulfill({ path: join(ROOT, pathname) });
  });
  await page.goto(`${ORIGIN}/`);
  const wear = async (kind: string): Promise<void> => {
    await page.evaluate(`wear(${JSON.stringify(kind)}, ${JSON.stringify(THEMES[kind])})`);
  };
  await wear('vscode-dark');
  await ready;
  return {
    page,
    sent,
    wear,
    async show(scene) {
      const {
        unplanned,
        run = { kind: 'none' },
        removes = false,
        isUpdating = false,
        isReadOnly,
        readFailure,
      } = scene;
      const planned = unplanned === undefined ? await planOfScene(scene, ++version) : undefined;
      text = scene.text ?? '';
      answers.take(planned);
      const state = previewState(
        {
          planned,
          unplanned: unplanned ?? { kind: 'readingFile' },
          facility: FACILITY,
          removes,
          isUpdating,
          readFailure,
          isGone: false,
          lineOf: (row) => row + 1,
          document: { version: 1, uri: { scheme: isReadOnly === true ? 'read-only' : 'file' } },
        },
        run,
        {
          now: Date.now(),
          fileAfterRun: 'imported',
          announcement: planned === undefined ? '' : planInWords(planned.table.plan),
        },
      );
      const status = planned === undefined ? '' : 'Compared with the users and classes read just now';
      last = [
        { type: 'status', heading: `${FACILITY.name} · users.csv`, status },
        { type: 'state', state },
      ];
      for (const message of last) await send(message);
    },
    async reopen(keeps) {
      if (!keeps) await page.evaluate('sessionStorage.clear()');
      await page.reload();
      await wear('vscode-dark');
    },
    answer(isOn) {
      isThere = isOn;
    },
    answered: () => answered,
    refused: async () => v.parse(v.array(v.string()), await page.evaluate('window.refused')),
    async shot(name) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name}.png`) });
    },
    close: () => browser.close(),
  };
}
