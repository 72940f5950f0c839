import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { chartPng } from '../../../src/core/campus/exports/chartPng.ts';
import { randomOf } from '../../../src/core/campus/seed/random.ts';
import { pictureOf } from '../../../src/core/guides/source/pictureOf.ts';
import { fileOfPicture } from '../../../src/core/guides/source/picturePaths.ts';
import { jpegOf } from './jpegOf.ts';

describe('images of Guides', () => {
  it('takes an opaque PNG as it is', async () => {
    const bytes = chartPng(randomOf('chart'));
    const { width, height } = PNG.sync.read(bytes);
    assert.deepEqual(await pictureOf(bytes), { kind: 'png', bytes, width, height });
  });

  it('puts a transparent one on white', async () => {
    const image = new PNG({ width: 2, height: 1 });
    image.data.set([255, 0, 0, 255, 0, 0, 0, 0]);
    const picture = await pictureOf(PNG.sync.write(image));
    assert.equal(picture.kind, 'png');
    const { data } = PNG.sync.read(Buffer.from(picture.bytes));
    assert.deepEqual([...data], [255, 0, 0, 255, 255, 255, 255, 255]);
    assert.equal(picture.bytes[25], 2, 'colour without alpha');
  });

  it('refuses what would fail while a PDF is written', async () => {
    const whole = chartPng(randomOf('chart'));
    const data = whole.indexOf('IDAT') + 12;
    const flipped = Buffer.from(whole);
    flipped.fill(0xff, data, data + 20);
    const bomb = Buffer.from(whole);
    bomb.writeUInt32BE(100_000, 16);
    bomb.writeUInt32BE(100_000, 20);
    const problems = await Promise.all(
      [
        whole.subarray(0, 60),
        flipped,
        bomb,
        whole.subarray(0, 8),
        Buffer.from('GIF89a'),
        Buffer.from('<svg/>'),
        Buffer.alloc(0),
      ].map(async (bytes) => {
        const picture = await pictureOf(bytes);
        return picture.kind === 'none' ? picture.problem : picture.kind;
      }),
    );
    assert.deepEqual(problems, [
      'damaged',
      'damaged',
      'tooLarge',
      'damaged',
      'unsupported',
      'unsupported',
      'unsupported',
    ]);
  });

  it('knows the size of a JPEG, and how the camera was held', async () => {
    const sizes = [];
    for (const orientation of [undefined, 1, 6]) {
      const picture = await pictureOf(jpegOf(30, 20, orientation));
      assert.equal(picture.kind, 'jpeg');
      sizes.push([picture.width, picture.height]);
    }
    assert.deepEqual(sizes, [
      [30, 20],
      [30, 20],
      [20, 30],
    ]);
    assert.deepEqual(await pictureOf(jpegOf(30, 20).subarray(0, 12)), { kind: 'none', problem: 'damaged' });
    assert.deepEqual(await pictureOf(jpegOf(0, 20)), { kind: 'none', problem: 'damaged' });
  });

  it('finds files of the workspace, and nothing outside it', () => {
    assert.equal(fileOfPicture('.guides/img/a%20b.png?x=1'), '.guides/img/a b.png');
    assert.equal(fileOfPicture('/home/codio/workspace/img/a.png'), 'img/a.png');
    assert.equal(fileOfPicture('./img/../b.png'), 'b.png');
    assert.equal(fileOfPicture('100%.png'), '100%.png');
    for (const path of [
      'https://a.example/x.png',
      '//a.example/x.png',
      'file:///etc/x.png',
      '../../x.png',
      '',
    ])
      assert.equal(fileOfPicture(path), undefined, path);
  });
});
