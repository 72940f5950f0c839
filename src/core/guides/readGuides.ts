import type { Guide, GuideFinding, GuideNode, Picture } from './guide.ts';
import type { Block } from './markdown/block.ts';
import { markdownParser, type ParseMarkdown } from './markdown/parseMarkdown.ts';
import { visitArchive, type OpenArchive } from './source/archiveFiles.ts';
import { assessmentsOf } from './source/assessmentsOf.ts';
import { guideFiles } from './source/guideFiles.ts';
import { layoutV2 } from './source/layoutV2.ts';
import { layoutV3 } from './source/layoutV3.ts';
import type { PageTree, SourceNode } from './source/pageTree.ts';
import { pictureOf } from './source/pictureOf.ts';
import { fileOfPicture, picturePaths } from './source/picturePaths.ts';

/** Bytes, of one image and of all images of an assignment. */
const LARGEST_PICTURE = 12 * 1024 * 1024;
const MOST_PICTURES = 128 * 1024 * 1024;

/**
 * Reads the Guides of one assignment from its `.tar.zst`, in either layout (Codio protocol, section 8.1). Whatever is wrong with
 * them is a finding: the rest is read all the same.
 *
 * @param assignment what the export calls it
 * Rejects only if `signal` is aborted.
 */
export async function readGuides(assignment: string, open: OpenArchive, signal: AbortSignal): Promise<Guide> {
  const { texts, root, findings: ofFiles } = await guideFiles(open, signal);
  const parse = await markdownParser();
  const tree = treeOf(texts);
  const { assessments, findings: ofAssessments } = assessmentsOf(texts, parse);
  const nodes = (tree?.nodes ?? []).map((node) => nodeOf(node, parse));
  const wanted = new Set<string>();
  for (const node of nodes) collectPictures(node, wanted);
  for (const { instructions } of assessments.values()) picturePaths(instructions, wanted);
  const { pictures, findings: ofPictures } = await readPictures(wanted, root, open, signal);
  return {
    assignment,
    title: tree?.title ?? assignment,
    layout: tree?.layout ?? 'none',
    nodes,
    assessments,
    pictures,
    findings: [
      ...ofFiles,
      ...(nodes.length === 0 ? [{ kind: 'noGuides' } as const] : []),
      ...(tree?.findings ?? []),
      ...ofAssessments,
      ...missingAssessments(nodes, assessments),
      ...ofPictures,
    ],
  };
}

/** `.guides/metadata.json` is how clients recognise the older layout; half-converted trees have both. */
function treeOf(texts: ReadonlyMap<string, string>): PageTree | undefined {
  if (texts.has('.guides/content/index.json')) return layoutV3(texts);
  if (texts.has('.guides/metadata.json')) return layoutV2(texts);
  return [...texts.keys()].some((path) => path.startsWith('.guides/content/')) ? layoutV3(texts) : undefined;
}

function nodeOf(node: SourceNode, parse: ParseMarkdown): GuideNode {
  const { markdown, children, ...rest } = node;
  return { ...rest, blocks: parse(markdown), children: children.map((child) => nodeOf(child, parse)) };
}

function collectPictures(node: GuideNode, into: Set<string>): void {
  picturePaths(node.blocks, into);
  for (const child of node.children) collectPictures(child, into);
}

function missingAssessments(
  nodes: readonly GuideNode[],
  assessments: Guide['assessments'],
): readonly GuideFinding[] {
  const missing = new Set<string>();
  const look = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (block.kind === 'assessment' && !assessments.has(block.taskId)) missing.add(block.taskId);
      else if (block.kind === 'quote' || block.kind === 'callout') look(block.blocks);
      else if (block.kind === 'list') for (const item of block.items) look(item.blocks);
    }
  };
  const walk = (node: GuideNode): void => {
    look(node.blocks);
    node.children.forEach(walk);
  };
  nodes.forEach(walk);
  return [...missing].map((file) => ({ kind: 'missingAssessment', file }));
}

/** Reads the images that pages show, and no others: a second pass over the archive, because pages may come after them. */
async function readPictures(
  wanted: ReadonlySet<string>,
  root: string,
  open: OpenArchive,
  signal: AbortSignal,
): Promise<{ readonly pictures: ReadonlyMap<string, Picture>; readonly findings: readonly GuideFinding[] }> {
  const files = new Map<string, Picture>();
  const fileOf = new Map([...wanted].map((path) => [path, fileOfPicture(path)]));
  const sought = new Set([...fileOf.values()].map((file) => (file === undefined ? '' : root + file)));
  sought.delete('');
  let total = 0;
  const decoding: Promise<unknown>[] = [];
  if (sought.size > 0)
    await visitArchive(
      open,
      {
        keep: (path, size) => {
          if (!sought.has(path)) return false;
          const fits = size <= LARGEST_PICTURE && total + size <= MOST_PICTURES;
          if (fits) total += size;
          else files.set(path, { kind: 'none', problem: 'tooLarge' });
          return fits;
        },
        take: (path, bytes) => {
          decoding.push(pictureOf(bytes).then((picture) => files.set(path, picture)));
        },
      },
      signal,
    );
  await Promise.all(decoding);
  const pictures = new Map<string, Picture>();
  const findings: GuideFinding[] = [];
  for (const [path, file] of fileOf) {
    const picture = files.get(root + (file ?? '')) ?? ({ kind: 'none', problem: 'missing' } as const);
    pictures.set(path, picture);
    if (picture.kind === 'none') findings.push({ kind: PICTURE_FINDINGS[picture.problem], file: path });
  }
  return { pictures, findings };
}

const PICTURE_FINDINGS = {
  missing: 'missingPicture',
  unsupported: 'unsupportedPicture',
  damaged: 'damagedPicture',
  tooLarge: 'tooLarge',
} as const;
