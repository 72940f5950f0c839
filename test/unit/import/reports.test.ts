import assert from 'node:assert/strict';
import type { UndoPlan } from '../../../src/core/roster/run/undo/planUndo.ts';
import type { RunOutcome } from '../../../src/core/roster/run/outcome/runOutcome.ts';
import type { RunRecord } from '../../../src/core/roster/run/record/runRecord.ts';
import { rowEnds } from '../../../src/core/roster/run/outcome/rowEnds.ts';
import { changeOf, planOf } from '../roster/run/runPlans.ts';
import '../withoutEditor.ts';

const record: RunRecord = {
  id: 'r',
  connectionId: 'k',
  facility: { id: 'f', name: 'Test_School' },
  createdAt: '2026-11-22T10:00:00.000Z',
  file: { uri: 'vscode-vfs:/a/users_7.csv', proof: { salt: '', hash: '' } },
  backup: '/backup',
  changes: 2,
  status: 'running',
  undone: false,
};
const plan = planOf({
  classes: [{ id: 'a', name: '7A' }, { name: '7|B' }],
  changes: [
    changeOf({ row: 1, line: 2, username: 'ada', enrol: [1], hasPassword: true }),
    changeOf({
      row: 4,
      line: 7,
      userId: 'u',
      username: 'bob_b',
      oldUsername: 'bob',
      fields: [{ field: 'fullName', from: 'Bob', to: '' }],
      role: { from: 'LEARNER', takes: [], gives: ['coach'] },
      userType: 'FACILITY_COACH',
      unenrol: [0],
    }),
  ],
  removals: [{ userId: 'x', username: 'cem', fullName: 'Cem C.' }],
  leftOut: [{ row: 9, line: 12, username: 'long' }],
});

describe('the report of an import', () => {
  const text = async (more: Partial<RunOutcome> = {}): Promise<string> => {
    const { importReportText } = await import('../../../src/features/import/importReportText.ts');
    const outcome: RunOutcome = {
      record,
      journal: '/ledger/r',
      plan,
      isWhole: true,
      refused: [],
      rows: rowEnds({ plan, stateOf: () => ({ state: 'done' }) }),
      comparison: { differences: [] },
      comparedAt: '2026-11-22T10:01:00.000Z',
      ...more,
    };
    return [...importReportText(outcome, 'https://school.example/')].join('');
  };

  it('says row by row what was done, and ends as previewed', async () => {
    const report = await text();
    assert.match(report, /^# Import into Test\\_School\n/);
    assert.match(report, /^\| Line \| User \|/m);
    assert.match(
      report,
      /\n- Facility: Test\\_School\n- Server: https:.*school.*example.*\n- Users file: vscode.*vfs:.*users\\_7.*csv\n- Backup: .*backup\n- Journal: .*ledger.*r\n\n/,
    );
    assert.match(report, /^\| 2 \| ada \| created; joins 7\\\|B \| done \|$/m);
    assert.match(
      report,
      /^\| 7 \| bob\\_b \| renamed from bob; full name: Bob → nothing; role: FACILITY\\_COACH; leaves 7A \| done \|$/m,
    );
    assert.match(report, /## Classes created\n\n- 7\\\|B\n/);
    assert.match(
      report,
      /## Users removed\n\n- cem \(Cem C\\.\)\n|## Users removed\n\n- cem \\\(Cem C\\\.\\\)\n/,
    );
    assert.match(report, /- 12: long\n/);
    assert.match(report, /\*\*Everything is as previewed\.\*\*\n\n$/);
  });

  it('says what is not as previewed, and why', async () => {
    const report = await text({
      refused: [{ row: 1, failure: { kind: 'badInput', detail: 'Username already exists.' } }],
      comparison: {
        differences: [
          { row: 1, who: 'ada', aspect: 'user', expected: 'yes', found: 'no' },
          { row: undefined, who: '7|B', aspect: 'class', expected: 'yes', found: 'no' },
          { row: 4, who: 'bob_b', aspect: 'roles', expected: 'coach', found: '' },
        ],
      },
    });
    assert.match(report, /^\| 2 \| ada \| .* \| .*Username already exists.*; there is no such user \|$/m);
    assert.match(report, /^\| 7 \| bob\\_b \| .* \| role is nothing, not coach \|$/m);
    assert.match(report, /- 7\\\|B: there is no such class\n/);
    assert.match(
      report,
      /\*\*Not everything is as previewed: 2 of 2 rows differ\. Other differences: 1\.\*\*\n\n$/,
    );
  });

  it('says what stays on the server when its own import breaks down', async () => {
    const report = await text({
      refused: [{ row: undefined, failure: { kind: 'badInput', detail: 'crashed' } }],
    });
    assert.match(report, /## Refused by the server\n\n- .*with their passwords, stays on the server/);
  });

  it('does not call a run as previewed that was stopped', async () => {
    const report = await text({ isWhole: false });
    assert.match(report, /It was stopped before its end/);
    assert.doesNotMatch(report, /Everything is as previewed/);
  });

  it('calls no row done of which the journal does not say so', async () => {
    const passwords = planOf({
      changes: [1, 2, 3].map((row) =>
        changeOf({ row, userId: `u${String(row)}`, username: `user${String(row)}`, hasPassword: true }),
      ),
    });
    const state = (step: string): { state: 'done' | 'begun' } | undefined =>
      step === 'user:0' ? { state: 'done' } : step === 'user:1' ? { state: 'begun' } : undefined;
    const report = await text({
      plan: passwords,
      isWhole: false,
      rows: rowEnds({ plan: passwords, stateOf: state }),
    });
    assert.match(report, /^\| 1 \| user1 \| new password \| done \|$/m);
    assert.match(report, /^\| 2 \| user2 \| new password \| sent, without an answer: .* is not known \|$/m);
    assert.match(report, /^\| 3 \| user3 \| new password \| not tried \|$/m);
    assert.match(report, /: 2 of 3 rows differ\./);
  });
});

describe('the file name of a report', () => {
  it('tells one report from another', async () => {
    const { reportName } = await import('../../../src/features/import/writeImportReport.ts');
    const at = new Date(2026, 10, 2, 9, 5, 7).toISOString();
    const name = reportName({ ...record, facility: { id: 'f', name: 'A/B' }, createdAt: at });
    assert.equal(name, 'report - Import into A B - 2026-11-02 09.05.07.md');
    assert.notEqual(
      reportName({ ...record, undoes: 'r', createdAt: at }),
      reportName({ ...record, createdAt: at }),
    );
  });
});

describe('the preview of an undo', () => {
  it('says beforehand what cannot be put back', async () => {
    const { undoPreviewText } = await import('../../../src/features/import/undoPreviewText.ts');
    const undo: UndoPlan = {
      plan,
      limits: [
        { kind: 'password', who: 'ada' },
        { kind: 'password', who: 'bob' },
        { kind: 'hardDeleted', who: 'dua' },
      ],
    };
    const preview = undoPreviewText(undo, record);
    assert.match(preview, /^# Undoing the import into Test\\_School\n/);
    assert.match(preview, /## Cannot be put back: the passwords from before\n\n- ada\n- bob\n/);
    assert.match(preview, /## Cannot be put back: users whom the server has deleted for ever\n\n- dua\n/);
    assert.match(preview, /renamed from bob/);
    assert.match(preview, /30 days/);
  });
});
