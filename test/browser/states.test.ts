import assert from 'node:assert/strict';
import type { ImportState } from '../../src/core/roster/run/importRun.ts';
import { RowsDone } from '../../src/core/roster/run/outcome/rowsDone.ts';
import type { RunState } from '../../src/features/importPreview/runState.ts';
import { axeViolations } from '../e2e/axeViolations.ts';
import { fileOf, HEADER } from '../unit/roster/madeRosters.ts';
import { openPreview, type PreviewPage } from './previewPage.ts';
import type { Scene } from './scene.ts';
import { justImported, schoolOf, termStart } from './scenes.ts';

const running = (state: ImportState, isCancelled = false): RunState => ({
  kind: 'running',
  state,
  isImport: true,
  isCancelled,
});
const of = { edition: 0, textVersion: 1 };
const ended = (state: Extract<RunState, { kind: 'ended' }>['state']): RunState => ({
  kind: 'ended',
  state,
  isImport: true,
  of,
});
const whole = { isWhole: true, done: 46, of: 46, written: new Set([1]) };
const rows = new RowsDone({ changes: [] }, []);
const changes = {
  newUsers: ['ada'],
  goneUsers: [],
  changedUsers: [],
  newClasses: [],
  goneClasses: [],
  renamedClasses: [],
};
const plan = (more: Scene): Scene => ({ ...termStart(), ...more });
const differences = Array.from({ length: 3 }, (_, index) => ({
  row: index + 2,
  field: 'username',
  expected: 'ada',
  said: undefined,
}));

