import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { chartPng } from '../../../src/core/campus/exports/chartPng.ts';
import { randomOf } from '../../../src/core/campus/seed/random.ts';
import { writeGuidesPdf } from '../../../src/core/guides/writeGuidesPdf.ts';
import { onePage, type Content } from './archiveOf.ts';
import { jpegOf } from './jpegOf.ts';
import { guideOf, makePdf, OPTIONS, type MadePdf } from './makePdf.ts';

/** The PDF of a guide with one page of Markdown. */
async function pdfOf(markdown: string, more: Parameters<typeof onePage>[1] = {}): Promise<MadePdf> {
  return makePdf([await guideOf(onePage(markdown, more))]);
}

const TEACHERS = {
  '.guides/content/index.json': { title: 'Loops', order: ['a', 'ch', 'z'] },
  '.guides/content/a.json': { title: 'For everybody', type: 'page' },
  '.guides/content/a.md': 'Public text.\n\n|||guidance\nHidden solution.\n|||\n',
  '.guides/content/ch/index.json': { title: 'Staff room', type: 'chapter', teacherOnly: true, order: ['p'] },
  '.guides/content/ch/p.json': { title: 'Inner page', type: 'page' },
  '.guides/content/ch/p.md': 'Hidden inner text.',
  '.guides/content/z.json': { title: 'Staff notes', type: 'page', teacherOnly: true },
  '.guides/content/z.md': 'Hidden note.',
};

