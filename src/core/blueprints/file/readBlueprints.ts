import type { ParseError } from 'jsonc-parser';
import type { Blueprint } from './blueprint.ts';
import type { PlacelessFinding } from './blueprintFinding.ts';
import type { BlueprintsFile } from './blueprintsFile.ts';
import { comparableName } from './comparableName.ts';
import { decodeText, LOST, type TextEncoding } from './decodeText.ts';
import { describeEntry } from './describeEntry.ts';
import { entriesOf, type FoundEntries, type FoundEntry } from './entriesOf.ts';
import { placeFindings } from './placeFindings.ts';
import { syntaxFindings } from './syntaxFindings.ts';

/**
 * Reads a blueprints file. Its format is not published (Codio protocol, section 7), so everything that could be one is taken, and
 * nothing is lost: the answer has the bytes as they came and says where each entry stands in them. What is wrong is a finding,
 * never an error; a file with syntax errors still shows the entries that could be made out.
 */
export async function readBlueprints(bytes: Uint8Array): Promise<BlueprintsFile> {
  const { parseTree, printParseErrorCode } = await import('jsonc-parser');
  const { text, encoding } = decodeText(bytes);
  const findings = encodingFindings(encoding);
  const add = (finding: PlacelessFinding): void => void findings.push(finding);
  const file = (found: FoundEntries | undefined, blueprints: readonly Blueprint[]): BlueprintsFile => ({
    bytes,
    text,
    encoding,
    shape: found?.shape ?? 'none',
    inside: found
      ? { offset: found.holder.offset + 1, length: found.holder.length - 2 }
      : { offset: 0, length: 0 },
    entries: (found?.entries ?? []).map(({ node: { offset, length } }) => ({ offset, length })),
    blueprints,
    findings: placeFindings(text, findings),
  });
  const whole = { severity: 'error', range: { offset: 0, length: text.length } } as const;

  if (text.trim() === '') {
    add({ is: 'empty', ...whole });
    return file(undefined, []);
  }
  const errors: ParseError[] = [];
  let root;
  try {
    root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // the parser calls itself for each level
    add({ is: 'tooDeep', ...whole });
    return file(undefined, []);
  }
  for (const finding of syntaxFindings(text, errors, printParseErrorCode)) add(finding);
  if (errors.length === 0 && !isJson(text))
    // The parser takes a few things that JSON.parse, and so the platform, does not.
    add({ is: 'syntax', problem: 'character', ...whole });
  const found = root && entriesOf(root);
  if (!found) {
    // Whoever has mended the syntax is told what the file is.
    if (errors.length === 0) add({ is: 'notBlueprints', ...whole });
    return file(undefined, []);
  }
  if (found.entries.length === 0) add({ is: 'noBlueprints', ...whole });
  const blueprints = found.entries.flatMap((entry, index) => blueprintOf(entry, text, index, add) ?? []);
  const repeated = findRepeated(found, add);
  findDuplicates(
    blueprints.filter(({ index }) => !repeated.has(index)),
    add,
  );
  return file(found, blueprints);
}

function encodingFindings({ name, bom, lossless }: TextEncoding): PlacelessFinding[] {
  const at = { range: { offset: 0, length: 0 } } as const;
  if (!lossless) return [{ is: 'notUtf8', severity: 'error', ...at }];
  if (name !== 'utf-8') return [{ is: 'utf16', severity: 'warning', ...at }];
  return bom ? [{ is: 'bom', severity: 'warning', ...at }] : [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function blueprintOf(
  { node, value, key }: FoundEntry,
  text: string,
  index: number,
  add: (finding: PlacelessFinding) => void,
): Blueprint | undefined {
  const range = { offset: node.offset, length: node.length };
  const described = describeEntry(value);
  if (!described) {
    // Beside the blueprints of a map there may be a version or the like.
    if (key === undefined) add({ is: 'notAnObject', severity: 'warning', range, index });
    return undefined;
  }
  const keyName = key === undefined ? undefined : String(key.value);
  const name = described.name ?? (keyName?.trim() === '' ? undefined : keyName);
  const nameNode = described.name === undefined ? (key ?? described.nameNode) : described.nameNode;
  const nameRange = nameNode
    ? { offset: nameNode.offset, length: nameNode.length }
    : { offset: node.offset, length: 1 };
  if (name === undefined) add({ is: 'noName', severity: 'warning', range: nameRange, index });
  if (described.content === undefined) add({ is: 'noContent', severity: 'warning', range: nameRange, index });
  if (text.slice(range.offset, range.offset + range.length).includes(LOST))
    add({ is: 'lostLetters', severity: 'warning', range: nameRange, index });
  for (const { offset, length, value: repeated } of described.repeated)
    add({ is: 'duplicateKey', severity: 'warning', range: { offset, length }, index, key: String(repeated) });
  return {
    index,
    ...(name !== undefined && { name }),
    ...(described.content !== undefined && { content: described.content }),
    ...(described.layout !== undefined && { layout: described.layout }),
    range,
    nameRange,
  };
}

/** Each entry of a map whose very key stands more than once is told so. Answers the `index` of each. */
function findRepeated(
  { entries }: FoundEntries,
  add: (finding: PlacelessFinding) => void,
): ReadonlySet<number> {
  const counts = new Map<string, number>();
  for (const { key } of entries)
    if (key) counts.set(String(key.value), (counts.get(String(key.value)) ?? 0) + 1);
  const repeated = new Set<number>();
  for (const [index, { key }] of entries.entries()) {
    const count = counts.get(String(key?.value)) ?? 0;
    if (!key || count < 2) continue;
    repeated.add(index);
    const range = { offset: key.offset, length: key.length };
    add({ is: 'duplicateEntry', severity: 'warning', range, index, key: String(key.value), count });
  }
  return repeated;
}

/** Each of those that share a name is told so, the first one too. */
function findDuplicates(blueprints: readonly Blueprint[], add: (finding: PlacelessFinding) => void): void {
  const named = blueprints.flatMap((one) =>
    one.name === undefined ? [] : [{ ...one, name: one.name, id: comparableName(one.name) }],
  );
  const groups = new Map<string, number[]>();
  for (const { id, index } of named) {
    const group = groups.get(id);
    if (group) group.push(index);
    else groups.set(id, [index]);
  }
  for (const { id, name, index, nameRange } of named) {
    const [first, second, ...more] = groups.get(id) ?? [];
    if (first === undefined || second === undefined) continue;
    const other = index === first ? second : first;
    const count = more.length + 2;
    add({ is: 'duplicateName', severity: 'warning', range: nameRange, index, name, other, count });
  }
}
