import assert from 'node:assert/strict';
import { maskPasswords } from '../../../../src/core/roster/maskPasswords.ts';
import { compareReports } from '../../../../src/core/roster/run/check/compareReports.ts';
import { proofOf, proves } from '../../../../src/core/roster/run/record/proofOf.ts';
import { runSourceOf } from '../../../../src/core/roster/run/record/runSourceOf.ts';
import type { ServerReport } from '../../../../src/core/roster/predict/serverReport.ts';

describe('maskPasswords', () => {
  it('keeps everything but the passwords, and their length in characters', () => {
    const text =
      '\ufeffName (USERNAME),Password (PASSWORD),FULL_NAME\r\n' +
      'ada,secret,"A, ""B"""\r\n\r\n' +
      'bob,*,x\r\n' +
      'cem,,y\r\n' +
      '"dua","p,q""r",z\r\n' +
      'eli,😀😀,"two\r\nlines"\r\n' +
      'short\r\n' +
      'kim,last';
    assert.equal(
      maskPasswords(text),
      '\ufeffName (USERNAME),Password (PASSWORD),FULL_NAME\r\n' +
        'ada,xxxxxx,"A, ""B"""\r\n\r\n' +
        'bob,*,x\r\n' +
        'cem,,y\r\n' +
        '"dua","xxxxx",z\r\n' +
        'eli,xx,"two\r\nlines"\r\n' +
        'short\r\n' +
        'kim,xxxx',
    );
  });

  it('does so in a file of many blocks', () => {
    const rows = Array.from({ length: 5000 }, (_, at) => `user_${at},secret-${at},Person ${at}`);
    const masked = maskPasswords(['USERNAME,PASSWORD,FULL_NAME', ...rows].join('\n'));
    assert.ok(!masked.includes('secret'));
    assert.equal(masked.split('\n')[4321], `user_4320,${'x'.repeat(11)},Person 4320`);
  });

  it('leaves a file without such a column as it is', () => {
    assert.equal(maskPasswords('USERNAME\nada'), 'USERNAME\nada');
    assert.equal(maskPasswords(''), '');
  });
});

describe('runSourceOf', () => {
  const source = runSourceOf('\ufeffUSERNAME,PASSWORD\r\nada,"a""b"\r\n\r\n"b,b",2\r\ncem,3');

  it('knows the password of a row by the number that the server gives it', () => {
    assert.deepEqual(
      [1, 2, 3].map((row) => source.password(row)),
      ['a"b', '2', '3'],
    );
  });

  it('makes a file of some rows, as they stand', () => {
    assert.equal(source.csvOf([2, 3]), '\ufeffUSERNAME,PASSWORD\r\n"b,b",2\r\ncem,3\r\n');
  });
});

describe('proofOf', () => {
  it('proves the same text and no other, and holds nothing of it', async () => {
    const proof = await proofOf('ada,secret');
    assert.ok(await proves(proof, 'ada,secret'));
    assert.ok(!(await proves(proof, 'ada,Secret')));
    assert.notEqual((await proofOf('ada,secret')).hash, proof.hash);
    assert.doesNotMatch(JSON.stringify(proof), /secret/);
  });
});

describe('compareReports', () => {
  const line = (row: number | string, message = 'Username is duplicated'): object => ({
    row,
    field: 'USERNAME',
    value: 'x',
    message,
  });
  const counts = {
    users: { created: 1, updated: 0, deleted: 0 },
    classes: { created: 0, updated: 0, cleared: 0 },
  };
  const processed = (...lines: readonly object[]): ServerReport => ({
    kind: 'processed',
    lines: lines as Extract<ServerReport, { kind: 'processed' }>['lines'],
    counts,
  });

  it('is content with the same lines in any order', () => {
    assert.deepEqual(compareReports(processed(line(1), line(2)), processed(line(2), line(1))), []);
  });

  it('names each line that only one side has, as often as it has it', () => {
    assert.deepEqual(
      compareReports(processed(line(1), line(1), line(2, 'a')), processed(line(1), line('"A"@"B"', 'b'))),
      [
        { row: 1, field: 'USERNAME', expected: 'Username is duplicated', said: undefined },
        { row: 2, field: 'USERNAME', expected: 'a', said: undefined },
        { row: undefined, field: 'USERNAME', expected: undefined, said: 'b' },
      ],
    );
  });

  it('names counts that differ', () => {
    const said: ServerReport = {
      kind: 'processed',
      lines: [],
      counts: { ...counts, users: { created: 2, updated: 0, deleted: 0 } },
    };
    assert.deepEqual(compareReports(processed(), said), [
      { row: undefined, field: 'users.created', expected: '1', said: '2' },
    ]);
  });

  it('compares what quotes Python by its beginning', () => {
    const refused = (text: string): ServerReport => ({ kind: 'refused', overall: [text] });
    const read = 'Error trying to read csv file: ';
    assert.deepEqual(compareReports(refused(read), refused(`${read}'utf-8' codec …`)), []);
    assert.equal(compareReports(refused(read), { kind: 'crashed', exception: 'KeyError' }).length, 1);
    assert.equal(compareReports(processed(), refused(read)).length, 1);
  });
});
