import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyFile } from '../../../src/core/exports/file/verifyFile.ts';
import { pdfPages } from '../../../src/core/exports/file/pdfPages.ts';
import { onePage } from '../guides/archiveOf.ts';
import { guideOf, makePdf } from '../guides/makePdf.ts';
import { scratchFolder } from './scratch.ts';

const UNREADABLE = { failure: { kind: 'damaged', problem: 'unreadable' } };
const noStop = new AbortController().signal;

describe('The check of a PDF', () => {
  const folder = scratchFolder();
  let good: Buffer;
  let pages: number;
  before(async () => {
    const { bytes, report } = await makePdf([await guideOf(onePage('Text.\n\n'.repeat(400)))]);
    ({ pages } = report);
    good = bytes;
  });
  const saved = async (bytes: Buffer): Promise<string> => {
    const path = join(folder(), 'a.pdf');
    await writeFile(path, bytes);
    return path;
  };
  const changed = (from: string, to: string): Buffer =>
    Buffer.from(good.toString('latin1').replace(from, to), 'latin1');

  it('counts its pages', async () => {
    assert.ok(pages > 5);
    assert.equal(await pdfPages(await saved(good)), pages);
    assert.equal(await verifyFile(await saved(good), 'guidesPdf', noStop), 'pdf');
  });

  it('refuses one that breaks off, wherever', async () => {
    for (const part of [0.1, 0.5, 0.99])
      await assert.rejects(
        verifyFile(await saved(good.subarray(0, good.length * part)), 'guidesPdf', noStop),
        UNREADABLE,
      );
    await assert.rejects(verifyFile(await saved(good.subarray(0, -8)), 'guidesPdf', noStop), UNREADABLE);
  });

  it('refuses one without a page, and one whose table leads elsewhere', async () => {
    await assert.rejects(
      verifyFile(
        await saved(changed(`/Count ${pages}`, `/Count ${'0'.repeat(String(pages).length)}`)),
        'guidesPdf',
        noStop,
      ),
      UNREADABLE,
    );
    await assert.rejects(pdfPages(await saved(changed('startxref\n', 'startxref\n1'))), UNREADABLE);
    await assert.rejects(pdfPages(await saved(changed('/Root', '/Rood'))), UNREADABLE);
  });

  it('takes it for no other export', async () => {
    await assert.rejects(verifyFile(await saved(good), 'sources', noStop), {
      failure: { kind: 'damaged', problem: 'wrongKind' },
    });
  });
});
