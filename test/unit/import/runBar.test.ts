import assert from 'node:assert/strict';
import type { EndedRows } from '../../../src/core/roster/run/importRun.ts';
import type { FileAfterRun } from '../../../src/features/importPreview/importedText.ts';
import '../withoutEditor.ts';

describe('the bar of an import that has ended', () => {
  const bar = async (
    file: FileAfterRun,
    rows: Partial<EndedRows> = {},
    asPreviewed = rows.isWhole !== false,
  ): Promise<{ readonly text: string; readonly actions: readonly unknown[] }> => {
    const { runBar } = await import('../../../src/features/importPreview/runBar.ts');
    const all = { isWhole: true, done: 30, of: 30, written: new Set([1]), ...rows };
    const shown = runBar(
      {
        kind: 'ended',
        state: { kind: 'done', asPreviewed, report: 'file:///report.md', rows: all },
        isImport: true,
        of: { edition: 1, textVersion: 1 },
      },
      1,
      undefined,
      file,
    );
    assert.ok(shown);
    return { text: shown.text, actions: shown.buttons.map(({ action }) => action) };
  };

  it('offers to replace the passwords of the file that was imported', async () => {
    const { text, actions } = await bar('imported');
    assert.match(text, /^Imported, as previewed\. Without the passwords/);
    assert.deepEqual(actions, ['openReport', 'maskPasswords', 'undo']);
  });

  it('does not once the file has been edited, or where no password was set', async () => {
    assert.deepEqual((await bar('other')).actions, ['openReport', 'undo']);
    assert.deepEqual((await bar('imported', { isWhole: false, written: new Set() })).actions, [
      'openReport',
      'undo',
    ]);
  });

  it('says that the passwords were replaced, and does not offer it again', async () => {
    const { text, actions } = await bar('masked');
    assert.match(text, /^Imported, as previewed\. The passwords that were set are replaced by \*/);
    assert.deepEqual(actions, ['openReport', 'undo']);
  });

  it('says that an import was cancelled, and how far it came', async () => {
    const { text } = await bar('imported', { isWhole: false, done: 8 });
    assert.match(text, /^Cancelled: 8 of 30 rows are done/);
  });
});
