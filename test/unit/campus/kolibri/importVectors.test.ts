import assert from 'node:assert/strict';
import { importReport, refusalReport } from '../../../../src/core/campus/kolibri/roster/importReport.ts';
import { planImport } from '../../../../src/core/campus/kolibri/roster/planImport.ts';
import { PythonFailure } from '../../../../src/core/campus/kolibri/roster/pythonFailure.ts';
import {
  bytesOfVector,
  readImportVectors,
  reportOfVector,
  type ImportFixture,
  type ImportVector,
} from '../../../kolibri/importVectors.ts';
import { fixtureSchool } from './fixtureSchool.ts';

type Verdict = {
  readonly status: string;
  readonly exception: string | null;
  readonly report: unknown;
  readonly lastLine: string | undefined;
};

/** What the campus says, in the form of the recording. */
function verdictOf(fixture: ImportFixture, vector: ImportVector): { said: Verdict; recorded: Verdict } {
  const { school, facility, caller, idOf } = fixtureSchool(fixture);
  const { delete: deleteOthers, locale } = vector.params;
  const { status, exception, traceback_last_line: lastLine } = vector.dryrun_job;
  const recorded = { status, exception, report: reportOfVector(vector, idOf), lastLine };
  const bytes = bytesOfVector(vector, idOf);
  const job = (): Verdict => {
    try {
      const plan = planImport(school, { bytes, facility, locale, deleteOthers, callerId: caller.id });
      if ('overallErrors' in plan) {
        const report = refusalReport(plan.overallErrors);
        return { status: 'FAILED', exception: 'CommandError', report, lastLine: undefined };
      }
      const report = importReport(plan, true, '{{tmp}}.upload.csv');
      return { status: 'COMPLETED', exception: null, report, lastLine: undefined };
    } catch (error) {
      if (!(error instanceof PythonFailure)) throw error;
      return { status: 'FAILED', exception: error.exception, report: {}, lastLine: error.lastLine };
    }
  };
  return { said: job(), recorded };
}

/** Where a decode error was found counts from the server's read chunk; see the README of the recording. */
function comparable(verdict: Verdict): unknown {
  const text = JSON.stringify(verdict).replace(/in position \d+(-\d+)?/g, 'in position');
  return JSON.parse(text);
}

describe('sample campus: the import of users against a real Kolibri', () => {
  it('says of each of the 367 recorded files what the real server said', async () => {
    const { fixture, vectors } = await readImportVectors();
    assert.equal(vectors.length, 367);
    const differing = vectors.flatMap((vector) => {
      const { said, recorded } = verdictOf(fixture, vector);
      try {
        assert.deepEqual(comparable(said), comparable(recorded));
        return [];
      } catch (error) {
        if (!(error instanceof assert.AssertionError)) throw error;
        return [`${vector.name}: ${error.message}`];
      }
    });
    assert.deepEqual(differing, []);
  });
});
