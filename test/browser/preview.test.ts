import assert from 'node:assert/strict';
import { RowsDone } from '../../src/core/roster/run/outcome/rowsDone.ts';
import type { Locator } from 'playwright-core';
import { axeViolations } from '../e2e/axeViolations.ts';
import { fileOf, rowWith } from '../unit/roster/madeRosters.ts';
import { until } from '../until.ts';
import { openPreview, type PreviewPage, THEMES } from './previewPage.ts';
import { schoolOf, termStart } from './scenes.ts';

const WIDTHS = [280, 590, 900, 1280, 1920] as const;
/** What the rows have at least of the height of a tab. */
const SHARE = 0.6;

describe('the import preview in a browser', () => {
  let preview: PreviewPage;
  const of = (selector: string, text?: string | RegExp): Locator =>
    preview.page.locator(selector, text === undefined ? {} : { hasText: text });
  const tile = (label: string): Locator => of('.tile', new RegExp(`^[\\d,]+ ${label}$`));
  const rows = (): Locator => of('.body .row');
  const focused = (): Promise<string> =>
    preview.page.evaluate('`${document.activeElement?.className} ${document.activeElement?.textContent}`');
  const said = (text: string | RegExp): Promise<void> =>
    of('[role="status"]', text).waitFor({ state: 'attached' });

  before(async () => {
    preview = await openPreview();
  });
  after(() => preview.close());
  beforeEach(async () => {
    preview.sent.length = 0;
    await preview.page.setViewportSize({ width: 980, height: 720 });
    await preview.reopen(false);
    await preview.show(termStart());
    await rows().first().waitFor();
  });

  it('is refused nothing by the policy of its page', async () => {
    assert.deepEqual(await preview.refused(), []);
    // The page does refuse: what has no nonce is no style.
    await preview.page.evaluate('document.head.append(document.createElement("style"))');
    assert.deepEqual(await preview.refused(), ['style-src-elem inline']);
  });

  for (const width of WIDTHS)
    it(`leaves the rows most of a tab that is ${width} pixels wide, and none of them outside of it`, async () => {
      const { page } = preview;
      await page.setViewportSize({ width, height: 720 });
      await preview.show({ ...termStart({ left: 12 }), removes: true, age: 30 });
      await rows().filter({ hasText: 'another_name' }).first().click();
      await of('.details').waitFor();
      const share = Number(await page.evaluate('document.querySelector(".grid").clientHeight / innerHeight'));
      assert.ok(share >= SHARE, `the rows have ${(share * 100).toFixed(0)} % of the height`);
      assert.equal(await page.evaluate('document.querySelector(".grid").scrollWidth > innerWidth'), false);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
      assert.deepEqual(await axeViolations(page.mainFrame()), []);
    });

  it('scrolls what is above the rows where a tab is low', async () => {
    await preview.page.setViewportSize({ width: 280, height: 300 });
    const share = Number(
      await preview.page.evaluate('document.querySelector(".grid").clientHeight / innerHeight'),
    );
    assert.ok(share >= SHARE - 0.01, `the rows have ${(share * 100).toFixed(0)} % of the height`);
    await of('vscode-button', 'Check on Server').click();
    await tile('Unchanged').click();
    assert.equal(await tile('Unchanged').getAttribute('aria-pressed'), 'true');
  });

  it('says all of a clipped cell, of what was and of what is to be', async () => {
    await preview.page.setViewportSize({ width: 590, height: 720 });
    const cell = rows().filter({ hasText: 'another_name' }).locator('.col-user');
    await cell.hover();
    assert.equal(await cell.getAttribute('title'), 'katherine_lovelace_3 → another_name_than_before');
    await cell.click();
    await of('.details', 'another_name_than_before').waitFor();
  });

  it('counts and filters the classes that are created and emptied', async () => {
    await preview.show({ ...termStart({ left: 12 }), removes: true });
    await of('.bar', 'One class that no row names loses all its learners.').waitFor();
    await tile('Class to create').click();
    await rows().filter({ hasText: 'Night School' }).locator('.col-state', { hasText: 'create' }).waitFor();
    assert.equal(await rows().count(), 1);
    await tile('Class to empty').click();
    await rows().filter({ hasText: 'Robotics Club' }).locator('.col-state', { hasText: 'empty' }).waitFor();
    assert.equal(await rows().count(), 1);
    await tile('Class to empty').click();
    await until('all classes are shown', async () => (await rows().count()) > 5 || undefined);
    await said(/\d+ shown/);
    await tile('Create').click();
    await of('.grid[data-list="rows"]').waitFor();
    // A filter whose tile is gone does not go on hiding rows.
    await tile('Class to empty').waitFor();
    await tile('Class to empty').click();
    await preview.show(termStart());
    await until('all classes are shown', async () => (await rows().count()) > 5 || undefined);
  });

  it('leads from the warning to the name of everybody who is removed', async () => {
    const snapshot = schoolOf(700);
    const { username = '' } = snapshot.users[0] ?? {};
    const text = fileOf(rowWith({ UUID: snapshot.users[0]?.id ?? '', USERNAME: username, PASSWORD: '*' }));
    await preview.show({ text, snapshot, removes: true });
    await of('.bar', '700 users who are not in the file are removed.')
      .locator('vscode-button', { hasText: 'Show Names' })
      .click();
    await of('.grid[data-list="removals"][aria-rowcount="701"]').waitFor();
    const seen = new Set<string>();
    await rows().first().locator('.cell').first().click();
    for (let place = 0; place < 700; place += 10) {
      await until(
        'names are shown',
        async () => (await of('.row.active .col-user').innerText()) !== '…' || undefined,
      );
      for (const name of await of('.body .row .col-user').allInnerTexts()) seen.add(name);
      for (let step = 0; step < 10; step++) await preview.page.keyboard.press('ArrowDown');
    }
    await preview.page.keyboard.press('Control+End');
    await of('.row.active[aria-rowindex="701"]').waitFor();
    for (const name of await of('.body .row .col-user').allInnerTexts()) seen.add(name);
    for (const { username: name, isAdmin } of snapshot.users.slice(1))
      assert.ok(isAdmin || seen.has(name), name);
  });

  it('says why a button is off when it is pressed, and lets the extension decide', async () => {
    await preview.show({ ...termStart(), isUpdating: true });
    await of('vscode-button[aria-disabled="true"]', /Import \d+ Changes/).click();
    await of('.why', 'The preview is being brought up to date.').waitFor();
    await said('The preview is being brought up to date.');
    await preview.page.keyboard.press('Enter');
    await until('it is asked for twice', () => Promise.resolve(preview.sent.length === 2 || undefined));
    const asked = { type: 'do', action: 'import' } as const;
    assert.deepEqual(preview.sent, [asked, asked]);
    const { snapshot = schoolOf(1) } = termStart();
    await preview.show({
      text: fileOf(
        rowWith({
          UUID: snapshot.users[0]?.id ?? '',
          USERNAME: snapshot.users[0]?.username ?? '',
          PASSWORD: '*',
          FULL_NAME: snapshot.users[0]?.fullName ?? '',
          ENROLLED_IN: 'Biology 10',
        }),
      ),
      snapshot,
    });
    await of('vscode-button[aria-disabled="true"]', 'Nothing to Import').waitFor();
    await of('.why').waitFor({ state: 'hidden' });
  });

  it('says that it opens while its script is on its way, and offers nothing then that could be lost', async () => {
    const { page } = preview;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/import-preview.js', async (route) => {
      await released;
      await route.fallback();
    });
    const loading = page.reload();
    await of('main', 'Opening the preview…').waitFor();
    assert.equal(await of('button, input, [tabindex], vscode-button').count(), 0);
    release();
    await loading;
    await page.unroute('**/import-preview.js');
    await rows().first().waitFor();
    assert.equal(await of('main').count(), 1);
  });

  it('takes the press of a button in the moment that it appears', async () => {
    await preview.show({ unplanned: { kind: 'readingFile' } });
    await preview.page.evaluate(`new MutationObserver((_, observer) => {
      const check = [...document.querySelectorAll('vscode-button')].find((one) => one.textContent === 'Check on Server');
      if (check) { observer.disconnect(); check.click(); }
    }).observe(document.querySelector('main'), { subtree: true, childList: true })`);
    await preview.show(termStart());
    await until('it is asked for', () => Promise.resolve(preview.sent.length > 0 || undefined));
    assert.deepEqual(preview.sent, [{ type: 'do', action: 'check' }]);
  });

  it('is gone through by keyboard, with one stop for the tiles, one for the tabs and one for the rows', async () => {
    const { page } = preview;
    await preview.show({ ...termStart({ left: 12 }), removes: true, age: 30 });
    await of('.bar', 'removed').waitFor();
    const stops: string[] = [];
    for (let step = 0; step < 11; step++) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(`(() => {
          const { activeElement: at } = document;
          const label = at.getAttribute('aria-label') ?? '';
          return [at.getAttribute('role') ?? '', label].join(' ').trim() || at.textContent;
        })()`),
      );
    }
    assert.deepEqual(stops, [
      'Check on Server',
      'Import 68 Changes',
      '0 Problems',
      'Show Names',
      'Show Classes',
      '1 more',
      'Search names and classes',
      'combobox Class',
      'checkbox Remove users who are not in the file',
      'tab',
      'gridcell',
    ]);
    assert.equal(await of('.grid [tabindex="0"]').count(), 1);
    await of('vscode-button', 'Check on Server').focus();
    for (const key of ['Tab', 'Tab', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    assert.equal(await tile('Create').getAttribute('aria-pressed'), 'true');
    await until(
      'a row is left out',
      async () => (await of('.grid').getAttribute('aria-rowcount')) === '41' || undefined,
    );
  });

  it('shows where the keyboard is, and steps over columns that are left out', async () => {
    const { page } = preview;
    await page.setViewportSize({ width: 590, height: 720 });
    await page.keyboard.press('Tab');
    assert.equal(
      await page.evaluate('getComputedStyle(document.activeElement.shadowRoot.activeElement).outlineStyle'),
      'solid',
    );
    await rows().first().locator('.col-name').click();
    await page.keyboard.press('ArrowRight');
    assert.match(await focused(), /col-type/);
    await page.keyboard.press('ArrowLeft');
    assert.match(await focused(), /col-name/);
    await page.keyboard.press('Control+End');
    await of('.row.active', '_139').waitFor();
    assert.match(await focused(), /col-findings/);
    await page.setViewportSize({ width: 280, height: 720 });
    // The cell is empty, and a card has no empty cells: the focus goes to the one before it.
    await until('a cell has the focus', async () => (await focused()).includes('col-classes') || undefined);
    await page.keyboard.press('Home');
    assert.match(await focused(), /col-line/);
    await page.keyboard.press('End');
    assert.match(await focused(), /col-classes/);
  });

  it('shows in a narrow view which role somebody gets, and whole sentences of its bars with their buttons', async () => {
    for (const width of [420, 590]) {
      await preview.page.setViewportSize({ width, height: 720 });
      await preview.show({ ...termStart({ hasProblem: true }) });
      const row = rows().filter({ hasText: 'Facility coach' });
      await row.locator('.col-type ins').waitFor();
      const text = of('.bar .text', 'One row cannot be imported. Mend it in the file first.');
      await text.waitFor();
      const isCut = await preview.page.evaluate(
        '(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)(document.querySelector(".bar .text"))',
      );
      assert.equal(isCut, false);
      await of('.bar vscode-button', 'Read Again').click();
    }
  });

  it('puts what is grave first, one bar below the other, each as wide as there is room', async () => {
    await preview.page.setViewportSize({ width: 1280, height: 720 });
    await preview.show({ ...termStart({ left: 12, hasProblem: true }), removes: true });
    await of('.bar.warning:visible').waitFor();
    const seen = await preview.page.evaluate(
      '[...document.querySelectorAll(".bar:not([hidden])")].map((bar) => [bar.className, bar.clientWidth > 1000])',
    );
    assert.deepEqual(seen, [
      ['bar error', true],
      ['bar warning', true],
    ]);
  });

  it('lets a long cell reach over the empty ones beside it', async () => {
    await preview.page.setViewportSize({ width: 1280, height: 720 });
    const widths = async (text: string): Promise<number> =>
      (await rows().filter({ hasText: text }).locator('.col-classes').boundingBox())?.width ?? 0;
    assert.ok((await widths('donald_lovelace_6')) > 2 * (await widths('barbara_lovelace_5')));
  });

  it('unfolds its bars, and folds them again', async () => {
    const { page } = preview;
    await page.setViewportSize({ width: 280, height: 720 });
    await preview.show({ ...termStart({ left: 12 }), removes: true, age: 30 });
    const more = of('.more');
    await of('.more', '2 more').click();
    assert.equal(await more.getAttribute('aria-expanded'), 'true');
    await of('.bar', 'The users and classes were read a while ago.')
      .locator('vscode-button', { hasText: 'Read Again' })
      .click();
    await until('it is asked for', () => Promise.resolve(preview.sent.length > 0 || undefined));
    assert.deepEqual(preview.sent, [{ type: 'do', action: 'readAgain' }]);
    await more.focus();
    await page.keyboard.press('Enter');
    const old = of('.bar', 'The users and classes were read a while ago.');
    await old.waitFor({ state: 'hidden' });
    assert.equal(await old.count(), 1, 'folded away');
    await preview.show(termStart({ left: 12 }));
    await old.waitFor({ state: 'detached' });
  });

  it('is as it was when its tab is shown again', async () => {
    await tile('Create').click();
    await rows().nth(3).locator('.col-user').click();
    const row = await of('.row.active').innerText();
    await preview.reopen(true);
    await of('.row.active', row.split('\n')[0] ?? '').waitFor();
    assert.equal(await tile('Create').getAttribute('aria-pressed'), 'true');
    assert.equal(await of('.row.active').innerText(), row);
  });

  it('loses no word that is typed just before another filter is taken', async () => {
    await of('vscode-text-field').pressSequentially('lovelace');
    await tile('Unchanged').click();
    await until('the rows are filtered by both', async () => {
      const names = await of('.body .row .col-user').allInnerTexts();
      const effects = await of('.body .row .col-effect').allInnerTexts();
      const isBoth = names.every((name) => name.includes('lovelace')) && new Set(effects).size === 1;
      return (names.length > 0 && isBoth) || undefined;
    });
    assert.equal(
      await preview.page.evaluate('document.querySelector("vscode-text-field").value'),
      'lovelace',
    );
    await of('vscode-text-field').locator('input').fill('');
    await tile('Unchanged').click();
  });

  it('keeps the focus when what had it is gone', async () => {
    const running = {
      kind: 'running',
      state: { kind: 'comparing' },
      isImport: true,
      isCancelled: false,
    } as const;
    await preview.show({ ...termStart(), run: running });
    await of('.bar vscode-button', 'Cancel').focus();
    await preview.show({ ...termStart(), run: { kind: 'none' } });
    await until(
      'a button has the focus',
      async () => (await focused()).includes('Check on Server') || undefined,
    );
    await preview.show({ unplanned: { kind: 'fileGone' } });
    await until('a button has the focus', async () => (await focused()).includes('Try Again') || undefined);
  });

  it('reads out the beginning of an import, each quarter and its end, and no more', async () => {
    const heard: string[] = [];
    const writing = (done: number): Parameters<PreviewPage['show']>[0] => ({
      ...termStart(),
      run: {
        kind: 'running',
        state: {
          kind: 'writing',
          done,
          of: 100,
          secondsLeft: 100 - done,
          rows: new RowsDone({ changes: [] }, []),
        },
        isImport: true,
        isCancelled: false,
      },
    });
    for (const done of [1, 2, 3, 26, 27]) {
      await preview.show(writing(done));
      await of('.bar', `step ${done} of 100`).waitFor();
      await preview.page.evaluate('new Promise((heard) => setTimeout(heard, 400))');
      heard.push((await of('[role="status"]').textContent()) ?? '');
    }
    assert.match(heard[0]!, /step 1 of 100/);
    assert.doesNotMatch(heard[2]!, /step 3/);
    assert.match(heard[3]!, /step 26 of 100/);
    assert.doesNotMatch(heard[4]!, /step 27/);
  });

  for (const kind of Object.keys(THEMES))
    it(`keeps the rules of accessibility in ${kind}`, async () => {
      await preview.show({ ...termStart({ left: 12 }), removes: true, age: 30 });
      await preview.wear(kind);
      await rows().filter({ hasText: 'another_name' }).first().click();
      assert.deepEqual(await axeViolations(preview.page.mainFrame()), []);
      await preview.wear('vscode-dark');
    });

  it('says that nobody answers, over all that it showed, and takes it back when somebody does', async () => {
    const alone = await openPreview();
    try {
      const { page } = alone;
      await page.clock.install();
      await alone.reopen(false);
      await alone.show(termStart());
      const lost = page.getByRole('alert').filter({ hasText: 'Lectern does not answer here any more' });
      await page.locator('.body .row').first().waitFor();
      for (let asked = 0; asked < 6; asked++) {
        const before = alone.answered();
        await page.clock.runFor(4_000);
        // The answer takes its time, which is not that of the page's clock.
        await until('an answer', () => Promise.resolve(alone.answered() > before || undefined));
      }
      assert.equal(await lost.count(), 0, 'it is answered');
      alone.answer(false);
      await page.clock.runFor(30_000);
      const link = lost.getByRole('link', { name: 'Open It Again' });
      assert.match(
        (await link.getAttribute('href')) ?? '',
        /^command:lectern\.previewImport\?%5B%22file%3A.*users\.csv%22%5D$/,
      );
      await alone.shot('preview-lost');
      assert.deepEqual(await axeViolations(page.mainFrame()), []);
      alone.answer(true);
      await page.clock.runFor(5_000);
      await lost.waitFor({ state: 'detached' });
      await page.locator('.tile').first().click();
      alone.answer(false);
      await alone.reopen(true);
      await page.getByText('Opening the preview…').waitFor();
      await page.clock.runFor(30_000);
      await link.waitFor();
    } finally {
      await alone.close();
    }
  });
});
