import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvKinds, type CsvKind } from '../../../src/core/adopt/csvKind.ts';
import { readTable } from '../../../src/core/adopt/readTable.ts';

const STUDENT = ['Student_Name', 'First_Name', 'Last_Name', 'Username', 'Hashed_ID', 'Email Address'];
/** The columns as the documentation writes them (Codio protocol, section 8.5). */
const HEADERS: Readonly<Record<CsvKind, readonly string[]>> = {
  accessData: [
    'Username',
    'Users registered email address',
    'First name',
    'Last name',
    'Date/time when user logged in',
    'Access type (Log In, Log Out, Project Open, Project Close)',
    'Assignment name',
    'Role in course (Teacher/Student)',
    'Project path',
    'IP address (IP address associated with login session)',
  ],
  assessments: [
    ...STUDENT,
    'Assignment_Name',
    'Total_Points_Earned',
    'Total_Points_Possible',
    'Time_Spent',
    'Loops, 1_Attempts',
    'Loops, 1_Answer',
    'Loops, 1_Earned_Points',
    'Loops, 1_Total_Points_Possible',
  ],
  assignmentCsv: [
    ...STUDENT,
    'Right Count',
    'Wrong Count',
    'Answered Assessments',
    'Points/Max_points',
    'Points',
    'Total Points',
    'Time_Spent',
    'Final Grade',
    'Teacher Grade',
    'Assessments Grade',
    'Completed',
    'Completed Date/Time',
    'LTI ID',
    'Behavioral Insights',
    'Question "one"_Correct',
    'Question "one"_Answer',
    'Question "one"_Attempts',
  ],
  coachLogs: [
    'Assignment_name',
    'Assessment_id',
    'User_email',
    'User_id',
    'Time',
    'Question',
    'Context_guides',
    'Context_error',
    'Context_files',
    'Response',
  ],
  studentCsv: [...STUDENT, 'Module', 'Assignment_Name', 'Status', 'Time_Spent', 'Final Grade'],
  llmLogs: ['Time', 'Key', 'User_id', 'User_email', 'Provider', 'Model', 'Requests', 'Cost_USD'],
  ipConsent: ['User name', 'Codio user id', 'E-mail', 'Revision', 'Date/time'],
};
const kinds = Object.keys(HEADERS) as CsvKind[];

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const tableOf = (header: readonly string[], delimiter = ',', end = '\n'): string =>
  [header, header.map(() => 'x')].map((row) => row.map(cell).join(delimiter)).join(end) + end;

describe('the kinds of CSV', () => {
  for (const kind of kinds)
    it(`${kind}: is told by its header alone, and is nothing else`, () => {
      assert.deepEqual(csvKinds(HEADERS[kind]), [kind]);
    });

  it('does not mind case, spaces, underscores, order, and columns that are new', () => {
    const columns = fc.constantFrom(...kinds).chain((kind) =>
      fc
        .tuple(
          fc.shuffledSubarray([...HEADERS[kind]], { minLength: HEADERS[kind].length }),
          fc.array(
            fc.string({ maxLength: 12 }).map((text) => `Extra ${text}_Answer`),
            { maxLength: 5 },
          ),
          fc.array(fc.constantFrom('upper', 'lower', 'snake', 'same'), { minLength: 40, maxLength: 40 }),
        )
        .map(([header, extra, ways]) => ({
          kind,
          header: [...header, ...extra].map((name, at) => {
            const way = ways[at % ways.length];
            if (way === 'upper') return name.toUpperCase();
            if (way === 'lower') return name.toLowerCase();
            return way === 'snake' ? ` ${name.replaceAll(' ', '_')}_` : name;
          }),
        })),
    );
    fc.assert(fc.property(columns, ({ kind, header }) => assert.deepEqual(csvKinds(header), [kind])));
  });

  it('takes no name of an assessment for a column of another table', () => {
    const authored = ['Access type', 'Total_Points_Earned', 'Question', 'Response', 'IP address', 'Role'];
    const suffixes = ['Correct', 'Answer', 'Attempts'];
    const header = [
      ...HEADERS.assignmentCsv,
      ...authored.flatMap((name) => suffixes.map((suffix) => `${name}_${suffix}`)),
    ];
    assert.deepEqual(csvKinds(header), ['assignmentCsv']);
  });

  it('knows nothing of other tables', () => {
    assert.deepEqual(csvKinds(['Name', 'Price', 'Amount']), []);
    assert.deepEqual(csvKinds([]), []);
    assert.deepEqual(csvKinds(['username', 'password', 'usertype']), []);
  });
});

describe('the beginning of a table', () => {
  for (const kind of kinds)
    it(`${kind}: any delimiter, line end and byte order mark`, async () => {
      for (const delimiter of [',', ';', '\t', '|'])
        for (const end of ['\n', '\r\n', '\r'])
          for (const bom of ['', '\uFEFF']) {
            const text = bom + tableOf(HEADERS[kind], delimiter, end);
            const start = await readTable(Buffer.from(text), true);
            assert.deepEqual(start.kinds, [kind], JSON.stringify([delimiter, end, bom]));
          }
    });

  it('names the assignments of its first rows, each once, also when a row breaks off within quotes', async () => {
    const text =
      'Assignment_name,Assessment_id,User_id,Question,Context_guides,Response\n' +
      '"Loops, again",1,u,"Why?\nTell me, ""please""",g,r\n' +
      '"Loops, again",2,u,q,g,r\n' +
      'Files,3,u,"breaks off he';
    const start = await readTable(Buffer.from(text), false);
    assert.deepEqual(start.kinds, ['coachLogs']);
    assert.deepEqual(start.assignments, ['Loops, again', 'Files'].slice(0, start.assignments.length));
    assert.ok(start.assignments.includes('Loops, again'));
  });

  it('says when the header goes on behind what was seen', async () => {
    const start = await readTable(Buffer.from('Student_Name,Right Count,"Wrong Cou'), false);
    assert.equal(start.complete, false);
    assert.deepEqual(start.kinds, []);
  });

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const start = await readTable(Buffer.from(bytes), false);
        assert.ok(Array.isArray(start.kinds));
      }),
      { numRuns: 300 },
    );
  });
});
