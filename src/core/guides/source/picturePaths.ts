import type { Block, Inline } from '../markdown/block.ts';

/** The images that blocks refer to, as they are written there. */
export function picturePaths(blocks: readonly Block[], into = new Set<string>()): Set<string> {
  const look = (inlines: readonly Inline[]): void => {
    for (const inline of inlines) if (inline.kind === 'picture') into.add(inline.path);
  };
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        look(block.inlines);
        break;
      case 'list':
        for (const item of block.items) picturePaths(item.blocks, into);
        break;
      case 'quote':
      case 'callout':
        picturePaths(block.blocks, into);
        break;
      case 'table':
        for (const cells of [block.head, ...block.rows]) cells.forEach(look);
        break;
      case 'code':
      case 'rule':
      case 'assessment':
        break;
    }
  }
  return into;
}

/**
 * The file of the workspace that a page means. Undefined for the web and for paths that leave the workspace: nothing is fetched
 * for a PDF.
 */
export function fileOfPicture(path: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return undefined;
  const [bare = ''] = path.split(/[?#]/);
  const parts: string[] = [];
  for (const part of unescaped(bare)
    .replace(/^\/?(?:home\/codio\/workspace\/)?/, '')
    .split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a percent sign that is one
  }
}
