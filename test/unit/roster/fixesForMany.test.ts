import assert from 'node:assert/strict';
import { fixMany } from '../../../src/core/roster/fixes/fixMany.ts';
import {
  isChosen,
  type FixChoice,
  type FixTally,
  tallyFixes,
} from '../../../src/core/roster/fixes/tallyFixes.ts';
import { Roster } from '../../../src/core/roster/roster.ts';
import { fileOf, rowWith } from './madeRosters.ts';
import '../withoutEditor.ts';

/** What steps end with. */
function resultOf<T>(steps: Generator<unknown, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

function rosterOf(...rows: readonly Parameters<typeof rowWith>[0][]): Roster {
  const roster = new Roster(fileOf(...rows.map((row, at) => rowWith({ USERNAME: `u${at}`, ...row }))));
  roster.advance();
  return roster;
}

describe('fixes for many', () => {
  const titleOf = async (roster: Roster, choice: FixChoice): Promise<string> => {
    const { fixAllTitle } = await import('../../../src/features/roster/mend/fixAllTitle.ts');
    const tally = resultOf<FixTally>(tallyFixes(roster, choice));
    // What is said is what is done.
    assert.equal(resultOf(fixMany(roster, isChosen(choice))).length, tally.count);
    return fixAllTitle(choice, tally);
  };

  it('say how many cells of which column they change', async () => {
    const roster = rosterOf(
      { FULL_NAME: ' A' },
      { FULL_NAME: '" B, C "' },
      {},
      { PASSWORD: 'secret ' },
      { PASSWORD: ' x' },
    );
    assert.equal(
      await titleOf(roster, { code: 'full-name-padded', kind: 'trim' }),
      'Remove white space at the ends of 2 full names',
    );
    assert.equal(
      await titleOf(roster, { code: 'password-padded', kind: 'trim' }),
      'Remove white space at the ends of 2 passwords',
    );
  });

  it('change one value to another, and name the values', async () => {
    const types = ['student', ' learner', 'STUDENT', 'pupil', 'teacher', 'learner '];
    const roster = rosterOf(...types.map((USER_TYPE) => ({ USER_TYPE })));
    assert.equal(
      await titleOf(roster, { code: 'user-type-invalid', kind: 'replaceValue', becomes: 'LEARNER' }),
      'Change 5 user types to LEARNER: “student”, “learner”, “STUDENT”, …',
    );
    assert.equal(
      await titleOf(roster, { code: 'user-type-invalid', kind: 'replaceValue', becomes: 'FACILITY_COACH' }),
      'Change 1 user types to FACILITY_COACH: “teacher”',
    );
  });

  it('show what becomes of the first, where it is another of each', async () => {
    const roster = rosterOf({ BIRTH_YEAR: '2001.0' }, { BIRTH_YEAR: '2002.0' });
    assert.equal(
      await titleOf(roster, { code: 'birth-year-invalid', kind: 'replaceValue' }),
      'Change 2 birth years: “2001.0” becomes 2001, …',
    );
    const names = rosterOf({ USERNAME: 'ada b' }, { USERNAME: 'bob@example.org' });
    assert.equal(
      await titleOf(names, { code: 'username-characters', kind: 'replaceBadCharacters' }),
      'Change 2 user names: “ada b” becomes ada_b, …',
    );
  });

  it('change the spellings of one class or of all', async () => {
    const classes = ['Bio', 'Bio', 'Bio', 'bio', 'BIO', 'Art', 'Art', 'art'];
    const roster = rosterOf(...classes.map((ENROLLED_IN) => ({ ENROLLED_IN })));
    assert.equal(
      await titleOf(roster, { code: 'class-spelling', kind: 'className', becomes: 'Bio' }),
      'Change 2 class names to Bio: “bio”, “BIO”',
    );
    assert.equal(
      await titleOf(roster, { code: 'class-spelling', kind: 'className' }),
      'Use one spelling of each class: 3 class names change',
    );
  });

  it('remove what is invisible from names', async () => {
    const roster = rosterOf({ USERNAME: 'a\0' }, { USERNAME: 'b\0' });
    assert.equal(
      await titleOf(roster, { code: 'username-nul', kind: 'removeInvisible' }),
      'Remove the invisible characters from 2 user names',
    );
  });
});
