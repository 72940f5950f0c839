import type { Guide, GuideNode } from './guide.ts';
import type { Block, Inline } from './markdown/block.ts';

/** All characters that a guide may show, in no useful order: fonts are looked for by it. */
export function guideText(guide: Guide): string {
  const parts: string[] = [guide.title];
  const say = (inlines: readonly Inline[]): void => {
    for (const inline of inlines) {
      if (inline.kind === 'text') parts.push(inline.text);
      else if (inline.kind === 'picture') parts.push(inline.alt, inline.path);
    }
  };
  const look = (blocks: readonly Block[]): void => blocks.forEach(lookAt);
  const lookAt = (block: Block): void => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        say(block.inlines);
        return;
      case 'code':
        parts.push(block.text);
        return;
      case 'list':
        for (const item of block.items) look(item.blocks);
        return;
      case 'quote':
      case 'callout':
        look(block.blocks);
        return;
      case 'table':
        for (const cells of [block.head, ...block.rows]) cells.forEach(say);
        return;
      case 'assessment':
        parts.push(block.label, block.taskId);
        return;
      case 'rule':
        return;
    }
  };
  const walk = (node: GuideNode): void => {
    parts.push(node.title, node.missing ?? '');
    look(node.blocks);
    node.children.forEach(walk);
  };
  guide.nodes.forEach(walk);
  for (const { name, instructions } of guide.assessments.values()) {
    parts.push(name);
    look(instructions);
  }
  return parts.join('\n');
}
