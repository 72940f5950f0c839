import assert from 'node:assert/strict';
import { failureOf, FailureError } from '../../src/core/platform/failure.ts';

describe('failureOf', () => {
  it('gives back the failure that was thrown', () => {
    const failure = { kind: 'gone', missing: 'link' } as const;
    assert.equal(failureOf(new FailureError(failure)), failure);
  });

  it('reads a full disk, with and without a path', () => {
    const withPath = Object.assign(new Error('x'), { code: 'ENOSPC', path: '/a' });
    assert.deepEqual(failureOf(withPath), { kind: 'disk', problem: 'full', path: '/a' });
    assert.deepEqual(failureOf(Object.assign(new Error('x'), { code: 'ENOSPC' })), {
      kind: 'disk',
      problem: 'full',
      path: '',
    });
  });

  it('reads an aborted signal as cancelled', () => {
    const signal = AbortSignal.abort();
    assert.deepEqual(failureOf(signal.reason), { kind: 'cancelled' });
  });

  it('keeps what it did not expect as a server fault', () => {
    assert.deepEqual(failureOf(new Error('odd')), { kind: 'serverFault', detail: 'odd' });
    assert.deepEqual(failureOf('odd'), { kind: 'serverFault', detail: 'odd' });
  });

  it('names no detail in its message, because messages are logged', () => {
    assert.equal(new FailureError({ kind: 'serverFault', detail: 'Ada' }).message, 'Lectern: serverFault');
  });
});
