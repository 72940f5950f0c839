import { COLUMNS } from '../../src/core/roster/header/column.ts';
import { HEADER_LABELS } from '../../src/core/roster/header/headerLabels.ts';
import type { RosterSnapshot, SnapshotUser } from '../../src/core/roster/snapshot/rosterSnapshot.ts';
import type { Random } from '../unit/roster/random.ts';

/** A users file that was made up, and what is wrong with it. */
export type MadeFile = { readonly name: string; readonly bytes: Uint8Array; readonly isDelete: boolean };

const HEADER = COLUMNS.join(',');
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** For each column what breaks its rules, or nearly: each stands in a file of its own. */
const VALUES: Readonly<Record<(typeof COLUMNS)[number], readonly string[]>> = {
  UUID: [
    'zz',
    'c'.repeat(31),
    'c'.repeat(32),
    'c'.repeat(33),
    ` ${'c'.repeat(32)}`,
    `{${'c'.repeat(32)}}`,
    `urn:uuid:${'c'.repeat(32)}`,
    `0x${'c'.repeat(30)}`,
    `+${'c'.repeat(31)}`,
    `${'c'.repeat(15)}_${'c'.repeat(16)}`,
    '١'.repeat(32),
    `${'A'.repeat(31)}１`,
    '-',
    '{}',
    `${'c'.repeat(8)}-${'c'.repeat(24)}`,
    `\u001f${'c'.repeat(31)}`,
  ],
  USERNAME: [
    '',
    ' ',
    'a b',
    'a-b',
    'a@b.c',
    "o'neil",
    'é_3',
    'user😀',
    'a\u200bb',
    'a\ufeffb',
    'a\u00a0b',
    'a\u2028b',
    '"a\nb"',
    'x'.repeat(30),
    'x'.repeat(31),
    'x'.repeat(125),
    'x'.repeat(126),
    '😀'.repeat(126),
    'DEFERRED',
    'a.b',
    'a/b',
    '_',
    '0',
    'a\u0085b',
    'a\u001cb',
    '"a""b"',
    'a"b',
    'a\tb',
    'ÄÖÜ',
    'İstanbul',
  ],
  PASSWORD: [
    '',
    ' ',
    '*',
    ' *',
    '**',
    'x'.repeat(128),
    'x'.repeat(129),
    '😀'.repeat(128),
    '😀'.repeat(129),
    '=1+1',
    'DEFERRED',
    '"a,b"',
  ],
  FULL_NAME: [
    '',
    ' ',
    ' A ',
    'x'.repeat(120),
    'x'.repeat(121),
    'x'.repeat(125),
    'x'.repeat(126),
    '😀'.repeat(125),
    '😀'.repeat(126),
    'DEFERRED',
    '"A ""B"" C"',
    '"A\nB"',
    '=A',
    "'-x",
    'A\ufffdB',
  ],
  USER_TYPE: [
    '',
    'learner',
    'Learner',
    ' LEARNER',
    'LEARNER ',
    'COACH',
    'SUPERUSER',
    'ADMIN',
    'admin',
    'class_coach',
    'FACILITY_COACH',
    'DEFERRED',
    'deferred',
    'CLASS COACH',
    'ＬＥＡＲＮＥＲ',
    'learner\u200b',
  ],
  IDENTIFIER: [
    'abc',
    'x'.repeat(64),
    'x'.repeat(65),
    'ß'.repeat(33),
    'ß'.repeat(32),
    ` ${'x'.repeat(64)}`,
    'DEFERRED',
    'deferred',
    '007',
    ' 7 ',
    'ŉ'.repeat(40),
    'İ'.repeat(64),
    '😀'.repeat(64),
    '😀'.repeat(65),
  ],
  BIRTH_YEAR: [
    '1899',
    '1900',
    '99999',
    '100000',
    '3000',
    '3001',
    '2001.0',
    'NOT_SPECIFIED',
    'deferred',
    'DEFERRED',
    ' ',
    '-2001',
    '1e3',
    '20 01',
    '2_001',
    '2__001',
    '_2001',
    '+2001',
    '٢٠٠١',
    '２００１',
    '0002001',
    '2001\u00a0',
    '\u001f2001',
    '\u200b2001',
    ' 2001 ',
    '"2001"',
    '000000000000002001',
    '𝟐𝟎𝟎𝟏',
    `0${'0'.repeat(4300)}2001`,
    '0x7d1',
    '२००१ ',
  ],
  GENDER: [
    'male',
    'Female',
    'MALE ',
    ' MALE',
    'OTHER',
    'M',
    'not_specified',
    'deferred',
    'DEFERRED',
    ' ',
    'MALE\u200b',
  ],
  ENROLLED_IN: [
    'x'.repeat(50),
    'x'.repeat(51),
    ` ${'x'.repeat(50)}`,
    '"New,new"',
    '"A, a ,,b"',
    ',',
    'DEFERRED',
    '" "',
    '😀'.repeat(50),
    '😀'.repeat(51),
    '"A,""B,C"""',
    'İ',
    'ß',
  ],
  ASSIGNED_TO: ['New', 'x'.repeat(51), 'DEFERRED', '" ,"'],
};

