import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { COLUMNS } from '../../../src/core/roster/header/column.ts';
import { detectEncoding } from '../../../src/core/roster/encoding/detectEncoding.ts';
import { FINDING_CODES, type FindingCode } from '../../../src/core/roster/findings/findingCode.ts';
import type { Fix, TextEdit } from '../../../src/core/roster/fixes/fix.ts';
import { TYPE_LABELS } from '../../../src/core/roster/values/userTypeWords.ts';
import { LOCALES, word } from '../../../src/core/kolibriWords/words.ts';
import { applyEdits, fixAllSafe } from '../../../src/core/roster/fixes/fixMany.ts';
import { findingsAround } from '../../../src/core/roster/findings/findingsAround.ts';
import { fixesOf } from '../../../src/core/roster/fixes/fixesOf.ts';
import { Roster } from '../../../src/core/roster/roster.ts';
import type { RosterContext } from '../../../src/core/roster/rosterContext.ts';
import { ANN, BOB, fileOf, findingsIn, GHOST, HEADER, rowWith, snapshotOf, userOf } from './madeRosters.ts';

type Example = {
  /** Has the finding, once. */
  readonly bad: string;
  /** Does not. */
  readonly good: string;
  readonly context?: RosterContext;
  /** Where it is: the text it stands on. */
  readonly on?: string;
  /** The text after the first fix. */
  readonly mended?: string;
};

const live: RosterContext = { snapshot: snapshotOf() };
const good = fileOf(rowWith({}));

function example(
  cells: Parameters<typeof rowWith>[0],
  better: Parameters<typeof rowWith>[0],
  more: Partial<Example> = {},
): Example {
  return { bad: fileOf(rowWith(cells)), good: fileOf(rowWith(better)), ...more };
}

/** A fix must make the bad file the good one. */
function mending(
  cells: Parameters<typeof rowWith>[0],
  better: Parameters<typeof rowWith>[0],
  more: Partial<Example> = {},
): Example {
  return { ...example(cells, better, more), mended: fileOf(rowWith(better)) };
}

