import type { Block, BlockFacts } from '../check/block.ts';
import { ASSIGNED_TO, COLUMNS, ENROLLED_IN, USER_TYPE, USERNAME, UUID } from '../header/column.ts';
import type { FindingCode } from '../findings/findingCode.ts';
import type { Header } from '../header/header.ts';
import { isUnchanged } from '../snapshot/isUnchanged.ts';
import { isMarkedLabel } from '../header/isMarkedLabel.ts';
import { PredictedClasses } from './predictedClasses.ts';
import type { RosterParts } from '../roster.ts';
import type { Row } from '../check/row.ts';
import type { RowFinding } from '../check/rowFinding.ts';
import { savedLines } from './savedLines.ts';
import { type CheckLine, serverLines } from './serverLines.ts';
import { SERVER_MESSAGES as SAYS, type ServerLine, type ServerReport } from './serverReport.ts';
import type { SnapshotIndex } from '../snapshot/snapshotIndex.ts';
import { userTypeOf } from '../values/userType.ts';

/**
 * What the server will answer to a dry run of this roster, from the findings of a complete check and the snapshot it was made with
 * (Kolibri protocol, sections 6.2 to 6.6): the same lines in the same order, the same counts, the same failures.
 */
export function predictReport(parts: RosterParts, live: SnapshotIndex, isDelete: boolean): ServerReport {
  const refusal = refusalOf(parts);
  if (refusal !== undefined) return refusal;
  const accepted: Accepted[] = [];
  const lines: ServerLine[] = [];
  let rowsBefore = 0;
  for (const block of parts.blocks) {
    const { facts } = block;
    if (facts === undefined) continue;
    for (const record of recordsOf(block, facts)) {
      const number = rowsBefore + (facts.rowsBefore[record.index] ?? 0) + 1;
      const end = readRow(parts.row, block, facts, record, number, lines);
      if (end !== undefined) return end;
      if (facts.clean[record.index] === 1 && facts.repeatedName[record.index] === 0)
        accepted.push({ block, record: record.index, findings: record.findings, number });
    }
    rowsBefore += facts.rowsBefore.at(-1) ?? 0;
  }
  return matchRows(parts, live, isDelete, accepted, lines);
}

type RecordFindings = { readonly index: number; readonly findings: readonly RowFinding[] };
type Accepted = {
  readonly block: Block;
  readonly record: number;
  readonly findings: readonly RowFinding[];
  readonly number: number;
};

function refusalOf({ context, header, bomLength, blocks }: RosterParts): ServerReport | undefined {
  if (context.encoding?.isUtf8 === false) return { kind: 'refused', overall: [SAYS.unreadable] };
  if (blocks.length === 0) return bomLength === 0 ? { kind: 'notTaken' } : crash('StopIteration');
  if (blocks[0]?.scan.malformed[0]?.record === 0) return crash('Error');
  const overall = headerErrors(header, isMarkedLabel(context, header) ? 1 : 0);
  return overall.length > 0 ? { kind: 'refused', overall } : undefined;
}

/** Section 6.3, rule 4. */
function headerErrors({ labels, places }: Header, spoilt: number): string[] {
  const unknown = labels.filter(({ column }) => column === undefined).length + spoilt;
  if (unknown > 0)
    return unknown === labels.length ? [SAYS.invalidHeader] : [SAYS.invalidHeader, SAYS.invalidHeader];
  return COLUMNS.filter((_, index) => places[index] === -1).map((column) => SAYS.required(column));
}

const MATCH_CRASHES: ReadonlySet<FindingCode> = new Set([
  'birth-year-cell-missing',
  'user-renamed',
  'username-change-fails',
]);

type MatchLine = (username: string) => Pick<ServerLine, 'field' | 'value' | 'message'>;

const duplicated: MatchLine = (username) => ({
  field: 'USERNAME',
  value: username,
  message: SAYS.duplicated,
});
const unknownId: MatchLine = (username) => ({
  field: 'PASSWORD',
  value: '*',
  message: SAYS.unknownId(username),
});

/** What is said of rows that match nobody or the wrong one (section 6.5 C). */
const MATCH_LINES: Partial<Record<FindingCode, MatchLine>> = {
  'username-taken-by-case': duplicated,
  'user-renamed-by-case': duplicated,
  'username-changed': duplicated,
  'database-id-form': unknownId,
  'database-id-unknown': unknownId,
  'password-star-for-new-user': () => ({ field: 'PASSWORD', value: '*', message: SAYS.passwordRequired }),
};

