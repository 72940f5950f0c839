import assert from 'node:assert/strict';
import { replyFailure } from '../../../src/core/kolibri/replyFailure.ts';
import type { Failure } from '../../../src/core/platform/failure.ts';

function failure(status: number, body: unknown, headers: Record<string, string> = {}): Failure {
  return replyFailure({ status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) });
}
const PAGE = '<!doctype html><title>Ana María, 403 Forbidden</title>';

describe('replyFailure', () => {
  it('reads every form of a 400', () => {
    const entry = (id: string, field: string, message: string): unknown => [
      { id, metadata: { field, message } },
    ];
    for (const [body, detail] of [
      [entry('REQUIRED', 'locale', 'This field is required.'), 'locale: This field is required.'],
      [entry('UNIQUE', 'non_field_errors', 'Must be unique.'), 'Must be unique.'],
      [[{ id: 'INVALID', metadata: {} }], 'INVALID'],
      [['Cannot clear job with state: QUEUED'], 'Cannot clear job with state: QUEUED'],
      ['"Job is already running"', 'Job is already running'],
      [{ enqueue_args: { enqueue_in: ['Wrong.'] } }, 'Wrong.'],
      [{ detail: 'JSON parse error' }, 'JSON parse error'],
      ['', ''],
      [PAGE, ''],
    ] as const) {
      assert.deepEqual(failure(400, body), { kind: 'badInput', detail });
    }
  });

  it('takes an unknown id of a place for a place that is gone', () => {
    for (const [id, field] of [
      ['DOES_NOT_EXIST', 'facility'],
      ['INVALID_CHOICE', 'member_of'],
      ['INVALID_CHOICE', 'parent'],
    ] as const) {
      assert.deepEqual(failure(400, [{ id, metadata: { field } }]), { kind: 'gone', missing: 'place' });
    }
    assert.equal(failure(400, [{ id: 'INVALID_CHOICE', metadata: { field: 'locale' } }]).kind, 'badInput');
  });

  it('takes a page that is not there for another server, or another path of it', () => {
    assert.deepEqual(failure(404, PAGE), { kind: 'gone', missing: 'kolibri' });
    assert.deepEqual(failure(404, [{ id: 'NOT_FOUND', metadata: {} }]), { kind: 'gone', missing: 'place' });
    assert.deepEqual(failure(404, ''), { kind: 'gone', missing: 'place' });
  });

  it('never quotes a web page', () => {
    for (const status of [302, 400, 401, 403, 404, 409, 500, 502, 503])
      assert.equal(JSON.stringify(failure(status, PAGE)).includes('Ana'), false);
    assert.deepEqual(failure(500, PAGE), { kind: 'serverFault', status: 500, detail: '' });
  });

  it('knows a locked database by its Retry-After', () => {
    const locked = failure(503, 'Database is not available', { 'retry-after': '10' });
    assert.deepEqual(locked, { kind: 'rateLimited', waitMs: 10_000 });
    assert.deepEqual(failure(503, ''), { kind: 'serverFault', status: 503, detail: '' });
    assert.equal(failure(503, '', { 'retry-after': 'soon' }).kind, 'serverFault');
  });
});
