import assert from 'node:assert/strict';
import { barNews } from '../../../webview-ui/import-preview/barNews.ts';
import type { Bar, State } from '../../../webview-ui/import-preview/protocol.ts';
import { queryIn } from '../../../webview-ui/import-preview/queryIn.ts';

const bar = (severity: Bar['severity'], text: string, part?: number): Bar => ({
  severity,
  text,
  buttons: [],
  lines: [],
  ...(part !== undefined && { part }),
});

describe('the news of the bars', () => {
  it('are what was not there before', () => {
    const old = bar('warning', 'Old.');
    assert.deepEqual(barNews([], [old]), ['Old.']);
    assert.deepEqual(barNews([old], [old, bar('error', 'Bad.')]), ['Bad.']);
    assert.deepEqual(barNews([old], []), []);
  });

  it('are, of what is under way, its stages and each quarter', () => {
    const at = (part: number): Bar => bar('progress', `${part * 100} %`, part);
    assert.deepEqual(barNews([bar('progress', 'Backup')], [at(0)]), ['0 %']);
    assert.deepEqual(barNews([at(0)], [at(0.24)]), []);
    assert.deepEqual(barNews([at(0.24)], [at(0.25)]), ['25 %']);
    assert.deepEqual(barNews([at(0.9)], [bar('progress', 'Comparison')]), ['Comparison']);
  });
});

describe('a query in a newer plan', () => {
  const plan = (keys: readonly string[], removals?: string): Extract<State, { kind: 'plan' }> => ({
    kind: 'plan',
    version: 1,
    plannedAt: 0,
    tiles: keys.map((key) => ({ key, list: 'rows', label: key, count: '1', isEmpty: false, tone: 'plain' })),
    tabs: { rows: 'Rows', classes: 'Classes', ...(removals !== undefined && { removals }) },
    classes: [],
    removes: { on: false, label: '' },
    buttons: [],
    bars: [],
    announcement: '',
  });

  it('keeps its filters while they are there', () => {
    const query = { list: 'rows', tile: 'create', classIndex: 2, text: 'a' } as const;
    assert.equal(queryIn(query, plan(['create'])), query);
    assert.deepEqual(queryIn(query, plan(['update'])), { list: 'rows', classIndex: 2, text: 'a' });
  });

  it('is of all rows when its list is gone', () => {
    const query = { list: 'removals', text: 'a' } as const;
    assert.equal(queryIn(query, plan([], 'Remove (2)')), query);
    assert.deepEqual(queryIn(query, plan([])), { list: 'rows', text: 'a' });
  });
});
