import assert from 'node:assert/strict';
import type { GuideFinding } from '../../../src/core/guides/guide.ts';
import { renderNotes, type PdfFinding } from '../../../src/core/guides/renderNotes.ts';

const found = (assignment: string, finding: GuideFinding): PdfFinding => ({
  kind: 'guide',
  assignment,
  finding,
});

describe('renderNotes', () => {
  it('says in one line how much of an assignment is missing', () => {
    assert.deepEqual(
      renderNotes([
        found('A', { kind: 'missingPage', file: 'a' }),
        found('B', { kind: 'missingPicture', file: 'b' }),
        found('A', { kind: 'tooLarge', file: 'c' }),
      ]),
      [
        { kind: 'incomplete', assignment: 'A', count: 2 },
        { kind: 'incomplete', assignment: 'B', count: 1 },
      ],
    );
  });

  it('does not say of a damaged archive that it has no Guides', () => {
    assert.deepEqual(
      renderNotes([
        found('A', { kind: 'damagedArchive' }),
        found('A', { kind: 'noGuides' }),
        found('B', { kind: 'noGuides' }),
      ]),
      [
        { kind: 'damaged', assignment: 'A' },
        { kind: 'noGuides', assignment: 'B' },
      ],
    );
  });

  it('adds up the characters of a script', () => {
    assert.deepEqual(
      renderNotes([
        { kind: 'noFont', script: 'Han', characters: 2 },
        { kind: 'noFont', script: 'Han', characters: 3 },
      ]),
      [{ kind: 'noFont', script: 'Han', characters: 5 }],
    );
  });
});
