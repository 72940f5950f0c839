import assert from 'node:assert/strict';
import * as v from 'valibot';
import { Job } from '../../../src/core/kolibri/job.ts';
import { jobState } from '../../../src/core/kolibri/jobState.ts';
import type { TaskState } from '../../../src/core/platform/exportPort.ts';

const file = { url: 'http://x/file' };

function state(job: Readonly<Record<string, unknown>>): TaskState {
  return jobState(v.parse(Job, { id: 'j', type: 't', status: 'RUNNING', ...job }), file);
}

describe('jobState', () => {
  it('is ready by status, whatever the percentage', () => {
    assert.deepEqual(state({ status: 'COMPLETED', percentage: 0.8 }), { step: 'ready', file });
    assert.deepEqual(state({ status: 'COMPLETED', extra_metadata: { overall_error: [] } }), {
      step: 'ready',
      file,
    });
    assert.deepEqual(state({ status: 'COMPLETED', extra_metadata: { overall_error: '' } }), {
      step: 'ready',
      file,
    });
    assert.deepEqual(state({ percentage: 1 }), { step: 'running', fraction: 1 });
  });

  it('runs in every state that is no end, also in one it does not know', () => {
    for (const status of ['QUEUED', 'SELECTED', 'CANCELING', 'PENDING', 'SCHEDULED', 'NEW'])
      assert.deepEqual(state({ status, percentage: 0 }), { step: 'running' });
    // A job that tries again by itself is queued with the exception of its last try.
    assert.equal(state({ status: 'QUEUED', exception: 'OSError', traceback: 'OSError: x' }).step, 'running');
    assert.deepEqual(state({ percentage: 1.01 }), { step: 'running', fraction: 1 });
    assert.deepEqual(state({ percentage: null }), { step: 'running' });
  });

  it('has failed when it completed with an error', () => {
    for (const overall_error of ['Error trying to write', ['Error trying to write']]) {
      const failed = state({ status: 'COMPLETED', extra_metadata: { overall_error } });
      assert.deepEqual(failed, { step: 'failed', reason: 'Error trying to write' });
    }
  });

  it('tells the last line of a traceback, without the paths of the server', () => {
    const traceback = [
      'Traceback (most recent call last):',
      '  File "/srv/kolibri/core/tasks/job.py", line 1, in run',
      "PermissionError: [Errno 13] Permission denied: '/home/ana/my kolibri/media/log_export/x.csv'",
      '',
    ].join('\n');
    assert.deepEqual(state({ status: 'FAILED', exception: 'PermissionError', traceback }), {
      step: 'failed',
      reason: 'PermissionError: [Errno 13] Permission denied: …',
    });
    const reason = (line: string): unknown => state({ status: 'FAILED', traceback: line });
    assert.deepEqual(reason('E: cannot open /var/lib/k.csv, full'), {
      step: 'failed',
      reason: 'E: cannot open …, full',
    });
    assert.deepEqual(reason('E: cannot open C:\\Users\\ana\\k.csv'), {
      step: 'failed',
      reason: 'E: cannot open …',
    });
    assert.deepEqual(state({ status: 'FAILED', exception: 'CommandError', traceback: '' }), {
      step: 'failed',
      reason: 'CommandError',
    });
    assert.deepEqual(state({ status: 'CANCELED' }), { step: 'overtaken', by: 'cancellation' });
  });
});