const EXAMPLES: Readonly<Record<FindingCode, Example>> = {
  'file-empty': { bad: '', good, mended: `${HEADER}\n` },
  'file-blank': { bad: '\r\n \r\n\t', good, mended: `${HEADER}\n` },
  'not-utf-8': { bad: good, good, context: { encoding: { name: 'iso88591', isUtf8: false } } },
  'repeated-byte-order-mark': {
    bad: good,
    good: good.replace('UUID', 'Database ID (UUID)'),
    context: { encoding: detectEncoding(Buffer.from(`\uFEFF\uFEFF${good}`)) },
    on: 'UUID',
  },
  'wrong-delimiter': {
    bad: good.replaceAll(',', ';').replace('Zoe Zed', 'Zed, Zoe'),
    good,
    mended: good.replace('Zoe Zed', '"Zed, Zoe"'),
  },
  'header-not-first': { bad: `Users of 2026\r\n${good}`, good, mended: good },
  'header-unknown-label': { bad: good.replace('GENDER', 'gender '), good, on: 'gender ', mended: good },
  'header-missing-column': {
    bad: good.replace('GENDER,', '').replace('LEARNER,,,', 'LEARNER,,'),
    good,
    mended: good,
  },
  'header-repeated-column': {
    bad: good.replace('UUID', 'UUID,Name (UUID)').replace('\r\n,', '\r\n,,'),
    good,
    on: 'UUID',
  },
  'no-users': { bad: `${HEADER}\r\n`, good },
  'passwords-in-repository': {
    bad: good,
    good: fileOf(rowWith({ PASSWORD: '*', UUID: ANN })),
    context: { inRepository: true },
    on: 'PASSWORD',
  },
  'text-after-quote': {
    ...example({ FULL_NAME: '"Zoe" Zed' }, { FULL_NAME: '"Zoe Zed"' }, { on: ' ' }),
    mended: fileOf(rowWith({ FULL_NAME: '"Zoe"" Zed"' })),
  },
  'unclosed-quote': {
    ...example({ FULL_NAME: '"Zoe' }, {}, { on: '"' }),
    mended: fileOf(rowWith({ FULL_NAME: '"Zoe"' })),
  },
  'cell-too-large': example({ FULL_NAME: 'x'.repeat(131_073) }, {}, { on: 'x' }),
  'username-duplicate': { bad: fileOf(rowWith({}), rowWith({ USERNAME: 'ZOE' })), good, on: 'ZOE' },
  'username-taken': example({ USERNAME: 'Ann' }, {}, { context: live, on: 'Ann' }),
  'user-there-already': mending(
    { USERNAME: 'ann', FULL_NAME: ' ann', ENROLLED_IN: 'class a' },
    { UUID: ANN, USERNAME: 'ann', FULL_NAME: ' ann', ENROLLED_IN: 'class a' },
    { context: { snapshot: snapshotOf() }, on: 'ann' },
  ),
  'username-held-by-deleted': example({ USERNAME: 'ghost' }, {}, { context: live }),
  'username-missing': example({ USERNAME: '' }, {}),
  'cells-missing': { bad: fileOf(',zoe,pw,Zoe,LEARNER'), good, mended: fileOf(',zoe,pw,Zoe,LEARNER,,,,,') },
  'database-id-invalid': mending({ UUID: 'me' }, {}, { on: 'me' }),
  'full-name-too-long': example({ FULL_NAME: 'x'.repeat(126) }, { FULL_NAME: 'x'.repeat(120) }),
  'birth-year-invalid': mending({ BIRTH_YEAR: '2001.0' }, { BIRTH_YEAR: '2001' }, { on: '2001.0' }),
  'username-too-long': example({ USERNAME: 'x'.repeat(126) }, { USERNAME: 'x'.repeat(30) }),
  'username-characters': mending({ USERNAME: 'zoe.zed@school.org' }, { USERNAME: 'zoe_zed' }),
  'password-too-long': example({ PASSWORD: 'x'.repeat(129) }, { PASSWORD: '😀'.repeat(128) }),
  'password-missing': example({ PASSWORD: '' }, {}),
  'user-type-invalid': mending({ USER_TYPE: ' class coach' }, { USER_TYPE: 'CLASS_COACH' }),
  'gender-invalid': mending({ GENDER: 'f' }, { GENDER: 'FEMALE' }),
  'identifier-too-long': example({ IDENTIFIER: 'X'.repeat(65) }, { IDENTIFIER: 'X'.repeat(64) }),
  'class-name-too-long': example({ ENROLLED_IN: ` ${'x'.repeat(50)}` }, { ENROLLED_IN: 'x'.repeat(50) }),
  'user-type-deferred': example({ USER_TYPE: 'DEFERRED' }, {}),
  'username-taken-by-case': example(
    { USERNAME: 'ÑAÑA' },
    { USERNAME: 'ñaña' },
    { context: { snapshot: snapshotOf([userOf(ANN, 'ÑAÑA')]) } },
  ),
  'username-changed': mending(
    { UUID: ANN, USERNAME: 'bob', PASSWORD: '*' },
    { UUID: ANN, USERNAME: 'ann', PASSWORD: '*' },
    { context: live },
  ),
  'user-renamed-by-case': mending(
    { UUID: ANN, USERNAME: 'Ann', PASSWORD: '*' },
    { UUID: ANN, USERNAME: 'ann', PASSWORD: '*' },
    { context: live },
  ),
  'user-renamed': mending(
    { UUID: ANN, USERNAME: 'anna', PASSWORD: '*' },
    { UUID: ANN, USERNAME: 'ann', PASSWORD: '*' },
    { context: live },
  ),
  'username-change-fails': mending(
    { UUID: ANN, USERNAME: 'bob', PASSWORD: '*' },
    { UUID: ANN, USERNAME: 'ann', PASSWORD: '*' },
    {
      context: { snapshot: snapshotOf([...snapshotOf().users, userOf(GHOST, 'bob', { isDeleted: true })]) },
    },
  ),
  'birth-year-cell-missing': {
    bad: `${HEADER.replace('BIRTH_YEAR,', '')},BIRTH_YEAR\r\n,zoe,pw,Zoe,LEARNER,,,,\r\n`,
    good: `${HEADER.replace('BIRTH_YEAR,', '')},BIRTH_YEAR\r\n,zoe,pw,Zoe,LEARNER,,,,,\r\n`,
    mended: `${HEADER.replace('BIRTH_YEAR,', '')},BIRTH_YEAR\r\n,zoe,pw,Zoe,LEARNER,,,,,\r\n`,
  },
  'database-id-form': mending({ UUID: ANN.toUpperCase() }, { UUID: ANN }),
  'database-id-unknown': mending({ UUID: 'd'.repeat(32) }, {}, { context: live }),
  'password-star-for-new-user': example({ PASSWORD: '*' }, { PASSWORD: '*', UUID: ANN }),
  'username-over-30': example({ USERNAME: 'x'.repeat(31) }, { USERNAME: '😀'.repeat(30) }),
  'full-name-over-120': example({ FULL_NAME: 'x'.repeat(121) }, { FULL_NAME: 'x'.repeat(120) }),
  'birth-year-over-3000': example({ BIRTH_YEAR: '3001' }, { BIRTH_YEAR: '3000' }),
  'birth-year-over-16-characters': example(
    { BIRTH_YEAR: '00000000000002001' },
    { BIRTH_YEAR: '0000000000002001' },
  ),
  'identifier-grows': example({ IDENTIFIER: 'ß'.repeat(33) }, { IDENTIFIER: 'ß'.repeat(32) }),
  'database-id-repeated': {
    bad: fileOf(rowWith({ UUID: ANN, USERNAME: 'ann' }), rowWith({ UUID: ANN })),
    good,
  },
  'username-nul': mending({ USERNAME: 'zo\0e' }, {}),
  'password-padded': mending({ PASSWORD: 'secret ' }, {}, { on: 'secret ' }),
  'full-name-missing': example({ FULL_NAME: '' }, {}),
  'full-name-padded': mending({ FULL_NAME: '" Zoe, Zed"' }, { FULL_NAME: '"Zoe, Zed"' }),
  'cells-surplus': { bad: fileOf(`${rowWith({})},,`), good, mended: good },
  'class-cells-missing': { bad: fileOf(rowWith({}).slice(0, -2)), good, mended: good },
  'assigned-to-ignored': mending({ ASSIGNED_TO: 'Class A' }, {}, { on: 'Class A' }),
  'class-spelling': {
    bad: fileOf(
      rowWith({ ENROLLED_IN: 'Art' }),
      rowWith({ USERNAME: 'b', ENROLLED_IN: 'art' }),
      rowWith({ USERNAME: 'c', ENROLLED_IN: 'Art' }),
    ),
    good: fileOf(rowWith({ ENROLLED_IN: '"Art, Art"' })),
    on: 'art',
    mended: fileOf(
      rowWith({ ENROLLED_IN: 'Art' }),
      rowWith({ USERNAME: 'b', ENROLLED_IN: 'Art' }),
      rowWith({ USERNAME: 'c', ENROLLED_IN: 'Art' }),
    ),
  },
  'class-lookalike': mending(
    { ENROLLED_IN: '"New,class-a"' },
    { ENROLLED_IN: '"New,Class A"' },
    { context: live, on: 'class-a' },
  ),
  'class-with-comma': example(
    { ENROLLED_IN: '"Class A,math, advanced"' },
    { ENROLLED_IN: '"Class A,Math"' },
    { context: live },
  ),
  'deferred-value': example({ ENROLLED_IN: 'DEFERRED' }, { GENDER: 'DEFERRED', BIRTH_YEAR: 'DEFERRED' }),
  'identifier-upper-cased': mending({ IDENTIFIER: 'abc' }, { IDENTIFIER: 'ABC' }),
  'leading-zeros-lost': {
    bad: fileOf(rowWith({ IDENTIFIER: '0042' }), rowWith({ USERNAME: 'b', IDENTIFIER: '7' })),
    good: fileOf(rowWith({ IDENTIFIER: '1042' }), rowWith({ USERNAME: 'b', IDENTIFIER: '7' })),
    on: '7',
    mended: fileOf(rowWith({ IDENTIFIER: '0042' }), rowWith({ USERNAME: 'b', IDENTIFIER: '0007' })),
  },
  'formula-cell': example({ FULL_NAME: '=A1' }, { IDENTIFIER: '-12.5' }),
  'spreadsheet-number': example({ IDENTIFIER: '1.23E+11' }, { IDENTIFIER: '123000000000' }),
  'guard-apostrophe': mending({ FULL_NAME: "'-Ann" }, { FULL_NAME: '-Ann' }),
  'lost-characters': example({ FULL_NAME: 'Zo\ufffd' }, { FULL_NAME: 'Zoë' }),
  'half-applied': example(
    { UUID: ANN, USERNAME: 'ann', FULL_NAME: 'ann', PASSWORD: '*', ENROLLED_IN: 'Class B' },
    { UUID: ANN, USERNAME: 'ann', FULL_NAME: 'ann', PASSWORD: '*', ENROLLED_IN: 'class a' },
    { context: live, on: 'Class B' },
  ),
  'role-kept': example(
    { UUID: BOB, USERNAME: 'bob', USER_TYPE: 'LEARNER' },
    { UUID: BOB, USERNAME: 'bob', USER_TYPE: 'CLASS_COACH' },
    { context: live, on: 'LEARNER' },
  ),
  'value-blanked': mending(
    { UUID: ANN, USERNAME: 'ann' },
    { UUID: ANN, USERNAME: 'ann', GENDER: 'NOT_SPECIFIED' },
    { context: { snapshot: snapshotOf([userOf(ANN, 'ann', { gender: 'NOT_SPECIFIED' })]) } },
  ),
  'stays-deleted': example(
    { UUID: GHOST, USERNAME: 'ghost', FULL_NAME: 'ghost', PASSWORD: '*' },
    { UUID: GHOST, USERNAME: 'ghost', FULL_NAME: 'Ghost', PASSWORD: '*' },
    { context: live },
  ),
};

