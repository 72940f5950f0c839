import assert from 'node:assert/strict';
import { Items } from '../../../webview-ui/import-preview/items.ts';
import {
  type Answer,
  type Item,
  parseHostMessage,
  parseKept,
  parseViewMessage,
  type ViewMessage,
} from '../../../webview-ui/import-preview/protocol.ts';
import { Requests } from '../../../webview-ui/import-preview/requests.ts';

const item = (place: number): Item => ({ kind: 'removal', username: `u${place}`, fullName: '' });
const query = { list: 'removals', text: '' } as const;

/** Items with a far side that answers when it is told to. */
function made() {
  const sent: ViewMessage[] = [];
  const failures: string[] = [];
  let pages = 0;
  const requests = new Requests((message) => sent.push(message));
  const items = new Items(
    requests,
    () => pages++,
    (sentence) => failures.push(sentence),
  );
  const last = (type: ViewMessage['type']): Extract<ViewMessage, { id: number }> => {
    const message = sent.findLast((one) => one.type === type);
    assert.ok(message !== undefined && 'id' in message);
    return message;
  };
  const answer = (type: 'find' | 'window', reply: Answer): void => requests.answer(last(type).id, reply);
  return { sent, failures, items, answer, last, pages: () => pages };
}

describe('the requests of the preview', () => {
  it('fetch the pages that are looked at, each once', () => {
    const { items, sent, answer, pages } = made();
    const found: unknown[] = [];
    items.find(query, undefined, false, (one) => found.push(one));
    items.want(0, 20);
    assert.equal(sent.length, 1, 'no window before it is known what there is');
    answer('find', { kind: 'found', total: 200 });
    assert.deepEqual(found, [{ kind: 'found', total: 200, at: undefined }]);
    items.want(0, 20);
    items.want(0, 30);
    assert.equal(sent.filter(({ type }) => type === 'window').length, 1);
    answer('window', { kind: 'window', first: 0, items: Array.from({ length: 60 }, (_, i) => item(i)) });
    assert.equal(pages(), 1);
    assert.deepEqual(items.at(59), item(59));
    assert.equal(items.at(60), undefined);
  });

  it('cancel what is scrolled past, and what a newer filter overtakes', () => {
    const { items, sent, answer, last } = made();
    items.find(query, undefined, false, () => undefined);
    answer('find', { kind: 'found', total: 100_000 });
    items.want(0, 20);
    const first = last('window').id;
    items.want(50_000, 50_020);
    assert.ok(sent.some((message) => message.type === 'cancel' && message.id === first));
    items.find({ ...query, text: 'a' }, undefined, false, () => undefined);
    const overtaken = last('find').id;
    items.find({ ...query, text: 'ab' }, undefined, false, () => undefined);
    assert.ok(sent.some((message) => message.type === 'cancel' && message.id === overtaken));
  });

  it('keep what is shown until the items of a newer plan are there', () => {
    const { items, answer } = made();
    items.find(query, undefined, false, () => undefined);
    answer('find', { kind: 'found', total: 1 });
    items.want(0, 1);
    answer('window', { kind: 'window', first: 0, items: [item(1)] });
    items.find(query, undefined, true, () => undefined);
    answer('find', { kind: 'found', total: 1 });
    assert.deepEqual(items.at(0), item(1));
    items.want(0, 1);
    answer('window', { kind: 'window', first: 0, items: [item(2)] });
    assert.deepEqual(items.at(0), item(2));
  });

  it('say what failed, and take no answer twice', () => {
    const { items, answer, failures } = made();
    const found: unknown[] = [];
    items.find(query, undefined, false, (one) => found.push(one));
    answer('find', { kind: 'failed', sentence: 'No.' });
    answer('find', { kind: 'found', total: 3 });
    assert.deepEqual(found, [{ kind: 'failed', sentence: 'No.' }]);
    items.find(query, undefined, false, () => undefined);
    answer('find', { kind: 'found', total: 3 });
    items.want(0, 2);
    answer('window', { kind: 'failed', sentence: 'Nothing.' });
    assert.deepEqual(failures, ['Nothing.']);
  });
});

describe('the messages of the preview', () => {
  it('are parsed on both sides', () => {
    const good = { type: 'window', id: 1, find: 1, first: 0, count: 60 };
    assert.deepEqual(parseViewMessage(good), good);
    for (const bad of [
      { ...good, count: 501 },
      { ...good, first: -1 },
      { type: 'do', action: 'erase' },
      null,
      'ready',
    ])
      assert.equal(parseViewMessage(bad), undefined, JSON.stringify(bad));
    const answer = { type: 'answer', id: 1, answer: { kind: 'found', total: 3 } };
    assert.deepEqual(parseHostMessage(answer), answer);
    assert.equal(parseHostMessage({ ...answer, answer: { kind: 'found', total: '3' } }), undefined);
    assert.equal(parseKept({ resource: 'file:///a', query: { list: 'none', text: '' } }), undefined);
  });
});