/** What a preview can look like, what it says then, and what can be done. */
const STATES: readonly (readonly [string, Scene, readonly string[], readonly string[]])[] = [
  ['reading the file', { unplanned: { kind: 'readingFile' } }, ['Reading the file…'], []],
  [
    'reading the server',
    { unplanned: { kind: 'readingServer' } },
    ['Reading the users and classes of Lakeside School…'],
    [],
  ],
  [
    'without a facility',
    { unplanned: { kind: 'noFacility' } },
    ['Choose the facility that the users of this file belong to.'],
    ['Choose Facility…'],
  ],
  [
    'without its file',
    { unplanned: { kind: 'fileGone' } },
    ['The file is not there any more, or cannot be opened as text.'],
    ['Try Again'],
  ],
  [
    'server down',
    {
      unplanned: { kind: 'failed', failure: { kind: 'offline', host: 'school.test', code: 'ECONNREFUSED' } },
    },
    ['The users and classes cannot be read.', 'school.test cannot be reached (ECONNREFUSED).'],
    ['Show Log', 'Try Again'],
  ],
  [
    'signed out',
    { unplanned: { kind: 'failed', failure: { kind: 'signedOut' } } },
    ['The server does not accept these credentials. Sign in again.'],
    ['Show Log', 'Sign In…'],
  ],
  [
    'without the rights of an admin',
    { unplanned: { kind: 'failed', failure: { kind: 'forbidden', needs: 'facilityAdmin' } } },
    ['This account may not do that. An administrator of the facility is needed.'],
    ['Show Log'],
  ],
  [
    'empty file',
    { text: '', snapshot: schoolOf(10) },
    ['The file cannot be imported as it is.'],
    ['Open the File'],
  ],
  [
    'header and nothing else',
    { text: `${HEADER}\r\n`, snapshot: schoolOf(10), removes: true },
    ['There are no users in this file.', 'A file without users changes nothing, and removes nobody.'],
    ['Open the File'],
  ],
  [
    'file with a bad header',
    { text: 'a,b\r\n1,2\r\n', snapshot: schoolOf(10) },
    ['The file cannot be imported as it is.'],
    ['Open the File'],
  ],
  [
    'row with an error',
    { ...termStart({ hasProblem: true }) },
    ['One row cannot be imported. Mend it in the file first.'],
    ['Check on Server', 'Read Again'],
  ],
  [
    'nothing to import',
    { text: fileOf(), snapshot: schoolOf(0) },
    ['There are no users in this file.'],
    ['Open the File'],
  ],
  [
    'old',
    plan({ age: 30 }),
    ['The users and classes were read a while ago.'],
    ['Read Again', 'Check on Server', 'Import 46 Changes'],
  ],
  [
    'server down after the first time',
    plan({ readFailure: { kind: 'offline', host: 'school.test', code: 'ECONNREFUSED' } }),
    ['The users and classes cannot be read. school.test cannot be reached (ECONNREFUSED).'],
    ['Try Again'],
  ],
  ['read-only', plan({ isReadOnly: true }), ['This file can be looked at and imported, but not mended'], []],
  ['being brought up to date', plan({ isUpdating: true }), ['Lakeside School · users.csv'], []],
  [
    'removals',
    { ...termStart({ left: 12 }), removes: true },
    ['21 users who are not in the file are removed.', 'One class that no row names loses all its learners.'],
    ['Show Names', 'Show Classes'],
  ],
  ['check under way', plan({ run: running({ kind: 'reading' }) }), ['Reading users and classes'], ['Cancel']],
  [
    'server tries the file',
    plan({ run: running({ kind: 'checking', done: 3, of: 9, secondsLeft: 12 }) }),
    ['The server tries the file: 12 s left'],
    ['Cancel'],
  ],
  ['backup', plan({ run: running({ kind: 'backingUp' }) }), ['Making a backup'], ['Cancel']],
  [
    'import under way',
    plan({ run: running({ kind: 'writing', done: 120, of: 214, rows, secondsLeft: 30 }) }),
    ['0 of 0 rows written: step 120 of 214, 30 s left'],
    ['Cancel'],
  ],
  [
    'import being cancelled',
    plan({ run: running({ kind: 'writing', done: 120, of: 214, rows, secondsLeft: 30 }, true) }),
    ['Ends after the step that it is in…'],
    [],
  ],
  ['comparison', plan({ run: running({ kind: 'comparing' }) }), ['Comparing with the preview'], ['Cancel']],
  [
    'agreed',
    plan({ run: { kind: 'agreed', of, rows: 101 } }),
    ['The server reads all 101 rows as this preview does.'],
    [],
  ],
  [
    'disagreed',
    plan({ run: { kind: 'disagreed', of, differences } }),
    ['The server reads 3 things differently. Nothing was written.'],
    ['Show all'],
  ],
  [
    'facility changed meanwhile',
    plan({ run: ended({ kind: 'stale', changes }) }),
    ['The facility has changed meanwhile, so nothing was written. This is the new preview.'],
    ['Show all'],
  ],
  [
    'another import on the server',
    plan({ run: ended({ kind: 'busy', by: 'server' }) }),
    ['Another import of this facility runs on the server. Nothing was written. Try again when it has ended.'],
    [],
  ],
  [
    'cancelled import',
    plan({ run: ended({ kind: 'failed', failure: { kind: 'cancelled' } }) }),
    ['Cancelled. What was done until then stays.'],
    [],
  ],
  [
    'finished import',
    plan({ run: ended({ kind: 'done', asPreviewed: true, report: 'file:///report.md', rows: whole }) }),
    ['Imported, as previewed.'],
    ['Open Report', 'Replace Passwords by *', 'Undo…'],
  ],
  [
    'import that did something else',
    plan({ run: ended({ kind: 'done', asPreviewed: false, report: 'file:///report.md', rows: whole }) }),
    ['Imported, but not everything is as previewed.'],
    ['Open Report', 'Undo…'],
  ],
  [
    'rows that are done already',
    justImported(),
    [
      'Done already',
      '11 users are there already, as their rows say: nothing is done with them.',
      'One row cannot be imported.',
    ],
    ['Put In Database IDs'],
  ],
  ['undone import', plan({ run: { kind: 'none' } }), ['Lakeside School · users.csv'], ['Import 46 Changes']],
];

describe('the states of the import preview', () => {
  let preview: PreviewPage;
  before(async () => {
    preview = await openPreview();
    // Fewer rows are looked at faster.
    await preview.page.setViewportSize({ width: 900, height: 420 });
  });
  after(() => preview.close());

  for (const [name, scene, texts, buttons] of STATES)
    it(`are drawn: ${name}`, async () => {
      const { page } = preview;
      await preview.show(scene);
      const main = page.locator('main');
      for (const text of texts) await main.getByText(text).first().waitFor();
      for (const label of buttons)
        await main.locator('vscode-button:visible, button:visible', { hasText: label }).first().waitFor();
      await preview.shot(`state-${name.replaceAll(' ', '-')}`);
      // The rows are the same in all of them, and looked at in preview.test.ts.
      assert.deepEqual(await axeViolations(page.mainFrame(), ['.body']), []);
    });

  it('are drawn without a refusal by the policy of the page', async () => {
    assert.deepEqual(await preview.refused(), []);
  });
});
