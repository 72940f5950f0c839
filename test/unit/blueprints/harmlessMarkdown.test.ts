import assert from 'node:assert/strict';
import markdownIt from 'markdown-it';
import { harmlessMarkdown } from '../../../src/host/harmlessMarkdown.ts';

/** As the editor's preview renders it: HTML is let through. */
const render = (text: string): string => markdownIt({ html: true, linkify: true }).render(text);

describe('harmless Markdown', () => {
  const HOSTILE = [
    '![x](https://example.org/x.png)',
    '![x][1]\n\n[1]: https://example.org/x.png',
    '[![x](https://example.org/x.png)](https://example.org)',
    'a!![x](https://example.org/x.png)',
    '\\!![x](https://example.org/x.png)',
    '[![x](https://example.org/x.png)]',
    '![![x](https://example.org/x.png)](https://example.org/y.png)',
    '![![![x](https://example.org/x.png)](y)](https://example.org/y.png)',
    '!![![x](https://example.org/x.png)](https://example.org/y.png)',
    '\\\\![x](https://example.org/x.png)',
    '\\[![x](https://example.org/x.png)](https://example.org)',
    '<https://example.org><img src=https://example.org/x.png>',
    '<https://example.org\n><img src=x>',
    '<https:><img src=x>',
    '<https-x:y>z',
    '`![x](https://example.org/x.png) <img src=x>',
    '`` `<img src=x> ![x](https://example.org/x.png)',
    '[![`x`](https://example.org/x.png)](y)',
    '<img src="https://example.org/x.png">',
    'text <IMG src="https://example.org/x.png"> text',
    '<style>@import url(https://example.org/x.css)</style>',
    '<link rel=stylesheet href=https://example.org/x.css>',
    '<!-- --><img src=x>',
    '<?php ?><iframe src="https://example.org"></iframe>',
    '<![CDATA[<img src=x>]]>',
    '</div><video src=https://example.org/x.mp4>',
    '> * <svg onload=x>\n>   <base href=https://example.org>',
    '&lt;img src=x&gt; &#60;img src=x&#62; &#33;[x](https://example.org/x.png)',
  ];
  for (const text of HOSTILE)
    it(`fetches and runs nothing: ${text.replaceAll('\n', ' ')}`, () => {
      const html = render(harmlessMarkdown(text));
      const tags = [...html.matchAll(/<\/?([a-z]+)/gi)].map(([, name = '']) => name);
      for (const tag of tags)
        assert.ok(['p', 'a', 'ul', 'li', 'blockquote', 'code'].includes(tag), `${tag} in ${html}`);
    });

  it('shows what a reader would see: of an image its text, of an address no brackets', () => {
    const shown = (text: string) => render(harmlessMarkdown(text)).trim();
    const link = (to: string, text: string) => `<p><a href="${to}">${text}</a></p>`;
    assert.equal(shown('![x](https://example.org/x.png)'), link('https://example.org/x.png', 'x'));
    assert.equal(
      shown('<https://example.org/?a=b>'),
      link('https://example.org/?a=b', 'https://example.org/?a=b'),
    );
    assert.equal(
      shown('[![x](https://example.org/x.png)](https://example.org)'),
      link('https://example.org', 'x'),
    );
    assert.equal(shown('`![x](y)`').replaceAll('\u200b', ''), '<p><code>![x](y)</code></p>');
  });

  // Were one of them read again and again, this would not end.
  for (const mark of ['!', '![', '`', '` `` ', '~', '<', '[![a](', '!\\'])
    it(`reads a long text of ${mark} in one go`, () => {
      assert.ok(harmlessMarkdown(mark.repeat(100_000)).length >= 100_000);
    });

  it('leaves everything else as it is', () => {
    const text =
      '# Übung\n\n* **two** _ways_, 1 < 2, a![]\n\n```html\nx = 1 <= 2 ![a](b);\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';
    assert.equal(harmlessMarkdown(text).replaceAll('\u200b', ''), text);
    assert.equal(
      render(harmlessMarkdown('# A\n\n1. **b** [c](https://example.org) `d` 1 < 2\n')),
      render('# A\n\n1. **b** [c](https://example.org) `d` 1 < 2\n'),
    );
    assert.match(
      render(harmlessMarkdown('![alt](https://example.org/x.png)')),
      /<a href="https:\/\/example\.org\/x\.png">alt<\/a>/,
    );
  });
});
