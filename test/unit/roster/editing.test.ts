import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { canonicalEdits, canonicalObstacle } from '../../../src/core/roster/fixes/canonicalEdits.ts';
import { cellAt } from '../../../src/core/roster/editing/cellAt.ts';
import { completionsAt } from '../../../src/core/roster/editing/completionsAt.ts';
import { composeEdits } from '../../../src/core/roster/fixes/composeEdits.ts';
import { decodeBytes } from '../../../src/core/roster/encoding/decodeBytes.ts';
import { detectEncoding } from '../../../src/core/roster/encoding/detectEncoding.ts';
import { fixesOf } from '../../../src/core/roster/fixes/fixesOf.ts';
import { applyEdits, fixAllSafe } from '../../../src/core/roster/fixes/fixMany.ts';
import { joinEdits } from '../../../src/core/roster/fixes/joinEdits.ts';
import { hasSafeFix } from '../../../src/core/roster/fixes/hasSafeFix.ts';
import type { TextEdit } from '../../../src/core/roster/fixes/fix.ts';
import { looksLikeRoster } from '../../../src/core/roster/header/looksLikeRoster.ts';
import { classOutline } from '../../../src/core/roster/editing/classOutline.ts';
import { offsetsAfter } from '../../../src/core/roster/fixes/offsetsAfter.ts';
import { outlineOf } from '../../../src/core/roster/editing/outlineOf.ts';
import { Roster } from '../../../src/core/roster/roster.ts';
import { worstFindings } from '../../../src/core/roster/findings/worstFindings.ts';
import { ANN, fileOf, HEADER, rowWith, snapshotOf } from './madeRosters.ts';

const good = fileOf(rowWith({}));

/** Mac OS Roman from 0x80 on, the letters only. */
const MAC_LETTERS = 'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü       ß      ÆØ              æø';
const WESTERN_NAMES: readonly (readonly string[])[] = [
  ['Zoë Münz'],
  ['José García', 'María Muñoz', 'Raúl López'],
  ['Jörg Groß', 'Käthe Müller', 'Özlem Öztürk'],
  ['Hélène Français', 'François Lefèvre', 'Éric Benoît'],
  ['João Gonçalves', 'Conceição', 'José'],
  ['Håkan Ångström', 'Søren Kjær', 'Björn Åkesson'],
  ['JOSÉ MUÑOZ', 'Élise Ünal'],
];

function checked(text: string, context = {}): Roster {
  const roster = new Roster(text, context);
  roster.advance();
  return roster;
}