/** Rows of a good file, near which the others are made. */
type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;
const GOOD: Cells = { USERNAME: 'zoe', PASSWORD: '*', FULL_NAME: 'Zoe Zed', USER_TYPE: 'LEARNER' };

function row(cells: Cells): string {
  const good = cells.UUID === undefined ? { ...GOOD, PASSWORD: 'pw' } : GOOD;
  return COLUMNS.map((column) => cells[column] ?? good[column] ?? '').join(',');
}

function file(...rows: readonly string[]): string {
  return [HEADER, ...rows, ''].join('\r\n');
}

/** As an export writes somebody, class names with a comma left out: no file can name them. */
function exported({
  id,
  username,
  fullName,
  userType,
  identifier,
  birthYear,
  gender,
  enrolledIn,
  assignedTo,
}: SnapshotUser): Cells {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return {
    UUID: id,
    USERNAME: username,
    PASSWORD: '*',
    FULL_NAME: quoted(fullName),
    USER_TYPE: userType,
    IDENTIFIER: quoted(identifier),
    BIRTH_YEAR: birthYear,
    GENDER: gender === 'NOT_SPECIFIED' ? '' : gender,
    ENROLLED_IN: quoted(enrolledIn.join(',')),
    ASSIGNED_TO: quoted(assignedTo.join(',')),
  };
}

/**
 * At least `count` files for a facility, the same for the same seed: each rule broken by itself, against the users there are, slips of
 * the file as a whole, odd encodings, good files, and mixtures up to the number.
 */
export function madeFiles(snapshot: RosterSnapshot, random: Random, count: number): readonly MadeFile[] {
  const files: MadeFile[] = [];
  const add = (name: string, content: string | Uint8Array, isDelete = false): void =>
    void files.push({ name, bytes: typeof content === 'string' ? utf8(content) : content, isDelete });
  for (const column of COLUMNS)
    for (const value of VALUES[column])
      add(`${column} ${JSON.stringify(value.slice(0, 20))}`, file(row({ [column]: value })));
  for (const [name, text] of slips()) add(name, text);
  for (const [name, bytes] of encodings()) add(name, bytes);
  for (const [name, text, isDelete] of againstUsers(snapshot)) add(name, text, isDelete);
  for (let n = 0; files.length < count; n++) {
    const isGood = n % 5 === 0;
    add(isGood ? `good ${n}` : `mixture ${n}`, mixture(snapshot, random, isGood), random.below(4) === 0);
  }
  return files;
}

