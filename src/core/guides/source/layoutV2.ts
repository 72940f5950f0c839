import * as v from 'valibot';
import type { GuideFinding } from '../guide.ts';
import { titleOfStem, type PageTree, type SourceNode } from './pageTree.ts';
import { readJson } from './readJson.ts';

const METADATA = '.guides/metadata.json';
const BOOK = '.guides/book.json';
const DEEPEST = 8;

const text = v.fallback(v.optional(v.string()), undefined);
const SectionSchema = v.object({
  id: text,
  title: text,
  'content-file': text,
  teacherOnly: v.fallback(v.optional(v.boolean()), undefined),
});
type Section = v.InferOutput<typeof SectionSchema>;
const MetadataSchema = v.object({ sections: v.fallback(v.array(v.unknown()), []) });

const BookItemSchema = v.object({
  title: text,
  type: text,
  pageId: text,
  children: v.fallback(v.optional(v.array(v.unknown())), undefined),
});
const BookSchema = v.object({ name: text, children: v.fallback(v.array(v.unknown()), []) });

/** Reads the older layout: all pages in one list, their order in a book (Codio protocol, section 8.1). */
export function layoutV2(texts: ReadonlyMap<string, string>): PageTree {
  const findings: GuideFinding[] = [];
  const metadata = read(METADATA, MetadataSchema);
  const sections = (metadata?.sections ?? []).flatMap((value) => {
    const section = v.safeParse(SectionSchema, value);
    return section.success ? [section.output] : [];
  });
  const byId = new Map(
    sections.flatMap((section) => (section.id === undefined ? [] : [[section.id, section]])),
  );
  const shown = new Set<Section>();
  const book = read(BOOK, BookSchema);

  const nodes = book ? items(book.children, false, 0) : sections.map((section) => pageOf(section, false));
  for (const section of sections)
    if (!shown.has(section))
      findings.push({ kind: 'unlistedPage', file: section['content-file'] ?? section.id ?? METADATA });
  return { layout: 'v2', ...(book?.name !== undefined && { title: book.name }), nodes, findings };

  function read<S extends v.GenericSchema>(file: string, schema: S): v.InferOutput<S> | undefined {
    const json = texts.get(file);
    if (json === undefined) return undefined;
    const value = readJson(json, schema);
    if (value === undefined) findings.push({ kind: 'badJson', file });
    return value;
  }

  function items(values: readonly unknown[], above: boolean, depth: number): readonly SourceNode[] {
    return values.flatMap((value) => {
      const item = v.safeParse(BookItemSchema, value);
      if (!item.success || depth >= DEEPEST) {
        findings.push({ kind: 'badJson', file: BOOK });
        return [];
      }
      const { title, type, pageId, children } = item.output;
      if (children === undefined && type !== 'chapter' && type !== 'section')
        return [leaf(title, type, pageId, above)];
      // A chapter names the page it opens with, which is mostly its first one and then stands below it.
      const page = pageId === undefined ? undefined : byId.get(pageId);
      const own =
        page && !shown.has(page) && !holds(children ?? [], pageId) ? pageOf(page, above) : undefined;
      const below = items(children ?? [], above || own?.teacherOnly === true, depth + 1);
      return [
        {
          kind: type === 'section' ? 'section' : 'chapter',
          title: title ?? own?.title ?? '',
          teacherOnly: above || own?.teacherOnly === true,
          markdown: own?.markdown ?? '',
          children: below,
        } as const,
      ];
    });
  }

  function leaf(
    title: string | undefined,
    type: string | undefined,
    pageId: string | undefined,
    above: boolean,
  ): SourceNode {
    if (type !== undefined && type !== 'page') findings.push({ kind: 'unknownType', file: BOOK });
    const section = pageId === undefined ? undefined : byId.get(pageId);
    if (section) return { ...pageOf(section, above), ...(title !== undefined && { title }) };
    const missing = pageId ?? BOOK;
    findings.push({ kind: 'missingPage', file: missing });
    return { kind: 'page', title: title ?? missing, teacherOnly: above, markdown: '', missing, children: [] };
  }

  function pageOf(section: Section, above: boolean): SourceNode {
    shown.add(section);
    const file = section['content-file'] ?? '';
    const markdown = texts.get(file.replace(/^(?:\.?\/)+/, ''));
    if (markdown === undefined)
      findings.push({ kind: 'missingText', file: file === '' ? (section.id ?? METADATA) : file });
    return {
      kind: 'page',
      title: section.title ?? titleOfStem(file.replace(/^.*\//, '').replace(/\.md$/, '')),
      teacherOnly: above || section.teacherOnly === true,
      markdown: markdown ?? '',
      ...(markdown === undefined && { missing: file === '' ? METADATA : file }),
      children: [],
    };
  }
}

function holds(children: readonly unknown[], pageId: string | undefined): boolean {
  return children.some((value) => {
    const item = v.safeParse(BookItemSchema, value);
    return item.success && (item.output.pageId === pageId || holds(item.output.children ?? [], pageId));
  });
}
