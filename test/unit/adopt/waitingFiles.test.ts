import assert from 'node:assert/strict';
import type { HandOver } from '../../../src/features/adopt/handOverRequest.ts';
import { WaitingFiles } from '../../../src/features/adopt/waitingFiles.ts';

const connection = { platform: 'codio', id: 'x', name: 'X', oauthBaseUrl: '', apiBaseUrl: '' } as const;
const course = { id: 'c', name: 'C' };
const ACCESS: HandOver = { connection, request: { kind: 'accessData', course } };
const BLUEPRINTS: HandOver = { connection, request: { kind: 'blueprints', course } };

describe('files that are waited for', () => {
  it('stay until they are adopted or cancelled, each once', () => {
    const files = new WaitingFiles();
    let told = 0;
    const stop = files.onDidChange(() => told++);
    const access = files.add(ACCESS);
    assert.equal(files.add({ ...ACCESS, request: { ...ACCESS.request } }), access);
    const blueprints = files.add(BLUEPRINTS);
    assert.deepEqual(
      files.all.map(({ id }) => id),
      [access, blueprints],
    );
    files.adopted('another', ACCESS.request);
    assert.equal(files.all.length, 2);
    files.adopted('x', { kind: 'accessData', course });
    files.cancel(blueprints);
    assert.deepEqual([files.all, told], [[], 5]);
    stop();
    files.add(ACCESS);
    assert.equal(told, 5);
  });

  it('keep what a watch has found when it ends', () => {
    const files = new WaitingFiles();
    const id = files.add(ACCESS);
    const signal = files.watch(id);
    assert.equal(files.get(id)?.watching, true);
    files.arrived(id, '/downloads/access.csv');
    files.unwatch(id, signal);
    assert.deepEqual(files.get(id), {
      id,
      wanted: ACCESS,
      watching: false,
      arrived: '/downloads/access.csv',
    });
    files.arrived(id, undefined);
    assert.equal(files.get(id)?.arrived, undefined);
  });

  it('go with their connection, and so does what watches for them', () => {
    const files = new WaitingFiles();
    const gone = files.watch(files.add(ACCESS));
    const other: HandOver = { ...BLUEPRINTS, connection: { ...connection, id: 'y' } };
    const kept = files.watch(files.add(other));
    files.keepOnly(new Set(['y', 'z']));
    assert.deepEqual(
      files.all.map(({ wanted }) => wanted),
      [other],
    );
    assert.deepEqual([gone.aborted, kept.aborted], [true, false]);
  });

  it('are watched for once, and no more when nobody waits', () => {
    const files = new WaitingFiles();
    const id = files.add(ACCESS);
    const first = files.watch(id);
    const second = files.watch(id);
    assert.deepEqual([first.aborted, second.aborted], [true, false]);
    files.unwatch(id, first);
    assert.equal(files.get(id)?.watching, true, 'the end of the first says nothing of the second');
    files.cancel(id);
    assert.equal(second.aborted, true);
    assert.equal(files.watch(id).aborted, true);
  });
});