describe('the PDF of Guides', () => {
  it('has a title, a language, and a table of contents whose lines lead to their pages', async () => {
    const chapters = (name: string): Promise<Parameters<typeof makePdf>[0][number]> =>
      guideOf({
        '.guides/content/index.json': { title: name, order: ['a', 'c'] },
        '.guides/content/a.json': { title: `${name} opening`, type: 'page' },
        '.guides/content/a.md': 'Text. '.repeat(2000),
        '.guides/content/c/index.json': { title: `${name} chapter`, type: 'chapter', order: ['p'] },
        '.guides/content/c/p.json': { title: `${name} inside`, type: 'page' },
        '.guides/content/c/p.md': 'Inside.',
      });
    const { pdf, report } = await makePdf([await chapters('First'), await chapters('Second')]);
    assert.equal(pdf.title, 'All guides');
    assert.equal(pdf.language, 'en');
    assert.equal(report.pages, pdf.pages.length);
    const [contents] = pdf.pages;
    assert.ok(contents);
    const expected = [
      'First',
      'First opening',
      'First chapter',
      'First inside',
      'Second',
      'Second opening',
      'Second chapter',
      'Second inside',
    ];
    assert.equal(contents.links.length, expected.length);
    for (const [at, title] of expected.entries()) {
      const page = contents.links[at]?.page ?? 0;
      assert.ok(pdf.pages[page - 1]?.text.includes(title), `${title} is on page ${page}`);
      assert.ok(
        contents.text.includes(`${title} ${page}`),
        `the contents say that ${title} is on page ${page}`,
      );
    }
    assert.deepEqual(
      pdf.bookmarks.map(({ title, depth, page }) => [title, depth, page]),
      expected.map((title, at) => [title, [0, 1, 1, 2][at % 4], contents.links[at]?.page]),
    );
    pdf.pages.forEach(({ text }, at) => assert.ok(text.includes(`Page ${at + 1} of ${pdf.pages.length}`)));
  });

  it('counts the pages of a table of contents that is longer than one', async () => {
    const stems = Array.from({ length: 120 }, (_, at) => `p${String(at).padStart(3, '0')}`);
    const files = stems.flatMap((stem) => [
      [`.guides/content/${stem}.json`, { title: `Title ${stem}`, type: 'page' }] as const,
      [`.guides/content/${stem}.md`, `Text of ${stem}.`] as const,
    ]);
    const guide = await guideOf({
      '.guides/content/index.json': { title: 'Many', order: stems },
      ...Object.fromEntries<Content>(files),
    });
    const { pdf } = await makePdf([guide]);
    const links = pdf.pages.flatMap(({ links }) => links);
    assert.equal(links.length, 121);
    stems.forEach((stem, at) => {
      const page = links[at + 1]?.page ?? 0;
      assert.ok(page > 2 && pdf.pages[page - 1]?.text.includes(`Text of ${stem}.`), `${stem} on ${page}`);
    });
  });

  it('leaves out what is for teachers only, and marks it where it is wanted', async () => {
    const guide = await guideOf(TEACHERS);
    const students = await makePdf([guide], { teacherPages: false });
    assert.match(students.pdf.text, /Public text\./);
    assert.doesNotMatch(students.pdf.text, /Hidden|Staff|Inner page|Teachers only/);
    assert.deepEqual(
      students.pdf.bookmarks.map(({ title }) => title),
      ['Loops', 'For everybody'],
    );
    const teachers = await makePdf([guide], { teacherPages: true });
    for (const text of ['Hidden solution.', 'Hidden inner text.', 'Hidden note.'])
      assert.ok(teachers.pdf.text.includes(text), text);
    assert.equal(teachers.pdf.bookmarks.at(-1)?.title, 'Staff notes (Teachers only)');
  });

  it('says so where nothing is left to show', async () => {
    const { pdf } = await makePdf([await guideOf({ 'main.py': '' }, 'Week 1')]);
    assert.match(pdf.text, /Week 1 This assignment has no pages to show\./);
    assert.match((await makePdf([])).pdf.text, /All guides Contents/);
  });

  it('keeps the lines of code and wraps long ones with a mark', async () => {
    const { pdf } = await pdfOf(`\`\`\`c\nint a;\n\n    int b;\n${'x'.repeat(200)}end\n\`\`\``);
    const lines = (pdf.pages[1]?.text ?? '').split('\n').map((line) => line.trim());
    assert.ok(lines.includes('int a;') && lines.includes('int b;'), lines.join('|'));
    const wrapped = lines.filter((line) => /^(?:↪ ?)?x+(?:end)?$/.test(line));
    assert.ok(
      wrapped.length >= 3 && wrapped.slice(1).every((line) => line.startsWith('↪')),
      wrapped.join('|'),
    );
    assert.equal(wrapped.join('').replaceAll(/[↪ ]/g, ''), `${'x'.repeat(200)}end`);
  });

  it('repeats the head of a table on each page, and splits a row that is higher than one', async () => {
    const rows = Array.from({ length: 90 }, (_, at) => `| ${at} | row number ${at} |`).join('\n');
    const tall = `| tall | ${'word '.repeat(6000)} end |`;
    const { pdf } = await pdfOf(`| Number | Description |\n|--:|--|\n${rows}\n${tall}`);
    const tablePages = pdf.pages.slice(1);
    assert.ok(tablePages.length > 4);
    for (const { text } of tablePages) assert.match(text, /Number\s*Description/);
    for (let at = 0; at < 90; at++)
      assert.equal(
        tablePages.filter(({ text }) => new RegExp(`row number ${at}(?!\\d)`).test(text)).length,
        1,
      );
    assert.match(pdf.text, /word end/);
  });

  it('links to the web and mailboxes, and to nothing else', async () => {
    const { pdf } = await pdfOf(
      '[a](https://a.example/) [b](mailto:b@b.example) [c](main.py) [d](file:///etc/passwd) [e](javascript:x)',
    );
    assert.deepEqual(pdf.pages[1]?.links, [
      { address: 'https://a.example/' },
      { address: 'mailto:b@b.example' },
    ]);
  });

  it('embeds images once, and names what it cannot show', async () => {
    const transparent = PNG.sync.write(new PNG({ width: 40, height: 30 }));
    const { pdf, report } = await pdfOf(
      '![a](.guides/img/a.png)\n\nAgain ![a](.guides/img/a.png)\n\n![b](.guides/img/b.png) ![c](.guides/img/c.jpg)\n\n' +
        '![vector](.guides/img/d.svg)\n\n![lost](.guides/img/e.png)\n\n![torn](.guides/img/f.png) ![web](https://a.example/x.png)',
      {
        '.guides/img/a.png': chartPng(randomOf('a')),
        '.guides/img/b.png': transparent,
        '.guides/img/c.jpg': jpegOf(40, 30, 6),
        '.guides/img/d.svg': '<svg onload="x()"/>',
        '.guides/img/f.png': chartPng(randomOf('f')).subarray(0, 90),
      },
    );
    assert.equal(
      pdf.pages.reduce((sum, { images }) => sum + images, 0),
      4,
    );
    assert.match(pdf.text, /kind that a PDF does not hold: \.guides\/img\/d\.svg – vector/);
    assert.match(pdf.text, /Not in the export: image \.guides\/img\/e\.png – lost/);
    assert.match(pdf.text, /A damaged image: \.guides\/img\/f\.png – torn/);
    assert.deepEqual(
      report.findings.map((finding) => finding.kind === 'guide' && finding.finding.kind),
      ['unsupportedPicture', 'missingPicture', 'damagedPicture', 'missingPicture'],
    );
  });

  it('shows assessments by name, points and instructions, never their answers', async () => {
    const { pdf } = await pdfOf(
      '{Check It!|assessment}(multiple-choice-1)\n\n{Check It!|assessment}(gone-2)',
      {
        '.guides/assessments/multiple-choice-1.json': {
          type: 'multiple-choice',
          source: {
            name: 'Warm-up',
            points: 5,
            instructions: 'Which *one*?',
            answers: [{ answer: 'SECRET', correct: true }],
          },
        },
      },
    );
    assert.match(pdf.text, /Assessment · 5 points Warm-up Which one\?/);
    assert.match(pdf.text, /Check It! Not in the export: assessment gone-2/);
    assert.doesNotMatch(pdf.text, /SECRET/);
  });

  it('says a title once that page and Markdown both have', async () => {
    const { pdf } = await pdfOf('# The  page\n\nText.');
    assert.equal(pdf.pages[1]?.text.match(/The\s+page/g)?.length, 1);
  });

  it('says of what time it is and in which language', async () => {
    const { bytes } = await pdfOf('Text.');
    const text = bytes.toString('latin1');
    assert.match(text, /D:20260305102030Z/);
    assert.match(text, /<xmp:CreateDate>2026-03-05T10:20:30Z</);
    assert.match(text, /\/DisplayDocTitle true/);
    assert.match(text, /\/Lang \(en\)/);
    assert.match(text, /\/Creator/);
  });

  it('makes the same bytes of the same guides', async () => {
    const make = (): Promise<MadePdf> =>
      pdfOf('# שלום\n\n![a](a.png) ![b](b.png) **Text** `code` ✅', {
        'a.png': PNG.sync.write(new PNG({ width: 400, height: 300 })),
        'b.png': chartPng(randomOf('b')),
      });
    const [first, second] = [await make(), await make()];
    assert.ok(first.bytes.equals(second.bytes));
  });

  it('takes American paper', async () => {
    const { bytes } = await makePdf([], { paper: 'letter' });
    assert.match(bytes.toString('latin1'), /MediaBox \[0 0 612 792\]/);
  });

  it('stops when it is told to', async () => {
    const guide = await guideOf(onePage('Text. '.repeat(50_000)));
    const controller = new AbortController();
    const out = new Writable({
      write: (_chunk, _encoding, done) => {
        controller.abort();
        done();
      },
    });
    await assert.rejects(
      writeGuidesPdf(() => [guide], OPTIONS, out, controller.signal),
      { name: 'AbortError' },
    );
    assert.ok(out.destroyed);
  });

  it('fails as what it writes to fails, and as the source does', async () => {
    const guide = await guideOf(onePage('Text.'));
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('The disk is full.')) });
    await assert.rejects(
      writeGuidesPdf(() => [guide], OPTIONS, full, new AbortController().signal),
      /disk is full/,
    );
    const broken = (): never => {
      throw new Error('The zip is gone.');
    };
    await assert.rejects(
      writeGuidesPdf(broken, OPTIONS, new PassThrough(), new AbortController().signal),
      /zip is gone/,
    );
    const fontless = { ...OPTIONS, fontsFolder: join(import.meta.dirname, 'nowhere') };
    await assert.rejects(
      writeGuidesPdf(() => [guide], fontless, new PassThrough(), new AbortController().signal),
      { code: 'ENOENT' },
    );
  });

  it('holds no more of a guide of 300 pages than of one of 30', async function () {
    this.timeout(120_000);
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    assert.ok(typeof collect === 'function');
    const paragraph = 'A sentence that says little, at some length, for the sake of the page. '.repeat(10);
    const markdown =
      `${`${paragraph}\n\n`.repeat(10)}\`\`\`\n${'for (;;) continue;\n'.repeat(30)}\`\`\`\n\n`.repeat(3);
    const guideOfPages = async (pages: number): ReturnType<typeof guideOf> => {
      const stems = Array.from({ length: pages }, (_, at) => `p${at}`);
      const files = stems.map((stem) => [`.guides/content/${stem}.md`, markdown] as const);
      return guideOf({
        '.guides/content/index.json': { title: 'Long', order: stems },
        ...Object.fromEntries<Content>(files),
      });
    };
    const growth = async (
      guide: Awaited<ReturnType<typeof guideOf>>,
    ): Promise<{ pages: number; mebibytes: number }> => {
      let most = 0;
      let bytes = 0;
      Reflect.apply(collect, undefined, []);
      const before = process.memoryUsage().heapUsed;
      const out = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          bytes += chunk.length;
          if (bytes > 50_000) {
            bytes = 0;
            Reflect.apply(collect, undefined, []);
            most = Math.max(most, process.memoryUsage().heapUsed - before);
          }
          done();
        },
      });
      const { pages } = await writeGuidesPdf(() => [guide], OPTIONS, out, new AbortController().signal);
      return { pages, mebibytes: most / 1024 / 1024 };
    };
    const [short, long] = [await guideOfPages(6), await guideOfPages(42)];
    await growth(short); // what is loaded once is loaded now
    const few = await growth(short);
    const many = await growth(long);
    assert.ok(few.pages < 50 && many.pages >= 300, `${few.pages} and ${many.pages} pages`);
    assert.ok(many.mebibytes - few.mebibytes < 16, `${few.mebibytes} and ${many.mebibytes} MiB`);
  });
});