/** Their fix is no edit of the text: the editor converts the file. */
const MENDED_ELSEWHERE: ReadonlySet<string> = new Set(['not-utf-8', 'repeated-byte-order-mark']);

function editsOf({ edits = [], steps }: Partial<Fix>): readonly TextEdit[] {
  if (steps === undefined) return edits;
  const work = steps();
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

/** What each fix of the first finding of a code makes of a text. */
function mendedBy(text: string, code: FindingCode, context: RosterContext = {}): readonly string[] {
  const roster = new Roster(text, context);
  roster.advance();
  const finding = roster.report().findings.find((each) => each.code === code);
  assert.ok(finding, `no ${code}`);
  return fixesOf(roster, finding).map((fix) => applyEdits(text, editsOf(fix)));
}

function checkedRoster(text: string, context: RosterContext = {}): Roster {
  const roster = new Roster(text, context);
  roster.advance();
  return roster;
}

function codesIn(text: string): readonly FindingCode[] {
  return findingsIn(text).map(({ code }) => code);
}

describe('findings', () => {
  for (const [code, { bad, good: better, context = {}, on, mended }] of Object.entries(EXAMPLES)) {
    it(`${code}: is found where it is, and only there`, () => {
      const found = findingsIn(bad, context).filter((finding) => finding.code === code);
      assert.equal(found.length, 1, JSON.stringify(findingsIn(bad, context)));
      if (code !== 'not-utf-8')
        assert.ok(!findingsIn(better, context).some((finding) => finding.code === code));
      const [finding] = found;
      if (on !== undefined) assert.equal(bad.slice(finding!.start, finding!.end), on);
    });

    if (mended !== undefined)
      it(`${code}: is mended, and nothing else is touched`, () => {
        const roster = new Roster(bad, context);
        roster.advance();
        const finding = roster.report().findings.find((each) => each.code === code);
        const [fix] = fixesOf(roster, finding!);
        assert.ok(fix !== undefined, 'no fix');
        for (const { start, end, text } of editsOf(fix).slice().reverse()) roster.edit(start, end, text);
        assert.equal(roster.text, mended);
      });
  }

  it('name the columns of a header that has no token at all', () => {
    const lower = good.replace(HEADER, HEADER.toLowerCase());
    assert.deepEqual(codesIn(lower), Array<string>(10).fill('header-unknown-label'));
    const words = checkedRoster('Username,Password,Full name,User type,Class\r\nada,pw,Ada,LEARNER,Bio\r\n');
    const titles = words.report().findings.map((finding) => fixesOf(words, finding)[0]?.becomes);
    assert.deepEqual(titles.slice(0, 4), ['USERNAME', 'PASSWORD', 'FULL_NAME', 'USER_TYPE']);
  });

  it('offer the user types and genders that were meant, misspelt or in other languages', () => {
    const offered = (column: 'USER_TYPE' | 'GENDER', value: string): string => {
      const roster = checkedRoster(fileOf(rowWith({ [column]: value })));
      const [finding] = roster.report().findings;
      return fixesOf(roster, finding!)
        .map(({ becomes, isSafe }) => `${becomes}${isSafe ? ' (safe)' : ''}`)
        .join();
    };
    const types =
      'studnet,lerner,LEANER,admn,techer,clas coach,Lerner,Apprenant,Estudiante,المتعلّم,Tutor de la clase'.split(
        ',',
      );
    assert.deepEqual(
      types.map((type) => offered('USER_TYPE', type)),
      [
        ...['LEARNER', 'LEARNER', 'LEARNER', 'ADMIN', 'CLASS_COACH,FACILITY_COACH', 'CLASS_COACH'],
        ...['LEARNER', 'LEARNER', 'LEARNER', 'LEARNER', 'CLASS_COACH'],
      ],
    );
    for (const type of ['xyz', 'boss', 'x', 'constructor']) assert.equal(offered('USER_TYPE', type), '');
    const genders = 'femal,mael,fmale,not-specifid,woamn,xyz,constructor'.split(',');
    assert.deepEqual(
      genders.map((gender) => offered('GENDER', gender)),
      ['FEMALE,', 'MALE,', 'MALE,FEMALE,', 'NOT_SPECIFIED,', 'FEMALE,', '', ''],
    );
  });

  it('know what the server calls the user types in each of its languages', () => {
    const keys = ['learner', 'admin', 'coach', 'classroom assignable coach'] as const;
    assert.deepEqual(Object.keys(TYPE_LABELS).sort(), [...LOCALES].sort());
    for (const [locale, labels] of Object.entries(TYPE_LABELS))
      labels.split('|').forEach((label, index) => {
        if (label !== '') assert.equal(label, word(locale, keys[index]!).trim(), locale);
      });
  });

  it('write another class name alone, in a cell with doubled quotes, too', () => {
    const file = (first: string, ...cells: readonly string[]): string =>
      fileOf(
        ...[first, first, ...cells].map((cell, at) => rowWith({ USERNAME: `u${at}`, ENROLLED_IN: cell })),
      );
    const mended = (text: string): string =>
      applyEdits(text, editsOf({ steps: () => fixAllSafe(checkedRoster(text)) }));
    assert.deepEqual(
      mendedBy(file('7 A', '"The ""best"", 7-A ,x"'), 'class-lookalike')[0],
      file('7 A', '"The ""best"", 7 A ,x"'),
    );
    assert.equal(mended(file('Art', '"a""b,art, ART"')), file('Art', '"a""b,Art, Art"'));
    assert.equal(mended(file('"A""b"', '"x,a""B"')), file('"A""b"', '"x,A""b"'));
    assert.equal(mended(file('"A""b"', ' a"B')), file('"A""b"', '"A""b"'));
  });

  it('put a header above rows that have none', () => {
    const bare = good.slice(good.indexOf('\n') + 1);
    assert.deepEqual(mendedBy(bare, 'header-unknown-label'), [good]);
    assert.deepEqual(mendedBy('name,price\r\napple,1\r\n', 'header-unknown-label'), []);
  });

  it('take columns off that have neither a name nor a value, and others only when asked', () => {
    const first = (text: string): Fix => {
      const roster = checkedRoster(text);
      return fixesOf(roster, roster.report().findings[0]!)[0]!;
    };
    const mend = (text: string): string => applyEdits(text, editsOf(first(text)));
    const more = good.replaceAll('\r\n', ',,\r\n');
    assert.equal(first(more).isSafe, true);
    assert.equal(mend(more), good);
    assert.equal(mend(good.replace('\r\n', ',\r\n')), good);
    assert.equal(mend(`,${good.replace('\r\n', '\r\n,')}`), good);
    const phone = good.replace('UUID', 'UUID,Phone').replace('\r\n,', '\r\n,555,');
    assert.equal(first(phone).isSafe, false);
    assert.equal(first(phone).becomes, 'Phone');
    assert.equal(mend(phone), good);
    assert.equal(first(phone.replace('Phone', '')).isSafe, false);
  });

  it('say one thing of an export that a spreadsheet has saved with another delimiter', () => {
    const exported = good.replace(HEADER, COLUMNS.map((column) => `Label (${column})`).join(','));
    assert.deepEqual(codesIn(exported), []);
    for (const delimiter of [';', '\t', '|']) {
      const bad = exported.replaceAll(',', delimiter);
      assert.deepEqual(codesIn(bad), ['wrong-delimiter']);
      assert.deepEqual(codesIn(bad.replace('Zoe Zed', 'Zed, Zoe')), ['wrong-delimiter']);
    }
  });

  it('say one thing of a file with a line above the header', () => {
    for (const above of ['sep=,\r\n', '\r\n', '\n\n'])
      assert.deepEqual(codesIn(`${above}${good}`), ['header-not-first']);
    assert.deepEqual(mendedBy(`\n\n${good}`, 'header-not-first'), [good]);
  });

  it('say one thing after the other of a header with another delimiter below other lines', () => {
    for (const delimiter of [';', '\t', '|']) {
      const bad = good.replaceAll(',', delimiter);
      for (const above of [
        `sep=${delimiter}\r\n`,
        '\n',
        `Users of 2026${delimiter.repeat(9)}\r\n\r\n`,
        'A, B\r\n',
      ]) {
        assert.deepEqual(codesIn(above + bad), ['header-not-first'], above);
        assert.deepEqual(mendedBy(above + bad, 'header-not-first'), [bad]);
      }
      assert.deepEqual(codesIn(bad), ['wrong-delimiter']);
    }
    assert.deepEqual(codesIn('Users of 2026\r\nname;password;gender\r\n'), ['header-unknown-label']);
  });

  it('take a row out of the quotes that are around the whole of it, and pad it never', () => {
    const row = rowWith({ FULL_NAME: '"Zed, Zoe ""Z"""' });
    const whole = `"${row.replaceAll('"', '""')}"`;
    assert.deepEqual(mendedBy(fileOf(whole), 'cells-missing'), [fileOf(row)]);
    const fixes = (text: string): readonly Fix[] => {
      const roster = checkedRoster(text);
      return fixesOf(
        roster,
        roster.report().findings.find(({ code }) => code === 'cells-missing')!,
      );
    };
    assert.deepEqual(
      fixes(fileOf(whole)).map(({ kind, isSafe }) => [kind, isSafe]),
      [['unquoteRow', true]],
    );
    // As long as it does not fit the header, somebody has to look at it.
    assert.deepEqual(
      fixes(fileOf('",zoe,secret"')).map(({ kind, isSafe }) => [kind, isSafe]),
      [['unquoteRow', false]],
    );
    assert.deepEqual(
      fixes(fileOf('"zoe"')).map(({ kind }) => kind),
      ['addCells'],
    );
  });

  it('advise a length that is not reported either', () => {
    const limitOf = (column: 'USERNAME' | 'FULL_NAME'): unknown =>
      findingsIn(fileOf(rowWith({ [column]: 'a'.repeat(126) })))[0]?.data['limit'];
    assert.equal(limitOf('USERNAME'), 30);
    assert.equal(limitOf('FULL_NAME'), 120);
  });

  it('are those of a whole reading after an edit makes one label another delimiter’s header, or back', () => {
    const label = 'Name (USERNAME)';
    const text = good.replace(HEADER, label);
    const more = ';Password (PASSWORD);Gender (GENDER)';
    const roster = new Roster(text);
    roster.advance();
    roster.edit(label.length, label.length, more);
    roster.advance();
    assert.deepEqual(roster.report().findings, findingsIn(roster.text));
    roster.edit(label.length, label.length + more.length, '');
    roster.advance();
    assert.deepEqual(roster.report().findings, findingsIn(text));
  });

  it('take the text out of the formula that keeps zeros in a spreadsheet, but show no password', () => {
    const fixesFor = (column: 'IDENTIFIER' | 'PASSWORD'): readonly string[] => {
      const roster = new Roster(fileOf(rowWith({ [column]: '"=""0042"""' })));
      roster.advance();
      const finding = roster.report().findings.find(({ code }) => code === 'formula-cell');
      return fixesOf(roster, finding!).flatMap(({ edits }) => edits.map(({ text }) => text));
    };
    assert.deepEqual(fixesFor('IDENTIFIER'), ['"0042"']);
    assert.deepEqual(fixesFor('PASSWORD'), []);
  });

  it('put a name together again that a comma without quotes has split, and drop no value', () => {
    const split = rowWith({ FULL_NAME: 'B, Bob' });
    assert.deepEqual(mendedBy(fileOf(split), 'cells-surplus'), [fileOf(rowWith({ FULL_NAME: '"B, Bob"' }))]);
    // A password is put together only where no name can be.
    assert.deepEqual(mendedBy(fileOf(rowWith({ PASSWORD: 'pw,secret', FULL_NAME: '' })), 'cells-surplus'), [
      fileOf(rowWith({ PASSWORD: '"pw,secret"', FULL_NAME: '' })),
    ]);
    // Quotes that are there stay values, and a name may have been split twice.
    assert.equal(
      mendedBy(fileOf(rowWith({ FULL_NAME: '"B ""X""", Bob, Jr.' })), 'cells-surplus')[0],
      fileOf(rowWith({ FULL_NAME: '"B ""X"", Bob, Jr."' })),
    );
    // A spreadsheet's empty cells at the end go beside.
    assert.equal(
      mendedBy(fileOf(`${split},,`), 'cells-surplus')[0],
      fileOf(rowWith({ FULL_NAME: '"B, Bob"' })),
    );
    // Where no reading fits the columns, nothing is offered.
    assert.deepEqual(mendedBy(fileOf(`${rowWith({ USER_TYPE: 'teacher' })},x`), 'cells-surplus'), []);
  });

  it('take empty cells off the end only where the row is right as the server reads it', () => {
    const classes = { USER_TYPE: 'CLASS_COACH', ENROLLED_IN: 'A', ASSIGNED_TO: 'B' };
    assert.deepEqual(mendedBy(fileOf(`${rowWith(classes)},`), 'cells-surplus'), [
      fileOf(rowWith(classes)),
      fileOf(rowWith({ ...classes, ENROLLED_IN: '"A,B"', ASSIGNED_TO: '' })),
    ]);
    // A learner is assigned to nothing: the two are probably one list.
    assert.deepEqual(mendedBy(fileOf(`${rowWith({ ...classes, USER_TYPE: 'LEARNER' })},`), 'cells-surplus'), [
      fileOf(rowWith({ ENROLLED_IN: '"A,B"' })),
      fileOf(rowWith({ ENROLLED_IN: 'A', ASSIGNED_TO: 'B' })),
    ]);
  });

  it('add missing columns, one or all, without moving a value under another label', () => {
    const without = (text: string): string =>
      text
        .replace('PASSWORD,', '')
        .replace(',ASSIGNED_TO', '')
        .replace('zoe,secret,', 'zoe,')
        .replace(',"A, B",', ',"A, B"');
    const full = fileOf(rowWith({ ENROLLED_IN: '"A, B"' }), '', rowWith({ USERNAME: 'b', PASSWORD: '' }));
    const bad = without(full).replace(/,b,,(.*),\r/, ',b,$1\r');
    assert.deepEqual(mendedBy(bad, 'header-missing-column'), [
      full.replace(',ASSIGNED_TO', '').replace(/,\r/g, '\r').replace('zoe,secret', 'zoe,'),
      full.replace('zoe,secret', 'zoe,'),
    ]);
    // In another order there is no place for it but the end.
    const moved = 'USERNAME,UUID,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,ENROLLED_IN,ASSIGNED_TO';
    assert.deepEqual(mendedBy(`${moved}\nzoe,,pw,Zoe,LEARNER,,,A,`, 'header-missing-column'), [
      `${moved},GENDER\nzoe,,pw,Zoe,LEARNER,,,A,,`,
    ]);
    // The cells of the column may be there, and its label alone missing.
    assert.deepEqual(mendedBy(good.replace('GENDER,', ''), 'header-missing-column'), []);
    assert.deepEqual(mendedBy(bad.replace('Zoe Zed', '"Zoe" Zed'), 'header-missing-column'), []);
  });

  it('say one thing of a file with nothing but white space, also while it is edited', () => {
    for (const text of [' ', '\n', '\r\n\r\n', '\u00a0\n \n'])
      assert.deepEqual(codesIn(text), ['file-blank']);
    const roster = new Roster('\n\n');
    roster.advance();
    roster.edit(1, 1, good);
    roster.advance();
    assert.deepEqual(roster.report().findings, findingsIn(roster.text));
    // The rest of the file is in another block than its blank beginning.
    const far = `${'\n'.repeat(40_000)}${good}`;
    const long = new Roster(far);
    long.advance();
    assert.ok(!long.report().findings.some(({ code }) => code === 'file-blank'));
    long.edit(40_000, far.length, '');
    long.advance();
    assert.deepEqual(
      long.report().findings.map(({ code }) => code),
      ['file-blank'],
    );
  });

  it('say once that a file is in another encoding, not of each letter that is lost with it', () => {
    const context: RosterContext = { encoding: { name: 'iso88591', isUtf8: false } };
    const bad = fileOf(rowWith({ FULL_NAME: 'Zo\ufffd' }));
    assert.deepEqual(
      findingsIn(bad, context).map(({ code }) => code),
      ['not-utf-8'],
    );
    assert.deepEqual(codesIn(bad), ['lost-characters']);
  });

  it('say nothing else of a file that cannot be decoded, as the server refuses the whole of it', () => {
    const encoding = { name: 'other8bit', isUtf8: false } as const;
    const bad = fileOf(
      '\ufffd"x,\ufffd',
      rowWith({ ENROLLED_IN: 'Art' }),
      rowWith({ ENROLLED_IN: 'art' }),
      '"x"y',
    );
    for (const text of [bad, bad.replaceAll(',', ';'), bad.replace('GENDER,', '')]) {
      const roster = checkedRoster(text, { encoding, inRepository: true });
      const { findings, counts, total, rows } = roster.report();
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['not-utf-8'],
      );
      assert.deepEqual([counts, total, rows], [{ error: 1, warning: 0, hint: 0 }, 1, undefined]);
      roster.setContext({});
      roster.advance();
      assert.ok(roster.report().total > 1 || text.includes(';'));
    }
  });

  it('lead to the cell that another repeats or nearly does, in the spelling that stands there', () => {
    const filler = Array.from({ length: 900 }, (_, number) => rowWith({ USERNAME: `u${String(number)}` }));
    const related = (code: FindingCode, ...rows: readonly string[]): readonly string[] => {
      const text = fileOf('', '', ...rows.slice(0, -1), ...filler, ...rows.slice(-1));
      const roster = checkedRoster(text);
      const finding = roster.report().findings.find((one) => one.code === code);
      const around = findingsAround(roster, finding!, 0).findings.find((one) => one.code === code);
      assert.deepEqual(around, finding);
      const { start = 0, end = 0 } = finding?.related ?? {};
      return [
        text.slice(0, start).split('\n').length.toString(),
        text.slice(start, end),
        String(finding?.data['first'] ?? ''),
      ];
    };
    // Blank lines are lines, and no rows; the first of the two is one that is accepted.
    const refused = rowWith({ USERNAME: 'ADA', USER_TYPE: 'x' });
    assert.deepEqual(
      related('username-duplicate', refused, rowWith({ USERNAME: '"Ada"' }), rowWith({ USERNAME: 'ADA' })),
      ['5', '"Ada"', 'Ada'],
    );
    const id = { UUID: ANN, PASSWORD: '*' };
    assert.deepEqual(related('database-id-repeated', rowWith(id), rowWith({ ...id, USERNAME: 'b' })), [
      '4',
      ANN,
      ANN,
    ]);
    const art = (name: string, cell: string): string => rowWith({ USERNAME: name, ENROLLED_IN: cell });
    assert.deepEqual(related('class-spelling', art('a', '"New, Art"'), art('b', 'Art'), art('c', 'art')), [
      '4',
      'Art',
      '',
    ]);
    assert.deepEqual(related('class-lookalike', art('a', '7-A'), art('b', '"7-A,B"'), art('c', '7 A')), [
      '4',
      '7-A',
      '',
    ]);
  });

  it('count users only where the lines below the first are rows of its columns', () => {
    const rowsOf = (text: string): number | undefined => checkedRoster(text).report().rows;
    assert.equal(rowsOf(good), 1);
    assert.equal(rowsOf(`${HEADER}\n`), 0);
    assert.equal(rowsOf(good.replace('GENDER', 'gender ')), 1);
    const none = [
      '',
      '\n \n',
      `Users of 2026\n\nsep=,\n${good}`,
      good.replaceAll(',', ';'),
      'name;price\napple;1\n',
    ];
    for (const text of none) assert.equal(rowsOf(text), undefined, text);
  });

  it('have a section each on the page of findings, and no other', () => {
    const page = readFileSync('docs/findings.md', 'utf8');
    const sections = Array.from(page.matchAll(/^### (\S+)$/gm), ([, name]) => name);
    assert.deepEqual(sections.sort(), Object.keys(FINDING_CODES).sort());
  });

  it('are as grave as their page says, live where it says so, and mended where it speaks of a fix', () => {
    const page = readFileSync('docs/findings.md', 'utf8');
    for (const section of page.split(/^### /m).slice(1)) {
      const [code = '', , first = ''] = section.split('\n');
      const facts = Object.entries(FINDING_CODES).find(([name]) => name === code)?.[1];
      const [, { mended } = { mended: undefined }] =
        Object.entries(EXAMPLES).find(([name]) => name === code) ?? [];
      assert.equal(first.split(/[;,.]/)[0]?.toLowerCase(), facts?.severity, code);
      assert.equal(first.includes('With a connection'), facts !== undefined && 'live' in facts, code);
      if (mended !== undefined) assert.match(section, /\bfix\b/, code);
      else if (/^- \*\*To mend it\*\*: the fix\b/m.test(section)) assert.ok(MENDED_ELSEWHERE.has(code), code);
    }
  });

  it('say nothing of a clean file, in any language of the server', () => {
    const spanish = good.replace(
      HEADER,
      HEADER.replace('USERNAME', 'Nombre (USERNAME)').replace('GENDER', 'Género (GENDER)'),
    );
    assert.deepEqual(findingsIn(spanish), []);
  });
});
