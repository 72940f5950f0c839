import { lstat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sniff, SNIFF_BYTES } from '../exports/file/fileKind.ts';
import { FailureError, failureOf } from '../platform/failure.ts';
import { sleep } from '../platform/sleep.ts';
import type { CsvKind } from './csvKind.ts';
import { firstBytes } from './firstBytes.ts';
import { isUnfinished } from './isUnfinished.ts';
import { readTable } from './readTable.ts';
import type { AdoptKind, Recognition } from './recognition.ts';
import { recogniseJson } from './recogniseJson.ts';
import { recogniseTar } from './recogniseTar.ts';
import { recogniseZip } from './recogniseZip.ts';

/** A header is read from so many bytes … */
const HEAD_BYTES = 64 * 1024;
/** … or, of an assignment with very many assessments, from these. */
const LONGEST_HEAD = 1024 * 1024;
/** A file that has not changed for this long, in milliseconds, is not being written. */
const QUIET_MS = 3_000;
const LOOK_AGAIN_MS = 500;

/** The tables whose columns are not documented (Codio protocol, section 8.5): what no header tells can only be one of these. */
const UNDOCUMENTED: readonly AdoptKind[] = ['studentCsv', 'llmLogs'];
/** Text that says by its name that it is no table. */
const PROSE = /\.(txt|md|log)$/i;

/**
 * Says what a file is that somebody has downloaded by hand: by its content, never by its name. Reads no more of it than that takes,
 * and changes nothing. Fails as disk or cancelled.
 */
export async function recogniseFile(path: string, signal: AbortSignal): Promise<Recognition> {
  try {
    return await recognise(path, signal);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'disk' && failure.problem === 'missing') return refused('missing');
    throw error instanceof FailureError ? error : new FailureError(failure, { cause: error });
  }
}

async function recognise(path: string, signal: AbortSignal): Promise<Recognition> {
  const found = await lstat(path);
  if (!found.isFile()) return refused('notAFile');
  if (isUnfinished(basename(path))) return refused('unfinished');
  const { size, mtimeMs } = found;
  if (size === 0) return refused('empty');
  if (Date.now() - mtimeMs < QUIET_MS) {
    await sleep(LOOK_AGAIN_MS, signal);
    const later = await lstat(path);
    if (later.size !== size || later.mtimeMs !== mtimeMs) return refused('growing');
  }
  const kind = sniff(await firstBytes(path, SNIFF_BYTES));
  switch (kind) {
    case 'webPage':
      return refused('webPage');
    case 'zip':
      return recogniseZip(path, signal);
    case 'tar.gz':
    case 'tar.zst':
      return recogniseTar(path, kind, signal);
    case 'json':
      return recogniseJson(path, size);
    case 'csv':
      return recogniseCsv(path, size);
    case 'pdf':
      // A PDF of Guides looks like any other.
      return { outcome: 'unsure', candidates: ['guidesPdf'], hints: [] };
    case 'unknown':
      return refused('notOurs');
  }
}

async function recogniseCsv(path: string, size: number): Promise<Recognition> {
  let start = await tableIn(path, HEAD_BYTES, size);
  if (!start.complete && size > HEAD_BYTES) start = await tableIn(path, LONGEST_HEAD, size);
  const { kinds, assignments } = start;
  const names = {
    hints: [...assignments, ...start.courses],
    ...(assignments.length > 0 && { assignments }),
  };
  const known = kinds.filter(isAdoptable);
  const [first, ...others] = known;
  if (first === undefined) {
    if (kinds.length > 0) return refused('ipConsent');
    if (!start.isTable || PROSE.test(basename(path))) return refused('noTable');
    return { outcome: 'unsure', candidates: UNDOCUMENTED, ...names };
  }
  return others.length === 0
    ? { outcome: 'known', kind: first, ...names }
    : { outcome: 'unsure', candidates: known, ...names };
}

async function tableIn(path: string, length: number, size: number): ReturnType<typeof readTable> {
  return readTable(await firstBytes(path, length), size <= length);
}

function isAdoptable(kind: CsvKind): kind is Exclude<CsvKind, 'ipConsent'> {
  return kind !== 'ipConsent';
}

function refused(reason: Extract<Recognition, { outcome: 'refused' }>['reason']): Recognition {
  return { outcome: 'refused', reason };
}
