import assert from 'node:assert/strict';
import { jsonFilesLike } from '../../../src/core/blueprints/repository/jsonFilesLike.ts';

describe('JSON files like one that is not there', () => {
  it('come with the same name first, then the most alike', () => {
    const paths = [
      'package.json',
      'a/Course-Blueprints.JSON',
      'b/course-blueprint.json',
      'readme.md',
      'b/x.json',
    ];
    assert.deepEqual(jsonFilesLike(paths, 'b/course-blueprints.json').files, [
      'a/Course-Blueprints.JSON',
      'b/course-blueprint.json',
      'b/x.json',
      'package.json',
    ]);
  });

  it('come from the folder first that was taken for a file', () => {
    assert.deepEqual(
      jsonFilesLike(['pages.json', 'x/pages.json', 'pages/q.json'], 'Pages').files[0],
      'pages/q.json',
    );
  });

  it('are no more than can be read through', () => {
    const paths = Array.from({ length: 70 }, (_, i) => `${i}.json`);
    const { files, more } = jsonFilesLike(paths, 'x');
    assert.deepEqual([files.length, more], [50, 20]);
  });
});