/** What steps end with. */
function resultOf<T>(steps: Generator<unknown, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

describe('a roster in the editor', () => {
  describe('cellAt', () => {
    const text = fileOf(rowWith({ FULL_NAME: '"Zed,\r\nZoe"' }), '', rowWith({ USERNAME: 'ann' }));
    const roster = checked(text);
    const at = (needle: string, by = 0): ReturnType<typeof cellAt> =>
      cellAt(roster, text.indexOf(needle) + by);

    it('finds the cell of an offset, also over line breaks and just behind it', () => {
      for (const place of [at('"Zed'), at('Zoe"'), at('Zoe"', 4)]) {
        assert.ok(place);
        assert.equal(place.column, 'FULL_NAME');
        assert.equal(text.slice(place.start, place.end), '"Zed,\r\nZoe"');
        assert.equal(place.isHeader, false);
      }
      assert.deepEqual(at('USERNAME'), {
        start: 5,
        end: 13,
        index: 1,
        column: 'USERNAME',
        isHeader: true,
      });
    });

    it('names no column where commas separate none', () => {
      for (const delimiter of [';', '\t', '|']) {
        // The parentheses of the first label are all that is read of the line.
        const other = good
          .replace(HEADER, 'Database ID (UUID),Username (USERNAME),Full name (FULL_NAME)')
          .replaceAll(',', delimiter);
        for (const word of ['USERNAME', 'LEARNER'])
          assert.equal(cellAt(checked(other), other.indexOf(word))?.column, undefined);
      }
    });

    it('finds none in a blank line or after the last line', () => {
      assert.equal(at('\r\n\r\n', 2), undefined);
      assert.equal(cellAt(roster, text.length), undefined);
      assert.equal(cellAt(checked(''), 0), undefined);
    });
  });

  describe('completionsAt', () => {
    const complete = (row: string, needle: string, more = ''): readonly [string, readonly string[]] => {
      const text = `${HEADER}\r\n${more}${row}`;
      const found = completionsAt(checked(text, { snapshot: snapshotOf() }), text.lastIndexOf(needle));
      return found === undefined ? ['', []] : [text.slice(found.start, found.end), found.values];
    };

    it('knows the words of the two columns that have fixed ones', () => {
      assert.deepEqual(complete(rowWith({ USER_TYPE: 'learn' }), 'learn'), [
        'learn',
        ['LEARNER', 'ADMIN', 'FACILITY_COACH', 'CLASS_COACH'],
      ]);
      assert.deepEqual(complete(rowWith({ GENDER: '"X"' }), 'X'), ['X', ['MALE', 'FEMALE', 'NOT_SPECIFIED']]);
      assert.deepEqual(complete(rowWith({}), 'zoe'), ['', []]);
    });

    it('names the classes of the file and the server, one of a list at a time', () => {
      const more = `${rowWith({ USERNAME: 'b', ENROLLED_IN: 'Class 10' })}\r\n`;
      assert.deepEqual(complete(rowWith({ ENROLLED_IN: 'Cl' }), 'Cl', more), [
        'Cl',
        ['Class 10', 'Class A', 'Class B'],
      ]);
      assert.deepEqual(complete(rowWith({ ENROLLED_IN: '"Class A, C"' }), 'C"', more), [
        'C',
        ['Class 10', 'Class B'],
      ]);
      assert.deepEqual(complete(rowWith({ ENROLLED_IN: '"C,Class A"' }), 'C,', more)[0], 'C');
    });

    it('names no class for a learner to coach: the server ignores it', () => {
      const at = (type: string): unknown => {
        const row = rowWith({ USER_TYPE: type, ENROLLED_IN: 'Bio', ASSIGNED_TO: 'Chem' });
        const text = fileOf(row);
        return completionsAt(checked(text), text.indexOf('Chem'))?.kind;
      };
      assert.equal(at('learner'), undefined);
      assert.equal(at('CLASS_COACH'), 'class');
    });

    it('names the columns that a header still lacks', () => {
      const text = HEADER.replace('GENDER', 'GEN');
      const found = completionsAt(checked(text), text.indexOf('GEN') + 3);
      assert.deepEqual(found?.values, ['GENDER']);
    });
  });

  describe('fixAllSafe', () => {
    const allSafe = (roster: Roster): readonly TextEdit[] => resultOf(fixAllSafe(roster));

    it('mends in one list what takes several looks, and leaves the rest as it is', () => {
      const text = fileOf(rowWith({ USER_TYPE: 'learner ', FULL_NAME: ' Zoe Zed' }), 'bob').replaceAll(
        ',',
        ';',
      );
      const edits = allSafe(checked(text));
      const mended = applyEdits(text, edits);
      assert.ok(mended.startsWith(`${HEADER}\r\n${rowWith({})}\r\n`), mended);
      assert.deepEqual(allSafe(checked(mended)), []);
      assert.deepEqual(allSafe(checked(fileOf(rowWith({})))), []);
    });

    it('takes off what says nothing above the header, and then mends the header and the rows', () => {
      const semicolons = good.replaceAll(',', ';');
      for (const above of ['sep=;\r\n', '\r\n\r\n', ';;;;\r\n', '"sep=;"\r\n\r\n']) {
        const text = above + semicolons.replace('Zoe Zed', ' Zoe Zed').replaceAll('GENDER', 'gender');
        assert.equal(applyEdits(text, allSafe(checked(text))), good, above);
      }
      // A title is somebody's words.
      for (const above of ['Users of 2026\r\n', 'sep=;\r\nUsers\r\n', 'separate=;\r\n'])
        assert.deepEqual(allSafe(checked(above + semicolons)), [], above);
    });

    it('takes rows out of their quotes, and mends them then', () => {
      const text = fileOf(`"${rowWith({ FULL_NAME: ' Zoe Zed', USERNAME: 'b' })}"`, rowWith({}));
      assert.equal(applyEdits(text, allSafe(checked(text))), fileOf(rowWith({ USERNAME: 'b' }), rowWith({})));
    });

    it('is offered where it changes something, and only there', () => {
      const offered = (text: string): boolean => resultOf(hasSafeFix(checked(text)));
      const padded = rowWith({ FULL_NAME: ' Zoe' });
      const unsafe = rowWith({ USER_TYPE: 'teacher', USERNAME: 'b' });
      for (const text of ['', fileOf(), fileOf(rowWith({})), fileOf(unsafe), good.replace('GENDER,', '')]) {
        assert.equal(offered(text), false, text);
        assert.deepEqual(allSafe(checked(text)), []);
      }
      for (const text of [
        fileOf(unsafe, padded),
        good.replaceAll(',', ';'),
        good.replace('GENDER', 'gender'),
      ]) {
        assert.equal(offered(text), true, text);
        assert.notDeepEqual(allSafe(checked(text)), []);
      }
    });

    it('puts commas into a long file in steps that are each a small part of it', () => {
      const rows = Array.from({ length: 20_000 }, (_, n) =>
        rowWith({ USERNAME: `u${n}`, FULL_NAME: 'Z. Z.' }),
      );
      const text = fileOf(...rows);
      const roster = checked(text.replaceAll(',', ';'));
      const steps = fixAllSafe(roster);
      let count = 0;
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) count++;
      // More than one for every hundred kilobytes, in each of the looks at the file.
      assert.ok(count > (2 * text.length) / 100_000, `${count} steps`);
      assert.equal(applyEdits(roster.text, step.value), text);
    });

    it('makes one edit of many, which does the same and reaches to the end', () => {
      const rows = Array.from({ length: 2500 }, (_, n) => rowWith({ FULL_NAME: ` Z${n}` }));
      const roster = checked(fileOf(...rows, rowWith({ FULL_NAME: 'Zoe' })));
      const edits = allSafe(roster);
      assert.equal(edits.length, 2500);
      const steps = joinEdits(edits, (start, end) => roster.slice(start, end), roster.length);
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      assert.equal(applyEdits(roster.text, [step.value]), applyEdits(roster.text, edits));
      assert.deepEqual([step.value.start, step.value.end], [edits[0]?.start, roster.length]);
    });
  });

  it('keeps places in the cell that they are in, also in a record that is written anew', () => {
    const text = 'x;y\na; b c ;d\nz';
    const edits = [
      { start: 0, end: 0, text: '# ' },
      { start: 4, end: 13, text: 'a,"b c",d' },
    ];
    const changed = applyEdits(text, edits);
    const restAt = (rest: string): string => {
      const offset = text.length - rest.length;
      const after = offsetsAfter(edits, [offset], (start, end) => text.slice(start, end));
      return changed.slice(after.get(offset));
    };
    assert.equal(restAt('y\na; b c ;d\nz'), 'y\na,"b c",d\nz');
    assert.equal(restAt('c ;d\nz'), 'c",d\nz');
    assert.equal(restAt('d\nz'), 'd\nz');
    assert.equal(restAt('\nz'), '\nz');
    assert.equal(restAt(text), changed);
  });

  it('composes edits so that one list does what two did', () => {
    const editsIn = (text: string): fc.Arbitrary<TextEdit[]> =>
      fc.uniqueArray(fc.nat(text.length), { maxLength: 6 }).chain((ends) => {
        const sorted = ends.sort((a, b) => a - b);
        const spans = Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => [
          sorted[2 * i]!,
          sorted[2 * i + 1]!,
        ]);
        return fc.tuple(
          ...spans.map(([start, end]) =>
            fc.string({ maxLength: 3 }).map((inserted) => ({ start: start!, end: end!, text: inserted })),
          ),
        );
      });
    fc.assert(
      fc.property(
        fc.string().chain((text) =>
          editsIn(text).chain((first) => {
            const middle = applyEdits(text, first);
            return editsIn(middle).map((second) => ({ text, first, middle, second }));
          }),
        ),
        ({ text, first, middle, second }) => {
          const composed = composeEdits(first, second).map((edit) => ({
            ...edit,
            end: Math.min(edit.end, text.length),
          }));
          assert.equal(applyEdits(text, composed), applyEdits(middle, second));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('shows the gravest findings where there are too many, in the order of the file', () => {
    const hints = Array.from({ length: 9 }, (_, i) => rowWith({ USERNAME: `u${i}`, FULL_NAME: ' N ' }));
    const roster = checked(fileOf(...hints, rowWith({ PASSWORD: ' pw' }), rowWith({ USERNAME: 'bad name' })));
    const codes = (limit: number): readonly string[] =>
      worstFindings(roster, limit).findings.map(({ code }) => code);
    assert.deepEqual(codes(1), ['username-characters']);
    assert.deepEqual(codes(3), ['full-name-padded', 'password-padded', 'username-characters']);
    assert.equal(codes(100).length, 11);
    assert.equal(worstFindings(roster, 1).total, 11);
  });

  describe('outlineOf', () => {
    it('lists the users of each class, and those without one', () => {
      const roster = checked(
        fileOf(
          rowWith({ USERNAME: 'a', ENROLLED_IN: '"Class 10,Class 9"' }),
          rowWith({ USERNAME: 'b', USER_TYPE: 'CLASS_COACH', ASSIGNED_TO: ' class 9 ' }),
          rowWith({ USERNAME: 'l', ENROLLED_IN: 'Class 10', ASSIGNED_TO: 'Class 9' }),
          ',,,,,,,,,',
          rowWith({ USERNAME: 'c' }),
        ),
      );
      const { classes, withoutClass } = outlineOf(roster);
      assert.deepEqual(
        classes.map(({ name, users }) => [name, ...users.map(({ username }) => username)]),
        [
          ['Class 9', 'a', 'b'],
          ['Class 10', 'a', 'l'],
        ],
      );
      assert.deepEqual(
        withoutClass.map(({ start, end }) => roster.slice(start, end)),
        [rowWith({ USERNAME: 'c' })],
      );
    });

    it('is told without the users from what is known of the rows', () => {
      const roster = checked(
        fileOf(
          rowWith({ USERNAME: 'a', ENROLLED_IN: '"Class 10,Class 9,Class 9"' }),
          rowWith({ USERNAME: 'b', USER_TYPE: 'CLASS_COACH', ASSIGNED_TO: ' class 9 ' }),
          rowWith({ USERNAME: 'l', ENROLLED_IN: 'Class 10', ASSIGNED_TO: 'Class 9' }),
          rowWith({ USERNAME: 'c' }),
          rowWith({
            USERNAME: 'd',
            USER_TYPE: 'CLASS_COACH',
            ENROLLED_IN: 'Class 9',
            ASSIGNED_TO: '"Class 9,X"',
          }),
          '',
          rowWith({ USERNAME: 'e' }),
        ),
      );
      const { classes, withoutClass } = classOutline(roster);
      const told = [...classes, withoutClass!].map(({ name, users, start, end }) => [
        name,
        users,
        roster.slice(start, end).split(',')[1],
      ]);
      assert.deepEqual(told, [
        ['Class 9', 3, 'a'],
        ['Class 10', 2, 'a'],
        ['X', 1, 'd'],
        ['', 2, 'c'],
      ]);
    });
  });

  describe('canonicalEdits', () => {
    const canonical = (text: string): string => {
      const roster = checked(text);
      assert.equal(resultOf(canonicalObstacle(roster)), undefined);
      return applyEdits(text, [...canonicalEdits(roster)].flat());
    };

    it('writes the ten columns in order, without padding, blank lines and needless quotes', () => {
      const columns = HEADER.split(',').reverse();
      const cells = [
        '" Class B, Class A "',
        ' ',
        'female',
        '',
        ' 17 ',
        'learner',
        '" Zed, Zoe"',
        'pw',
        'zoe',
      ];
      const text = [columns.map((name) => `"${name}"`).join(','), '', ` ,${cells.slice(1).join(',')},`].join(
        '\n',
      );
      assert.equal(canonical(text), `${HEADER}\n,zoe,pw,"Zed, Zoe",LEARNER,17,,FEMALE,,\n`);
      const full = `${HEADER}\n{${ANN.toUpperCase()}},ann,*,Ann,admin,,,,${cells[0]},`;
      assert.equal(canonical(full), `${HEADER}\n${ANN},ann,*,Ann,ADMIN,,,,"Class B,Class A",\n`);
    });

    it('leaves a canonical file alone', () => {
      const text = fileOf(rowWith({}), rowWith({ USERNAME: 'b', FULL_NAME: '"Zed, Zoe"' }));
      assert.equal(canonical(text), text);
    });

    it('names what it would lose', () => {
      const kindOf = (text: string): string | undefined => resultOf(canonicalObstacle(checked(text)))?.kind;
      assert.equal(kindOf(fileOf(rowWith({})).replace('GENDER', 'SEX')), 'header');
      for (const delimiter of [';', '\t', '|'])
        assert.equal(kindOf(fileOf(rowWith({})).replaceAll(',', delimiter)), 'delimiter');
      assert.equal(kindOf(fileOf(rowWith({})).replace('UUID', 'UUID,Name (UUID)')), 'header');
      assert.equal(kindOf(fileOf(rowWith({ FULL_NAME: '"Zoe" Zed' }))), 'quotes');
      assert.equal(kindOf(fileOf(`"${rowWith({})}"`)), 'quotes');
      assert.equal(kindOf(fileOf(`${rowWith({})},kept`)), 'surplus');
      assert.equal(kindOf(fileOf(`${rowWith({})},,`)), undefined);
    });

    it('is not made while a comma may have split a value, be there but empty cells too many', () => {
      const rows = [rowWith({}), rowWith({ USERNAME: 'eve', FULL_NAME: 'Zed, Eve' })];
      const text = fileOf(...rows);
      const obstacle = resultOf(canonicalObstacle(checked(text)));
      assert.equal(obstacle?.kind, 'surplus');
      assert.equal(text.slice(0, obstacle.start).split('\n').length, 3);
      const classes = fileOf(rowWith({ ENROLLED_IN: 'Art, Physics' }));
      assert.equal(resultOf(canonicalObstacle(checked(classes)))?.kind, 'surplus');
    });
  });

  it('is not mended, nor formatted, while it is in another encoding', () => {
    const latin = { encoding: { name: 'iso88591', isUtf8: false } };
    for (const bad of [good.replaceAll(',', ';'), fileOf(rowWith({ FULL_NAME: ' Zed ' }))]) {
      assert.equal(resultOf(hasSafeFix(checked(bad))), true);
      const roster = checked(bad, latin);
      assert.equal(resultOf(hasSafeFix(roster)), false);
      for (const finding of worstFindings(roster, 100).findings)
        assert.deepEqual(fixesOf(roster, finding), []);
      assert.equal(resultOf(canonicalObstacle(roster))?.kind, 'encoding');
    }
  });

  describe('detectEncoding', () => {
    const nameOf = (text: string, encode: (text: string) => Uint8Array): string =>
      detectEncoding(encode(text)).name;
    const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
    it('names the western code pages, also where letters with accents stand side by side', () => {
      for (const name of ['Educação 7', 'João', 'Größe', 'Zoë Çelik', 'Éric', 'Ångström', 'Þórður'])
        assert.equal(
          nameOf(fileOf(...Array.from({ length: 5 }, () => rowWith({ FULL_NAME: name }))), latin),
          'iso88591',
        );
      assert.equal(
        detectEncoding(Buffer.from([...Buffer.from('Ren\u00e9', 'latin1'), 0x92, 0x73])).name,
        'windows1252',
      );
    });

    it('tells the code page of older Macs from that of Windows by the words', () => {
      const mac = (text: string): Uint8Array =>
        Uint8Array.from(text, (letter) =>
          letter < '\x80' ? letter.charCodeAt(0) : 0x80 + MAC_LETTERS.indexOf(letter),
        );
      for (const names of WESTERN_NAMES) {
        const text = fileOf(...names.map((name) => rowWith({ FULL_NAME: name })));
        assert.equal(nameOf(text, mac), 'macroman', names.join());
        assert.equal(decodeBytes(mac(text), 'macroman'), text);
        assert.equal(nameOf(text, latin), 'iso88591', names.join());
      }
    });

    it('names none where a letter is as likely in Windows as on a Mac, or in another code page', () => {
      const named = (...bytes: readonly number[]): string =>
        detectEncoding(Uint8Array.from([...latin('a,J'), ...bytes, ...latin('rn,b')])).name;
      // Košir of Windows, or Koöir; Grażyna of Windows in Poland, or Graøyna; Jörg of MS-DOS, or Jîrg
      assert.equal(named(0x6f, 0x9a, 0x69), 'other8bit');
      assert.equal(named(0x61, 0xbf, 0x79), 'other8bit');
      assert.equal(named(0x94), 'other8bit');
    });

    it('names none where another alphabet is likelier, or damaged UTF-8', () => {
      const cyrillic = Uint8Array.from([0xc8, 0xe2, 0xe0, 0xed, 0x20, 0xcf, 0xe5, 0xf2, 0xf0, 0xee, 0xe2]);
      const polish = Uint8Array.from([...latin('Pawe'), 0xb3, ...latin(' Micha'), 0xb3]);
      const japanese = Uint8Array.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67]);
      const damaged = Uint8Array.from([...Buffer.from('Zoë, José, Größe'), 0xe9, 0x2c]);
      for (const bytes of [cyrillic, polish, japanese, damaged])
        assert.equal(detectEncoding(bytes).name, 'other8bit');
    });
  });

  describe('decodeBytes', () => {
    it('reads what spreadsheets write', () => {
      const text = 'Zoë,Ω';
      const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
      assert.equal(decodeBytes(utf16, 'utf16le'), text);
      assert.equal(decodeBytes(Buffer.from(utf16).swap16(), 'utf16be'), text);
      assert.equal(decodeBytes(Buffer.from('Zoë', 'latin1'), 'iso88591'), 'Zoë');
      assert.equal(decodeBytes(Uint8Array.of(0x80), 'windows1252'), '€');
      const utf32 = Uint8Array.of(0xff, 0xfe, 0, 0, 0x5a, 0, 0, 0);
      assert.equal(decodeBytes(utf32, 'utf32le'), 'Z');
    });

    it('gives nothing rather than something else', () => {
      assert.equal(decodeBytes(Buffer.from('Zo\xeb', 'latin1'), 'utf8'), undefined);
      assert.equal(decodeBytes(Uint8Array.of(1, 2, 3), 'utf32le'), undefined);
      assert.equal(decodeBytes(Uint8Array.of(0xe9), 'other8bit'), undefined);
    });
  });

  describe('looksLikeRoster', () => {
    it('knows a users file by its header, in any language, and with the slips that spreadsheets make', () => {
      for (const text of [
        HEADER,
        `\ufeff${HEADER.replaceAll(',', ';')}\n`,
        `Users of 2026\r\n${HEADER}\r\n`,
        'Benutzername,Passwort,Vollständiger Name,Benutzertyp,Geschlecht\n',
        'uuid,username,password,full name,user type',
      ])
        assert.ok(looksLikeRoster(text), text);
    });

    it('takes nothing else for one', () => {
      for (const text of [
        '',
        'Username,Access type,Role,IP address',
        'Facility name,Username,User type,Channel id,Channel name',
        'Student_Name,First_Name,Last_Name,Username,Hashed_ID',
        'a;b;c\n1;2;3',
        '\0\x01\x02"""',
      ])
        assert.ok(!looksLikeRoster(text), text);
    });
  });
});
