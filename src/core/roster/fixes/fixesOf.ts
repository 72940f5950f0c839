import { cellFixes } from './cellFixes.ts';
import { classFixes } from './classFixes.ts';
import { COLUMNS, USER_TYPE } from '../header/column.ts';
import type { Finding } from '../findings/finding.ts';
import type { FindingCode } from '../findings/findingCode.ts';
import { isInUtf8 } from '../encoding/isInUtf8.ts';
import type { Fix, FixKind, TextEdit } from './fix.ts';
import { emptyColumns, removeColumns } from './removeColumns.ts';
import { quoteCell } from '../values/quoteCell.ts';
import { convertDelimiter } from './convertDelimiter.ts';
import { addColumns } from './addColumns.ts';
import { missingColumns } from './missingColumns.ts';
import type { Roster } from '../roster.ts';
import { scanRecords } from '../scan/scanRecords.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import { surplusFixes } from './surplusFixes.ts';
import { unquotedRow } from './unquotedRow.ts';
import { userTypeOf } from '../values/userType.ts';

/**
 * The ways to mend a finding, the best first; none where only the instructor can know. `finding` is one of the roster's present
 * report. Encodings are the host's to mend: text edits cannot, and until then none is to be made, as saving the text that was read in
 * the wrong encoding destroys letters.
 */
export function fixesOf(roster: Roster, finding: Finding): readonly Fix[] {
  if (!isInUtf8(roster.parts.context)) return [];
  const mend = MENDS[finding.code];
  if (mend !== undefined) return mend(roster, finding);
  return finding.column === undefined ? [] : cellFixes(finding, roster.slice(finding.start, finding.end));
}

type Mend = (roster: Roster, finding: Finding) => readonly Fix[];

const MENDS: Partial<Record<FindingCode, Mend>> = {
  'file-empty': headerFixes,
  'file-blank': headerFixes,
  'wrong-delimiter': delimiterFixes,
  'header-not-first': aboveFixes,
  'header-unknown-label': labelFixes,
  'header-missing-column': columnFixes,
  'text-after-quote': quoteFixes,
  'unclosed-quote': quoteFixes,
  'user-there-already': databaseIdFixes,
  'username-taken': databaseIdFixes,
  'username-taken-by-case': databaseIdFixes,
  'cells-surplus': (roster, finding) =>
    surplusFixes(roster, finding, roster.slice(finding.start, finding.end)),
  'cells-missing': missingFixes,
  'birth-year-cell-missing': missingFixes,
  'class-cells-missing': missingFixes,
  'class-spelling': classFixes,
  'class-lookalike': classFixes,
};

function fix(kind: FixKind, isSafe: boolean, becomes: string, edits: readonly TextEdit[]): Fix {
  return { kind, isSafe, becomes, edits };
}

/** A fix that changes the whole file, made when it is chosen. */
function wide(kind: FixKind, isSafe: boolean, becomes: string, steps: NonNullable<Fix['steps']>): Fix {
  return { kind, isSafe, becomes, edits: [], steps };
}

/** Into the cell of the database ID, which is empty. */
function databaseIdFixes(_: Roster, { data, start }: Finding): Fix[] {
  const at = start + Number(data['idAt']);
  return [
    fix('giveDatabaseId', false, String(data['stored']), [{ start: at, end: at, text: String(data['id']) }]),
  ];
}

/** In place of what is there, which is white space at most. */
function headerFixes({ length, parts: { bomLength } }: Roster): Fix[] {
  return [fix('addHeader', false, '', [{ start: bomLength, end: length, text: `${COLUMNS.join(',')}\n` }])];
}

/** Lines that tell a spreadsheet its delimiter, or nothing to nobody: they can go unseen. */
const SAYS_NOTHING = /^(?:"?sep=[,;|\t]?"?)?[\s,;|]*$/i;

/** The lines above the header go; a title among them is somebody's words. */
function aboveFixes(roster: Roster, { data, start }: Finding): Fix[] {
  const end = start + Number(data['skip']);
  const isSafe = roster
    .slice(start, end)
    .split(/[\r\n]/)
    .every((line) => SAYS_NOTHING.test(line));
  return [fix('removeLinesAbove', isSafe, '', [{ start, end, text: '' }])];
}

