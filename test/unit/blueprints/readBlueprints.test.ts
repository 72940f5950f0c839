import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blueprintsJson } from '../../../src/core/campus/exports/blueprintsJson.ts';
import { DEFAULT_SEED, organisationOf } from '../../../src/core/campus/seed/organisation.ts';
import { MOST_FINDINGS, type BlueprintsFile } from '../../../src/core/blueprints/file/blueprintsFile.ts';
import { readBlueprints } from '../../../src/core/blueprints/file/readBlueprints.ts';
import { selectBlueprints } from '../../../src/core/blueprints/file/selectBlueprints.ts';

const read = (text: string): Promise<BlueprintsFile> => readBlueprints(Buffer.from(text));
const names = ({ blueprints }: BlueprintsFile) => blueprints.map(({ name }) => name);
const said = ({ findings }: BlueprintsFile) =>
  findings.map((one) => `${one.is === 'syntax' ? one.problem : one.is} ${one.line}:${one.column}`);
const chosen = (file: BlueprintsFile, ...indexes: number[]): string =>
  Buffer.from(selectBlueprints(file, new Set(indexes))).toString();

const TWO = '[{ "name": "A", "content": "# a" },\n { "name": "B", "content": "# b" }]\n';

describe('a blueprints file', () => {
  it('of the sample campus is read', async () => {
    const [course] = organisationOf(DEFAULT_SEED).courses;
    const file = await read(blueprintsJson(course!));
    assert.deepEqual(names(file), ['Learning Objectives', 'Coding problem']);
    assert.deepEqual(file.findings, []);
    assert.match(file.blueprints[0]?.content ?? '', /^# Learning objectives/);
    assert.equal(file.blueprints[1]?.layout, '2-panels');
  });

  it('may be a list, a property, a map or one blueprint', async () => {
    const shapes = [
      ['list', '[{"name":"A","content":"a"}]'],
      ['property', '{"version":2,"tags":[],"blueprints":[{"title":"A","layout":"1-panel"}]}'],
      ['property', '{"items":[{"name":"A","page":{"md":"# Heading"}}]}'],
      ['map', '{"version":1,"A":{"content":"a","x":[1]}}'],
      ['single', '{"name":"A","content":"a"}'],
    ] as const;
    for (const [shape, text] of shapes) {
      const file = await read(text);
      assert.equal(file.shape, shape, text);
      assert.deepEqual(names(file), ['A'], text);
    }
  });

  it('is told from other JSON', async () => {
    const others = [
      'null',
      '"x"',
      '3',
      '{}',
      '[1,2]',
      '[[]]',
      '{"name":"lectern","version":"1","scripts":{"a":"b\\nc"}}',
    ];
    for (const text of others) assert.deepEqual(said(await read(text)), ['notBlueprints 1:1'], text);
    for (const text of ['[]', '{"blueprints":[]}'])
      assert.deepEqual(said(await read(text)), ['noBlueprints 1:1']);
    for (const text of ['', ' \n']) assert.deepEqual(said(await read(text)), ['empty 1:1']);
  });

  it('that is a map with one key twice says that one of them may be lost, not that both will exist', async () => {
    const file = await read('{"A":{"content":"a"},\n"A":{"content":"b"},\n"a ":{"content":"c"}}');
    assert.deepEqual(said(file), ['duplicateEntry 1:2', 'duplicateEntry 2:1']);
  });

  it('says where it is not JSON', async () => {
    assert.deepEqual(said(await read('[{"name":"A","content":"a"}')), ['bracket 1:28']);
    assert.deepEqual(said(await read('[\n{"name":"A" "content":"a"}]')), ['comma 2:13']);
    assert.deepEqual(said(await read('[\r\n{"name":"A","content":"a\\x"}]')), ['string 2:23']);
    assert.deepEqual(said(await read('[{"name":"A","content":"a"}]\n]')), ['afterEnd 2:1']);
    const lenient = await read('// Ours\n[\n  { "name": "A", "content": "a", },\n]');
    assert.deepEqual(said(lenient), ['comment 1:1', 'trailingComma 3:32', 'trailingComma 3:35']);
    assert.deepEqual(names(lenient), ['A']);
    assert.deepEqual(said(await read('['.repeat(500_000))), ['tooDeep 1:1']);
    assert.equal((await read('[' + '}'.repeat(1000))).findings.length <= MOST_FINDINGS, true);
  });

  it('says what is missing in an entry, and what is there twice', async () => {
    const file = await read(
      [
        '[{ "name": "A", "content": "a" },',
        ' { "content": "b" },',
        ' { "name": " ", "content": "c" },',
        ' { "name": "D", "content": "" },',
        ' { "name": " A ", "content": "e" },',
        ' { "name": "F", "name": "G", "content": "f" },',
        ' 7]',
      ].join('\n'),
    );
    assert.deepEqual(said(file), [
      'duplicateName 1:12',
      'noName 2:2',
      'noName 3:12',
      'noContent 4:12',
      'duplicateName 5:12',
      'duplicateKey 6:17',
      'notAnObject 7:2',
    ]);
    assert.deepEqual(names(file), ['A', undefined, undefined, 'D', ' A ', 'G']);
    assert.ok(file.findings.every(({ severity }) => severity === 'warning'));
  });

  it('may be in any encoding that JSON ever had', async () => {
    const utf16 = Buffer.from(`\ufeff${TWO}`, 'utf16le');
    const swapped = Buffer.from(utf16).swap16();
    const files = [
      [Buffer.from(`\ufeff${TWO}`), 'bom'],
      [utf16, 'utf16'],
      [swapped, 'utf16'],
      [utf16.subarray(2), 'utf16'],
    ] as const;
    for (const [bytes, is] of files) {
      const file = await readBlueprints(bytes);
      assert.deepEqual(said(file), [`${is} 1:1`]);
      assert.deepEqual(names(file), ['A', 'B']);
      assert.deepEqual(Buffer.from(selectBlueprints(file, new Set([0, 1]))), bytes);
      const one = await readBlueprints(selectBlueprints(file, new Set([1])));
      assert.deepEqual(one.encoding, file.encoding);
      assert.deepEqual(names(one), ['B']);
    }
    assert.deepEqual(said(await readBlueprints(Buffer.from('[{"name":"\xff"}]', 'latin1'))).slice(0, 1), [
      'notUtf8 1:1',
    ]);
  });
});

describe('a choice of blueprints', () => {
  it('keeps every byte of what stays', async () => {
    const file = await read(
      '{ "v" : 1.0,\n  "blueprints" : [ {"name":"A","content":"\\u0061","x":1e2} ,\n\t{"name":"B" , "content":"b"}, {"name":"C","content":"c"} ] }\n',
    );
    assert.equal(chosen(file, 0, 1, 2), file.text);
    assert.equal(
      chosen(file, 0, 2),
      '{ "v" : 1.0,\n  "blueprints" : [ {"name":"A","content":"\\u0061","x":1e2}, {"name":"C","content":"c"} ] }\n',
    );
    assert.equal(chosen(file, 1), '{ "v" : 1.0,\n  "blueprints" : [ {"name":"B" , "content":"b"} ] }\n');
    assert.equal(chosen(file), '{ "v" : 1.0,\n  "blueprints" : [] }\n');
  });

  it('keeps what else is in a map', async () => {
    const file = await read('{"A":{"content":"a"},"version":1,"B":{"content":"b"}}');
    assert.equal(chosen(file, 0), '{"A":{"content":"a"},"version":1}');
    assert.equal(chosen(file, 2), '{"version":1,"B":{"content":"b"}}');
  });

  it('is what JSON.parse makes of it', async () => {
    const entry = fc.record({
      name: fc.string().map((name) => `${name}.`),
      content: fc.string(),
      x: fc.jsonValue(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.nat(63),
        fc.nat(3),
        async (list, bits, indent) => {
          const text = JSON.stringify(list, undefined, indent);
          const indexes = list.flatMap((_, i) => (bits & (1 << i) ? [i] : []));
          const expected: unknown = JSON.parse(JSON.stringify(indexes.map((i) => list[i])));
          assert.deepEqual(JSON.parse(chosen(await read(text), ...indexes)), expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});