/** What is wrong with a file as a whole, or with its quotes and lengths. */
function slips(): readonly (readonly [string, string])[] {
  const good = row({});
  const without = (column: string): string =>
    HEADER.replace(column, '').replace(',,', ',').replace(/^,|,$/g, '');
  return [
    ['nothing', ''],
    ['only a mark', '\ufeff'],
    ['only a line end', '\r\n'],
    ['only a space', ' '],
    ['only the header', HEADER],
    ['blank first line', `\r\n${file(good)}`],
    ['blank lines between', file(good, '', row({ USERNAME: 'b' }), '')],
    ['no line end', `${HEADER}\n${good}`],
    ['CR alone', file(good, row({ USERNAME: 'b' })).replaceAll('\r\n', '\r')],
    ['LF alone', file(good, row({ USERNAME: 'b' })).replaceAll('\r\n', '\n')],
    ['mark', `\ufeff${file(good)}`],
    ['two marks', `\ufeff\ufeff${file(good)}`],
    ['semicolons', file(good).replaceAll(',', ';')],
    ['tabs', file(good).replaceAll(',', '\t')],
    ['sep line', `sep=,\r\n${file(good)}`],
    ['title above', `Our users\r\n${file(good)}`],
    ['no header', `${good}\r\n`],
    ['small letters', `${HEADER.toLowerCase()}\r\n${good}\r\n`],
    ['spaces after commas', `${HEADER.replaceAll(',', ', ')}\r\n${good}\r\n`],
    ['trailing comma', `${HEADER},\r\n${good},\r\n`],
    ['extra column', `${HEADER},EMAIL\r\n${good},x\r\n`],
    ['labels', `${COLUMNS.map((column) => `Some words (${column}) more`).join(',')}\r\n${good}\r\n`],
    ['earlier parenthesis', `${HEADER.replace('UUID', 'Id (short) (UUID)')}\r\n${good}\r\n`],
    ['open parenthesis', `${HEADER.replace('ASSIGNED_TO', 'a (ASSIGNED_TO')}\r\n${good}\r\n`],
    ['quoted header', `"${HEADER.replaceAll(',', '","')}"\r\n${good}\r\n`],
    ['column twice', `${HEADER},Name (USERNAME)\r\n${good},other\r\n`],
    ['column twice, short row', `${HEADER},Name (USERNAME)\r\n${good}\r\n`],
    ...COLUMNS.map((column) => [`without ${column}`, `${without(column)}\r\n${good}\r\n`] as const),
    ['without two', `${without('UUID').replace(',GENDER', '')}\r\n${good}\r\n`],
    ...Object.entries(HEADER_LABELS)
      .slice(0, 12)
      .map(
        ([locale, labels]) =>
          [
            `header in ${locale}`,
            `${labels
              .split('|')
              .map((label, i) => `"${label.replaceAll('"', '""')} (${COLUMNS[i] ?? ''})"`)
              .join(',')}\r\n${good}\r\n`,
          ] as const,
      ),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12].map(
      (cells) =>
        [
          `${cells} cells`,
          file(
            good,
            Array.from({ length: cells }, (_, i) => good.split(',')[i] ?? 'x')
              .join(',')
              .replace('zoe', 'b'),
          ),
        ] as const,
    ),
    ['nine commas', file(good, ',,,,,,,,,')],
    ['a space for a row', file(good, ' ')],
    ['final Ctrl-Z', `${file(good)}\x1a`],
    ['final NULs', `${file(good)}\0\0`],
    ['text after a quote', file(good, row({ FULL_NAME: '"p"x', USERNAME: 'b' }))],
    ['space after a quote', file(row({ FULL_NAME: '"p" ' }))],
    ['open quote', file(good, row({ FULL_NAME: '"p', USERNAME: 'b' }), row({ USERNAME: 'c' }))],
    ['quote inside', file(row({ FULL_NAME: 'p"w' }))],
    ['line break inside', file(row({ FULL_NAME: '"p\r\nw"' }), row({ USERNAME: '' }))],
    ['short row, then a bad quote', file(',a', row({ FULL_NAME: '"p"x' }))],
    ['bad quote, then a short row', file(row({ FULL_NAME: '"p"x' }), ',a')],
    ['cell at the limit', file(row({ FULL_NAME: 'x'.repeat(131_072) }))],
    ['cell beyond the limit', file(row({ FULL_NAME: 'x'.repeat(131_073) }))],
    ['header beyond the limit', `${HEADER},${'x'.repeat(131_073)}\r\n${good}\r\n`],
    ['same name twice', file(good, row({ USERNAME: 'ZOE' }))],
    ['same name after a bad row', file(row({ PASSWORD: '' }), good)],
    ['same name after a short row', file(good.split(',').slice(0, 8).join(','), good)],
    ['NUL in a name', file(row({ USERNAME: 'a\0b' }))],
    [
      'coach of classes',
      file(
        row({ USER_TYPE: 'CLASS_COACH', ASSIGNED_TO: '"New, new"' }),
        row({ USERNAME: 'b', ASSIGNED_TO: 'Other' }),
      ),
    ],
    ['deferred type with another slip', file(row({ USER_TYPE: 'DEFERRED', PASSWORD: '' }))],
    ['deferred type after a good row', file(good, row({ USERNAME: 'b', USER_TYPE: 'DEFERRED' }))],
  ];
}

function encodings(): readonly (readonly [string, Uint8Array])[] {
  const text = file(row({ FULL_NAME: 'Zoë Zürich' }), row({ USERNAME: 'b' }));
  const plain = file(row({}));
  const utf16 = (words: string): Buffer => Buffer.from(words, 'utf16le');
  const utf32 = (words: string): Buffer =>
    Buffer.from(Uint32Array.from(words, (one) => one.codePointAt(0) ?? 0).buffer);
  const hit = (at: number, ...bytes: readonly number[]): Uint8Array =>
    Buffer.concat([utf8(plain).subarray(0, at), Uint8Array.from(bytes), utf8(plain).subarray(at)]);
  const end = utf8(plain).length;
  return [
    ['UTF-16 with a mark', utf16(`\ufeff${text}`)],
    ['UTF-16 without a mark', utf16(text)],
    ['plain UTF-16 without a mark', utf16(plain)],
    ['UTF-16 the other way round', utf16(`\ufeff${text}`).swap16()],
    ['plain UTF-16 the other way round', utf16(plain).swap16()],
    ['UTF-32', utf32(`\ufeff${text}`)],
    ['plain UTF-32 without a mark', utf32(plain)],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['Latin-1 in the header', Buffer.from(text.replace('UUID', 'Clé (UUID)'), 'latin1')],
    ['Windows-1252 quotes', hit(end - 10, 0x93, 0x94)],
    ['a lone continuation', hit(end - 10, 0x80)],
    ['an overlong slash', hit(end - 10, 0xc0, 0xaf)],
    ['an encoded surrogate', hit(end - 10, 0xed, 0xa0, 0x80)],
    ['beyond Unicode', hit(end - 10, 0xf4, 0x90, 0x80, 0x80)],
    ['a cut character at the end', hit(end, 0xe2, 0x82)],
    ['bad bytes before a short row', Buffer.concat([utf8(file(',a')), Uint8Array.from([0xff])])],
    ['two byte order marks', utf8(`\ufeff\ufeff${plain}`)],
    ['three byte order marks', utf8(`\ufeff\ufeff\ufeff${plain}`)],
    ['two byte order marks before a quote', utf8(`\ufeff\ufeff${plain.replace('UUID', '"UUID"')}`)],
    [
      'two byte order marks before a title',
      utf8(`\ufeff\ufeff${plain.replace('UUID', 'Database ID (UUID)')}`),
    ],
    [
      'two byte order marks and a label that is unknown',
      utf8(`\ufeff\ufeff${plain.replace('GENDER', 'Sex')}`),
    ],
    ['a byte order mark in the second label', utf8(plain.replace('USERNAME', '\ufeffUSERNAME'))],
    ['a byte order mark within a user name', utf8(plain.replace(',zoe', ',\ufeffzoe'))],
    ['a zip', Buffer.from('504b0304140000000800', 'hex')],
    ['random bytes', Uint8Array.from({ length: 400 }, (_, i) => (i * 73) % 256)],
  ];
}

/** Rows that name users there are, rightly and wrongly. */
function againstUsers({ users, classes }: RosterSnapshot): readonly (readonly [string, string, boolean])[] {
  const list: (readonly [string, string, boolean])[] = [];
  const living = users.filter(({ isDeleted }) => !isDeleted);
  const [first, second] = living;
  if (first === undefined || second === undefined) throw new Error('There are too few users.');
  const add = (name: string, ...rows: readonly Cells[]): void =>
    void list.push([name, file(...rows.map(row)), false]);
  for (const user of users.slice(0, 30)) {
    const same = exported(user);
    add(`untouched ${user.username}`, same);
    add(`new full name of ${user.username}`, { ...same, FULL_NAME: 'Another Name' });
    add(`name of ${user.username} for a new user`, { USERNAME: user.username.toUpperCase() });
  }
  const same = exported(first);
  for (const [name, change] of Object.entries({
    'other name': { USERNAME: 'nobody_there' },
    'other case': { USERNAME: first.username.toUpperCase() },
    'name of another': { USERNAME: second.username },
    'capital id': { UUID: first.id.toUpperCase() },
    'id in braces': { UUID: `{${first.id}}` },
    'id as URN': { UUID: `urn:uuid:${first.id}` },
    'new password': { PASSWORD: 'new' },
    'no password': { PASSWORD: '' },
    'other type': { USER_TYPE: 'ADMIN' },
    'other class': { ENROLLED_IN: 'New Class' },
    'class in other case': { ENROLLED_IN: classes[0]?.name.toUpperCase() ?? '' },
    'no class': { ENROLLED_IN: '' },
    'year with a plus': { BIRTH_YEAR: '+2001' },
    'gender in small letters': { GENDER: 'male' },
    'identifier in small letters': { IDENTIFIER: 'abc' },
  }))
    add(name, { ...same, ...change });
  add('same user twice', same, same);
  add('same id, two names', same, { ...same, USERNAME: 'other' });
  list.push(
    ['only the header, delete', HEADER, true],
    ['all but two, delete', file(...living.slice(2).map((user) => row(exported(user)))), true],
  );
  list.push(['one new, delete', file(row({})), true], ['one bad, delete', file(row({ PASSWORD: '' })), true]);
  return list;
}

function mixture(snapshot: RosterSnapshot, random: Random, isGood: boolean): string {
  const { users, classes } = snapshot;
  const end = random.pick(['\r\n', '\n', '\r']);
  const order = random.below(3) === 0 ? [...COLUMNS].sort(() => random.below(3) - 1) : COLUMNS;
  const rows = Array.from({ length: 1 + random.below(7) }, (_, n): string => {
    const isKnown = random.below(2) === 0;
    const cells: Record<string, string> = {
      ...GOOD,
      PASSWORD: 'pw',
      USERNAME: `new_${n}`,
      ENROLLED_IN: random.pick(['', 'New', ...classes.map(({ name }) => (name.includes(',') ? '' : name))]),
      ...(isKnown && exported(random.pick(users.filter(({ isDeleted }) => !isDeleted)))),
    };
    for (let slips = isGood ? 0 : random.below(3); slips > 0; slips--) {
      const column = random.pick(COLUMNS);
      cells[column] = random.pick(VALUES[column]);
    }
    const all = order.map((column) => cells[column] ?? '');
    // Seldom: most such rows end the whole job.
    return (!isGood && random.below(40) === 0 ? all.slice(0, random.below(11)) : all).join(',');
  });
  const mark = random.below(4) === 0 ? '\ufeff' : '';
  return `${mark}${[order.join(','), ...rows, ''].join(end)}`;
}
