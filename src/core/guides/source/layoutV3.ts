import * as v from 'valibot';
import type { GuideFinding } from '../guide.ts';
import { titleOfStem, type PageTree, type SourceNode } from './pageTree.ts';
import { readJson } from './readJson.ts';

const ROOT = '.guides/content';
/** Nobody nests as deep; a broken archive may. */
const DEEPEST = 8;

const text = v.fallback(v.optional(v.string()), undefined);
const ItemSchema = v.object({
  title: text,
  type: text,
  teacherOnly: v.fallback(v.optional(v.boolean()), undefined),
  order: v.fallback(v.optional(v.array(v.unknown())), undefined),
});
type Item = v.InferOutput<typeof ItemSchema>;

/** Reads the current layout: one JSON and one Markdown file a page, folders for chapters (Codio protocol, section 8.1). */
export function layoutV3(texts: ReadonlyMap<string, string>): PageTree {
  const reader = new V3Reader(texts);
  const root = reader.item(`${ROOT}/index.json`);
  const nodes = reader.children(ROOT, root, false, 0);
  return {
    layout: 'v3',
    ...(root?.title !== undefined && { title: root.title }),
    nodes,
    findings: reader.findings,
  };
}

class V3Reader {
  readonly findings: GuideFinding[] = [];
  private readonly texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    this.texts = texts;
  }

  item(file: string): Item | undefined {
    const json = this.texts.get(file);
    if (json === undefined) return undefined;
    const item = readJson(json, ItemSchema);
    if (!item) this.findings.push({ kind: 'badJson', file });
    return item;
  }

  /** In the author's order; by name where there is none. What the order leaves out is named, not shown: Codio does not show it. */
  children(
    folder: string,
    parent: Item | undefined,
    teacherOnly: boolean,
    depth: number,
  ): readonly SourceNode[] {
    const present = this.stemsIn(folder);
    const stems = (parent?.order ?? present).filter(isStem);
    for (const stem of present)
      if (!stems.includes(stem)) this.findings.push({ kind: 'unlistedPage', file: `${folder}/${stem}` });
    if (depth >= DEEPEST) return [];
    return [...new Set(stems)].map((stem) => this.node(`${folder}/${stem}`, stem, teacherOnly, depth));
  }

  private node(path: string, stem: string, above: boolean, depth: number): SourceNode {
    const folder = this.texts.has(`${path}/index.json`) || this.stemsIn(path).length > 0;
    const file = folder ? `${path}/index` : path;
    const item = this.item(`${file}.json`);
    const markdown = this.texts.get(`${file}.md`);
    const teacherOnly = above || item?.teacherOnly === true;
    const known = item?.type === 'section' || item?.type === 'chapter' ? item.type : undefined;
    if (item?.type !== undefined && known === undefined && item.type !== 'page')
      this.findings.push({ kind: 'unknownType', file: `${file}.json` });
    const missing = folder || markdown !== undefined ? undefined : `${path}.md`;
    if (missing !== undefined)
      this.findings.push({
        kind: this.texts.has(`${path}.json`) ? 'missingText' : 'missingPage',
        file: missing,
      });
    return {
      kind: known ?? (folder ? 'chapter' : 'page'),
      title: item?.title ?? titleOfStem(stem),
      teacherOnly,
      markdown: markdown ?? '',
      ...(missing !== undefined && { missing }),
      children: folder ? this.children(path, item, teacherOnly, depth + 1) : [],
    };
  }

  /** The pages and folders directly in a folder, by name. */
  private stemsIn(folder: string): readonly string[] {
    const stems = new Set<string>();
    for (const path of this.texts.keys()) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [first = '', ...rest] = path.slice(folder.length + 1).split('/');
      const stem = rest.length > 0 ? first : first.replace(/\.(?:json|md)$/, '');
      if (stem !== 'index') stems.add(stem);
    }
    return [...stems].sort();
  }
}

function isStem(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('/') && value !== '.' && value !== '..';
}
