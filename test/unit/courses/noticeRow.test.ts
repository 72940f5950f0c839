import assert from 'node:assert/strict';
import type { ConnectionNode, NoticeNode } from '../../../src/features/courses/courseNode.ts';
import '../withoutEditor.ts';

describe('a row that says there are more', () => {
  it('writes how many are shown as the editor’s language does', async () => {
    const { noticeRow } = await import('../../../src/features/courses/noticeRow.ts');
    const parent: ConnectionNode = {
      type: 'connection',
      id: 'c',
      connection: { platform: 'kolibri', id: 'c', name: 'Our Kolibri', baseUrl: 'http://127.0.0.1:1' },
    };
    const more: NoticeNode = { type: 'notice', id: 'more', notice: { kind: 'more', shown: 1000 }, parent };
    assert.equal(noticeRow(more).description, '1,000 shown');
  });
});
