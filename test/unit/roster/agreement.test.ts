import assert from 'node:assert/strict';
import type { ServerReport } from '../../../src/core/roster/predict/serverReport.ts';
import { predictAnswer } from '../../kolibri/predictAnswer.ts';
import { comparableReport } from '../../kolibri/comparableReport.ts';
import { type RecordedRoster, recordedRosters } from './recordedRosters.ts';

const { rosters, snapshot } = await recordedRosters();

function predicted(roster: RecordedRoster): ServerReport {
  return predictAnswer(roster.bytes, snapshot, roster.isDelete);
}

describe('the answers of a real server', () => {
  it('are all there', () => assert.equal(rosters.length, 367));

  for (const roster of rosters) {
    it(roster.name, () => {
      const inEnglish = roster.locale === 'en';
      assert.deepEqual(
        comparableReport(predicted(roster), inEnglish),
        comparableReport(roster.answer, inEnglish),
      );
    });
  }

  it('leave out of the comparison what Python says of a file that cannot be read, and nothing else', () => {
    const refused = (...overall: readonly string[]): unknown =>
      comparableReport({ kind: 'refused', overall }, true);
    assert.deepEqual(
      refused("Error trying to read csv file: 'utf-8' codec can't decode byte 0xfc in position 12"),
      refused('Error trying to read csv file: '),
    );
    assert.notDeepEqual(refused('Incorrect header label found in the first row'), refused(''));
  });
});
