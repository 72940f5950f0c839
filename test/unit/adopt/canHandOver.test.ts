import assert from 'node:assert/strict';
import { canHandOver, hasPage } from '../../../src/core/adopt/canHandOver.ts';
import type { ActiveState, JobState } from '../../../src/core/exports/job/job.ts';
import type { ExportRequest } from '../../../src/core/platform/exportRequest.ts';
import type { Failure } from '../../../src/core/platform/failure.ts';

const course = { id: 'c', name: 'Course' };
const unknown: Failure = { kind: 'gone', missing: 'place' };
const failed = (failure: Failure, resume: ActiveState): JobState => ({
  step: 'failed',
  failure,
  resume,
  finishedAt: '2026-01-01T00:00:00.000Z',
});

describe('what the browser can do in place of the server', () => {
  const coursework: ExportRequest = { kind: 'coursework', course };
  const studentData: ExportRequest = { kind: 'studentData', course, student: { id: 's', name: 'S' } };

  it('an export that the server does not know, before it has begun one', () => {
    assert(canHandOver({ request: coursework, state: failed(unknown, { step: 'queued' }) }));
    assert(canHandOver({ request: studentData, state: failed(unknown, { step: 'packing' }) }));
  });

  it('nothing of what failed for another reason, or after it had begun', () => {
    assert(!canHandOver({ request: coursework, state: failed({ kind: 'signedOut' }, { step: 'queued' }) }));
    const waiting: ActiveState = { step: 'waiting', task: { id: 't' }, since: '2026-01-01T00:00:00.000Z' };
    assert(!canHandOver({ request: coursework, state: failed(unknown, waiting) }));
  });

  it('none of Kolibri’s exports', () => {
    assert(!hasPage({ kind: 'users', facility: { id: 'f', name: 'F' }, locale: 'en' }));
  });
});