/** Commas, unless the quotes of the header itself cannot be read: a record is not converted then, and nothing would be mended. */
function delimiterFixes(roster: Roster, { data }: Finding): Fix[] {
  const delimiter = String(data['delimiter']);
  const first = roster.parts.blocks[0]?.scan;
  if (first === undefined) return [];
  const { source, offset, length } = first;
  const [slip] = scanRecords(source.slice(offset, offset + length), 0, 1, delimiter.charCodeAt(0)).malformed;
  return slip?.record === 0 ? [] : [wide('commas', true, '', () => convertDelimiter(roster, delimiter))];
}

/** The column that is missing, and all that are. */
function columnFixes(roster: Roster, { column }: Finding): Fix[] {
  const missing = missingColumns(roster);
  if (column === undefined || !missing.includes(column)) return [];
  const one = wide('addColumn', false, column, () => addColumns(roster, [column]));
  if (missing.length === 1) return [one];
  return [one, wide('addColumns', false, missing.join(', '), () => addColumns(roster, missing))];
}

/** A header above the first line, if that is a user of ten cells. */
function headerAbove(roster: Roster): Fix[] {
  const { header, bomLength } = roster.parts;
  const first = roster.recordAt(bomLength);
  const type = header.labels[USER_TYPE]?.text ?? '';
  if (header.labels.length !== COLUMNS.length || userTypeOf(type.trim()) === undefined) return [];
  if (first === undefined) return [];
  const lineEnd = first.next > first.end ? roster.slice(first.end, first.next) : '\n';
  return [
    fix('addHeader', false, '', [
      { start: bomLength, end: bomLength, text: `${COLUMNS.join(',')}${lineEnd}` },
    ]),
  ];
}

/** Another label; else the column goes: with all others that are as empty, or with what is in it. */
function labelFixes(roster: Roster, { data, start, end }: Finding): Fix[] {
  if (data['known'] === 0) return headerAbove(roster);
  const suggestion = data['suggestion'];
  if (typeof suggestion !== 'string') {
    const { header, bomLength } = roster.parts;
    const place = header.labels.findIndex((label) => label.start + bomLength === start);
    const empty = emptyColumns(roster);
    if (empty.includes(place))
      return [wide('removeEmptyColumns', true, '', () => removeColumns(roster, empty))];
    return [wide('removeColumn', false, String(data['label']), () => removeColumns(roster, [place]))];
  }
  return [fix('labelColumn', true, suggestion, [{ start, end, text: suggestion }])];
}

/** The cell up to the next comma or line end becomes one well-formed cell; or the quote that opens it goes. */
function quoteFixes(roster: Roster, { data, start, code }: Finding): Fix[] {
  const record = roster.recordAt(start);
  if (record === undefined) return [];
  const open = record.start + Number(data['cellStart']);
  const raw = roster.slice(open, record.end);
  const until = /[,\r\n]/.exec(code === 'text-after-quote' ? raw.slice(start - open) : raw);
  const length = until === null ? raw.length : until.index + (code === 'text-after-quote' ? start - open : 0);
  const value = raw.slice(1, length).replaceAll('""', '"');
  const edits = [{ start: open, end: open + length, text: quoteCell(value, true) }];
  if (code === 'text-after-quote') return [fix('quoteCell', false, value, edits)];
  return [
    fix('closeQuote', false, value, edits),
    fix('quoteCell', false, '', [{ start: open, end: open + 1, text: '' }]),
  ];
}

/**
 * Empty cells are put at the end, as far as the header goes; a line of nothing but white space goes. A row that is one cell because
 * there are quotes around the whole of it comes out of them.
 */
function missingFixes(roster: Roster, { start }: Finding): Fix[] {
  const record = roster.recordAt(start);
  if (record === undefined) return [];
  const raw = roster.slice(record.start, record.end);
  if (trimLikePython(raw.replaceAll('\0', '').replaceAll('\x1a', '')) === '') {
    return [fix('removeRow', true, '', [{ start: record.start, end: record.next, text: '' }])];
  }
  const { labels } = roster.parts.header;
  const unquoted = unquotedRow(raw);
  if (unquoted !== undefined) {
    const isSafe = labels.length === COLUMNS.length && unquoted.cells === labels.length;
    return [fix('unquoteRow', isSafe, '', [{ start: record.start, end: record.end, text: unquoted.text }])];
  }
  const lacking = labels.length - record.cells;
  return [
    fix('addCells', labels.length === COLUMNS.length, '', [
      { start: record.end, end: record.end, text: ','.repeat(Math.max(lacking, 0)) },
    ]),
  ];
}
