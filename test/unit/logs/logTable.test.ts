import assert from 'node:assert/strict';
import { logTable } from '../../../src/core/logs/logTable.ts';

const SUMMARY =
  'Facility name,Username,User type,Channel id,Channel name,Folder level 1,Content id,Content title,Time of first interaction,Time of last interaction,Time of completion,Time Spent (sec),Progress (0-1),Content kind';

describe('logTable', () => {
  it('knows both logs by their header', () => {
    const table = logTable(SUMMARY.split(','));
    assert.equal(table?.kind, 'summaryLogs');
    assert.equal(table.columns[5], 'folder');
    assert.equal(table.columns[10], 'completion');
    assert.equal(logTable(SUMMARY.replace('Time of completion,', '').split(','))?.kind, 'sessionLogs');
  });

  it('takes no other table for one', () => {
    assert.equal(logTable(['Username', 'Channel id']), undefined);
    assert.equal(logTable([]), undefined);
  });
});
