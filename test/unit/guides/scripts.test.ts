import assert from 'node:assert/strict';
import { join } from 'node:path';
import { filesForScript } from '../../../src/core/guides/text/systemFonts.ts';
import { scriptOf } from '../../../src/core/guides/text/scripts.ts';
import { onePage } from './archiveOf.ts';
import { guideOf, makePdf } from './makePdf.ts';

const SAMPLES: Readonly<Record<string, string>> = {
  'Latin with diacritics': 'Žluťoučký kůň, Việt Nam, İstanbul, łódź',
  Greek: 'Ελληνικά, ἀρετή',
  Cyrillic: 'Съешь ещё, ґанок, Ђорђе',
  Hebrew: 'שלום עולם',
  Arabic: 'مرحبا بكم في كتاب',
  Persian: 'فارسی: پیچ گژ چهار',
  Devanagari: 'नमस्ते दुनया',
  Thai: 'สวัสดีชาวโลก',
  Armenian: 'Բարեւ',
  Georgian: 'გამარჯობა',
  'code and signs': '├── λ ≤ ∞ → ☑ ★',
  emoji: '✅ 💡 🚀',
};

/** Text as it is read, without what shaping may add or drop. */
function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\p{Cf}]+/gu, '');
}

describe('scripts in the PDF of Guides', () => {
  for (const [name, sample] of Object.entries(SAMPLES)) {
    it(`shows ${name} with the fonts that Lectern brings`, async () => {
      const { pdf, report } = await makePdf([
        await guideOf(onePage(`${sample}\n\n**${sample}**\n\n\`${sample}\``)),
      ]);
      assert.deepEqual(report.findings, []);
      assert.equal(bare(pdf.pages[1]?.text ?? '').split(bare(sample)).length - 1, 3, pdf.pages[1]?.text);
    });
  }

  it('orders both directions on one line, with Arabic digits from left to right', async () => {
    const { pdf } = await makePdf([
      await guideOf(onePage('The word שלום means peace.\n\nرقم ١٢٣ ثم English هنا')),
    ]);
    assert.match(pdf.text, /The word שלום means peace\./);
    assert.match(pdf.text, /١٢٣/);
  });

  it('says which scripts have no font, and puts a box for each character', async () => {
    const { pdf, report } = await makePdf([await guideOf(onePage('日本 한국어\n\n| বাংলা |\n|--|\n'))]);
    assert.deepEqual(report.findings, [
      { kind: 'noFont', script: 'Han', characters: 2 },
      { kind: 'noFont', script: 'Hangul', characters: 3 },
      { kind: 'noFont', script: 'Bengali', characters: 2 },
    ]);
    assert.match(pdf.text, /□□ □□□ □□□□□/);
  });

  it('finds fonts of the computer for what Lectern does not bring', async () => {
    const systemFontFolders = [join(import.meta.dirname, 'fonts'), join(import.meta.dirname, 'nowhere')];
    const { pdf, report } = await makePdf([await guideOf(onePage('日本語 and テスト, but 한국'))], {
      systemFontFolders,
    });
    assert.match(pdf.text, /日本語 and テスト/);
    assert.deepEqual(report.findings, [{ kind: 'noFont', script: 'Hangul', characters: 2 }]);
  });

  it('looks for fonts by their names, plain ones first', () => {
    const files = [
      '/f/NotoSansBengali-Bold.ttf',
      '/f/NotoSansBengali-Regular.ttf',
      '/f/NotoSerifBengali-Regular.ttf',
      '/f/Nirmala.ttf',
      '/f/NotoSansCJK-Regular.ttc',
      '/f/FreeSans.ttf',
    ];
    assert.deepEqual(filesForScript(files, 'Bengali'), [
      '/f/NotoSansBengali-Regular.ttf',
      '/f/NotoSansBengali-Bold.ttf',
      '/f/Nirmala.ttf',
      '/f/FreeSans.ttf',
      '/f/NotoSerifBengali-Regular.ttf',
    ]);
    assert.deepEqual(filesForScript(files, 'Hangul'), ['/f/NotoSansCJK-Regular.ttc', '/f/FreeSans.ttf']);
    assert.deepEqual(['字', 'か', '가', '💡', '→', 'ß'].map(scriptOf), [
      'Han',
      'Hiragana',
      'Hangul',
      'Emoji',
      'Symbols',
      'Latin',
    ]);
  });
});
