import assert from 'node:assert/strict';
import type { Block, Inline } from '../../../src/core/guides/markdown/block.ts';
import { markdownParser, type ParseMarkdown } from '../../../src/core/guides/markdown/parseMarkdown.ts';

/** Inlines as one string, with marks for style: *bold*, /italic/, `code`, -strike-, [link]. */
function words(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'break') return '\n';
      if (inline.kind === 'picture') return `<${inline.path}|${inline.alt}>`;
      const { bold, italic, code, strike, link } = inline.style;
      let text = inline.text;
      if (code) text = `\`${text}\``;
      if (strike) text = `-${text}-`;
      if (italic) text = `/${text}/`;
      if (bold) text = `*${text}*`;
      return link === undefined ? text : `[${text}](${link})`;
    })
    .join('');
}

describe('the Markdown of Guides', () => {
  let parse: ParseMarkdown;
  before(async () => {
    parse = await markdownParser();
  });

  const paragraphs = (blocks: readonly Block[]): readonly string[] =>
    blocks.map((block) => (block.kind === 'paragraph' ? words(block.inlines) : block.kind));

  it('keeps styles, and links to the web only', () => {
    const source =
      '**b** *i* ***x*** ~~s~~ `c` [web](https://a.example/x) [mail](mailto:a@b.example) [file](main.py) [no](vbscript:x) <https://b.example>';
    assert.deepEqual(paragraphs(parse(source)), [
      '*b* /i/ */x/* -s- `c` [web](https://a.example/x) [mail](mailto:a@b.example) file [no](vbscript:x) [https://b.example](https://b.example)',
    ]);
  });

  it('shows the text of HTML without scripts, styles or handlers', () => {
    const blocks = parse(
      'One <b>bold</b> <script>alert(1)</script>&amp; <a href="javascript:x()">js</a> <a href="https://a.example">ok</a><br>two <img src="a.png" alt="A" onerror="x()">\n\n' +
        '<div onclick="x()"><style>p{}</style><p>First</p><p>Second &lt;tag&gt;</p><!-- hidden --></div>\n\n' +
        '<script>\nalert(2)\n</script>\n\n<pre>\n a\n  b\n</pre>\n',
    );
    assert.deepEqual(paragraphs(blocks), [
      'One *bold* & js [ok](https://a.example)\ntwo <a.png|A>',
      'First',
      'Second <tag>',
      'code',
    ]);
    const code = blocks.at(-1);
    assert.equal(code?.kind === 'code' && code.text, ' a\n  b');
    assert.ok(!JSON.stringify(blocks).includes('alert'));
  });

  it('makes blocks of assessments, and buttons readable', () => {
    const blocks = parse(
      'Try {Run|terminal}(python3 main.py (now)) and {Open}(x.py).\n\n{Check It!|assessment}(test-1)\n{Again|assessment}(free-text-2)\n\n[Look](open_file main.py panel=1)\n\n`{a|assessment}(b)`',
    );
    assert.deepEqual(paragraphs(blocks), [
      'Try *Run* `python3 main.py (now)` and *Open* `x.py`.',
      'assessment',
      'assessment',
      'Look',
      '`{a|assessment}(b)`',
    ]);
    assert.deepEqual(blocks[2], { kind: 'assessment', label: 'Again', taskId: 'free-text-2' });
  });

  it('reads callouts with any Markdown inside, up to their end', () => {
    const [callout, after] = parse('|||Guidance\n## Solution\n```\n|||\n```\n- a\n|||\nAfter');
    assert.equal(callout?.kind, 'callout');
    assert.equal(callout.name, 'guidance');
    assert.deepEqual(
      callout.blocks.map(({ kind }) => kind),
      ['heading', 'code', 'list'],
    );
    assert.deepEqual(after && paragraphs([after]), ['After']);
    const [open] = parse('|||info\nnever closed');
    assert.equal(open?.kind === 'callout' && open.blocks.length, 1);
  });

  it('reads lists: nested, numbered from anywhere, with tasks, tight or loose', () => {
    const [list, tasks, loose] = parse(
      '- a\n  1. x\n  2. y\n- b\n\n* [ ] todo\n* [x] done\n\n7. one\n\n8. two',
    );
    assert.ok(list?.kind === 'list' && tasks?.kind === 'list' && loose?.kind === 'list');
    const inner = list.items[0]?.blocks[1];
    assert.ok(inner?.kind === 'list');
    assert.deepEqual([list.tight, list.start, inner.start, inner.items.length], [true, undefined, 1, 2]);
    assert.deepEqual(
      tasks.items.map(({ done, blocks }) => [done, ...paragraphs(blocks)]),
      [
        [false, 'todo'],
        [true, 'done'],
      ],
    );
    assert.deepEqual([loose.tight, loose.start], [false, 7]);
  });

  it('reads tables with their alignments', () => {
    const [table] = parse('| a | b | c |\n|:--|:-:|--:|\n| **1** | 2 |');
    assert.ok(table?.kind === 'table');
    assert.deepEqual(table.alignments, ['left', 'center', 'right']);
    assert.deepEqual(
      table.rows.map((row) => row.map(words)),
      [['*1*', '2', '']],
    );
  });

  it('takes any text', () => {
    for (const source of [
      '',
      '\uFEFF# x',
      '|||',
      '|||info',
      '{',
      '{|}(',
      '<',
      '<!--',
      '<img',
      '[x](open_file',
      '\0',
      '|a|\n|-|',
      '> - 1. ```',
    ])
      assert.ok(Array.isArray(parse(source)), JSON.stringify(source));
  });
});
