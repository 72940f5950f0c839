import assert from 'node:assert/strict';
import { detectEncoding } from '../../../src/core/roster/detectEncoding.ts';
import { predictReport } from '../../../src/core/roster/predictReport.ts';
import { Roster } from '../../../src/core/roster/roster.ts';
import type { ServerReport } from '../../../src/core/roster/serverReport.ts';
import { indexSnapshot } from '../../../src/core/roster/snapshotIndex.ts';
import { type RecordedRoster, recordedRosters } from './recordedRosters.ts';

const { rosters, snapshot } = await recordedRosters();

/** What is compared: all of it, but a text in another language, and Python's own words. */
function comparable(report: ServerReport, inEnglish: boolean): unknown {
  switch (report.kind) {
    case 'processed':
      return {
        counts: report.counts,
        lines: report.lines.map(({ row, field, value, message, username }) => [
          row,
          field,
          value,
          username,
          inEnglish ? message : '',
        ]),
      };
    case 'refused':
      return inEnglish
        ? report.overall.map((text) => text.replace(/^(Error trying to read csv file: ).*/s, '$1'))
        : report.overall.length;
    case 'crashed':
      return report.exception;
    case 'notTaken':
      return 'not taken';
  }
}

function predicted(roster: RecordedRoster): ServerReport {
  const encoding = detectEncoding(roster.bytes);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(roster.bytes);
  const checked = new Roster(text, { snapshot, encoding });
  checked.advance();
  return predictReport(checked.parts, indexSnapshot(snapshot), roster.isDelete);
}

describe('the answers of a real server', () => {
  it('are all there', () => assert.equal(rosters.length, 367));

  for (const roster of rosters) {
    it(roster.name, () => {
      const inEnglish = roster.locale === 'en';
      assert.deepEqual(comparable(predicted(roster), inEnglish), comparable(roster.answer, inEnglish));
    });
  }
});
