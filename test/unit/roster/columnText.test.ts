import assert from 'node:assert/strict';
import { register } from 'node:module';
import type { FindingCode } from '../../../src/core/roster/findings/findingCode.ts';
import type { Column } from '../../../src/core/roster/header/column.ts';
import { Roster } from '../../../src/core/roster/roster.ts';
import { codePoints } from '../../../src/core/roster/values/codePoints.ts';
import { recordedRosters } from './recordedRosters.ts';
import { fileOf, rowWith } from './madeRosters.ts';

const standIn = JSON.stringify(new URL('../editorStandIn.ts', import.meta.url).href);
const hook = `export const resolve = (name, context, next) =>
  name === 'vscode' ? { url: ${standIn}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

/** What a hover says in numbers, and what is found where a cell has one more. */
const SAID: readonly (readonly [Column, number, FindingCode])[] = [
  ['USERNAME', 30, 'username-over-30'],
  ['USERNAME', 125, 'username-too-long'],
  ['PASSWORD', 128, 'password-too-long'],
  ['FULL_NAME', 120, 'full-name-over-120'],
  ['FULL_NAME', 125, 'full-name-too-long'],
  ['IDENTIFIER', 64, 'identifier-too-long'],
  ['ENROLLED_IN', 50, 'class-name-too-long'],
  ['ASSIGNED_TO', 50, 'class-name-too-long'],
];

describe('what is said of a column', () => {
  const textOf = async (column: Column): Promise<string> =>
    (await import('../../../src/features/roster/texts/columnText.ts')).columnText(column);
  const found = (column: Column, value: string): readonly FindingCode[] => {
    const type = column === 'ASSIGNED_TO' ? { USER_TYPE: 'CLASS_COACH' } : {};
    const roster = new Roster(fileOf(rowWith({ ...type, [column]: value })));
    roster.advance();
    return roster.report().findings.map(({ code }) => code);
  };

  it('is the length that the rules let pass, and one more is found', async () => {
    for (const [column, length, code] of SAID) {
      assert.match(await textOf(column), new RegExp(`\\b${length}\\b`), column);
      assert.ok(!found(column, 'A'.repeat(length)).includes(code), `${column} of ${length}`);
      assert.ok(found(column, 'A'.repeat(length + 1)).includes(code), `${column} of ${length + 1}`);
    }
    const numbers = (await Promise.all([...new Set(SAID.map(([column]) => column))].map(textOf)))
      .flatMap((text) => text.match(/\d+/g) ?? [])
      .map(Number);
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      SAID.map(([, length]) => length).toSorted((a, b) => a - b),
      'a number is said that no rule has',
    );
  });

  it('is the first birth year that passes, and the last that is not reported', async () => {
    const [first = 0, last = 0] = ((await textOf('BIRTH_YEAR')).match(/\d{4}/g) ?? []).map(Number);
    assert.deepEqual(found('BIRTH_YEAR', String(first - 1)), ['birth-year-invalid']);
    assert.deepEqual(found('BIRTH_YEAR', String(first)), []);
    assert.deepEqual(found('BIRTH_YEAR', String(last)), []);
    assert.deepEqual(found('BIRTH_YEAR', String(last + 1)), ['birth-year-over-3000']);
  });

  it('names the words that pass, and no others', async () => {
    for (const column of ['USER_TYPE', 'GENDER'] as const) {
      const words = Array.from((await textOf(column)).matchAll(/`([A-Z_]+)`/g), ([, word = '']) => word);
      assert.equal(words.length, column === 'GENDER' ? 3 : 4);
      for (const word of words) assert.deepEqual(found(column, word), [], word);
    }
  });

  it('says “Required” of what the server refuses when it is empty, and of nothing else', async () => {
    for (const column of ['UUID', 'USERNAME', 'PASSWORD', 'FULL_NAME', 'USER_TYPE', 'IDENTIFIER'] as const) {
      const roster = new Roster(fileOf(rowWith({ [column]: '' })));
      roster.advance();
      assert.equal((await textOf(column)).startsWith('Required'), roster.report().counts.error > 0, column);
    }
  });

  it('is, for user names, what a real server was seen to refuse as too long', async () => {
    const { rosters } = await recordedRosters();
    const lengths = new Map<string, number[]>();
    for (const { answer } of rosters) {
      if (answer.kind !== 'processed') continue;
      for (const { field, value, message } of answer.lines)
        if (/^Value in column .* has too many characters$/.test(message))
          lengths.set(field, [...(lengths.get(field) ?? []), codePoints(value ?? '')]);
    }
    // Only of user names does the recording hold a value that is one too long.
    assert.equal(Math.min(...(lengths.get('USERNAME') ?? [])), 126);
  });
});
