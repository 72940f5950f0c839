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
        assert.ok(['p', 'a', 'ul', 'li', 'blockquote'].includes(tag), `${tag} in ${html}`);
    });

  it('leaves everything else as it is', () => {
    const text =
      '# Übung\n\n* **two** _ways_, 1 < 2, a![]\n\n```html\nx = 1 <= 2;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';
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