function crash(exception: string): ServerReport {
  return { kind: 'crashed', exception };
}

/** The data records of a block, each with its own findings. */
function* recordsOf({ scan }: Block, facts: BlockFacts): Iterable<RecordFindings> {
  let next = 0;
  for (let index = 0; index < scan.records; index++) {
    const from = next;
    while (facts.findings[next]?.record === index) next++;
    if (facts.rowsBefore[index + 1] !== facts.rowsBefore[index])
      yield { index, findings: facts.findings.slice(from, next) };
  }
}

/** Stage B of one record: adds its lines, or gives the end of the job. */
function readRow(
  row: Row,
  { scan }: Block,
  facts: BlockFacts,
  { index, findings }: RecordFindings,
  number: number,
  lines: ServerLine[],
): ServerReport | undefined {
  const isRepeated = facts.repeatedName[index] === 1;
  if (findings.length === 0 && !isRepeated) return undefined;
  row.load(scan, index);
  const checks: CheckLine[] = isRepeated ? [{ check: 1, column: USERNAME, message: SAYS.duplicated }] : [];
  for (const finding of findings) {
    const { code, data } = finding;
    if (code === 'text-after-quote' || code === 'unclosed-quote' || code === 'cell-too-large')
      return { kind: 'refused', overall: [SAYS.unreadable] };
    if (code === 'cells-missing' && data['exception'] !== '') return crash(String(data['exception']));
    if (code === 'user-type-deferred' && !isRepeated) return crash('KeyError');
    for (const line of serverLines(finding, row))
      if (line.check !== 1 || checks[0]?.check !== 1) checks.push(line);
  }
  checks.sort((a, b) => a.check - b.check);
  for (const { column, message } of checks) {
    const value = row.has(column) ? row.value(column) : null;
    lines.push({ row: number, field: COLUMNS[column], value, message });
  }
  return undefined;
}

/** Stages C to E. */
function matchRows(
  { row }: RosterParts,
  live: SnapshotIndex,
  isDelete: boolean,
  accepted: readonly Accepted[],
  lines: ServerLine[],
): ServerReport {
  const kept = new Set<string>();
  const newLines: ServerLine[] = [];
  const updatedLines: ServerLine[] = [];
  const classes = new PredictedClasses();
  const counts = { created: 0, updated: 0 };
  for (const { block, record, findings, number } of accepted) {
    row.load(block.scan, record);
    const id = row.value(UUID);
    if (live.usersById.has(id)) kept.add(id);
    const username = row.value(USERNAME);
    classes.take(
      row.value(ENROLLED_IN),
      userTypeOf(row.value(USER_TYPE)) === 'LEARNER' ? '' : row.value(ASSIGNED_TO),
    );
    const failure = findings.find(({ code }) => MATCH_CRASHES.has(code));
    if (failure !== undefined) return crash(String(failure.data['exception']));
    const rejection = findings.map(({ code }) => MATCH_LINES[code]).find((line) => line !== undefined);
    if (rejection !== undefined) {
      lines.push({ row: number, username, ...rejection(username) });
      continue;
    }
    const user = live.usersById.get(id);
    if (user !== undefined && isUnchanged(row, user)) continue;
    counts[user === undefined ? 'created' : 'updated']++;
    savedLines(row, findings, live.snapshot.facility, user === undefined ? newLines : updatedLines);
  }
  const { users, callerId } = live.snapshot;
  const classNames = live.snapshot.classes.map(({ name }) => name);
  const { names, crashes } = classes.settle(classNames);
  if (crashes) return crash('MultipleObjectsReturned');
  const gone = users.filter(({ id, isAdmin }) => !kept.has(id) && !isAdmin && id !== callerId);
  return {
    kind: 'processed',
    lines: [...lines, ...newLines, ...updatedLines],
    counts: {
      users: { ...counts, deleted: isDelete ? gone.length : 0 },
      classes: {
        created: names.created,
        updated: names.updated.size,
        cleared: isDelete ? classNames.filter((name) => !names.updated.has(name)).length : 0,
      },
    },
  };
}
