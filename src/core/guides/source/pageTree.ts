import type { GuideFinding } from '../guide.ts';

/** A page, section or chapter before its Markdown is read. */
export type SourceNode = {
  readonly kind: 'page' | 'section' | 'chapter';
  readonly title: string;
  readonly teacherOnly: boolean;
  readonly markdown: string;
  readonly missing?: string;
  readonly children: readonly SourceNode[];
};

/** The Guides of one layout as a tree. */
export type PageTree = {
  readonly layout: 'v2' | 'v3';
  readonly title?: string;
  readonly nodes: readonly SourceNode[];
  readonly findings: readonly GuideFinding[];
};

/** A file name as a title, for want of a better one: `first-steps-a1b2` becomes "first steps". */
export function titleOfStem(stem: string): string {
  const words = stem
    .replace(/-[0-9a-f]{4,}$/, '')
    .replaceAll(/[-_]+/g, ' ')
    .trim();
  return words === '' ? stem : words;
}
