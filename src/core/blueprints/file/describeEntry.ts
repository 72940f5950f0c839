import type { Node } from 'jsonc-parser';

export type EntryDescription = {
  readonly name?: string;
  readonly nameNode?: Node;
  readonly content?: string;
  /** True where a key says that its value is the content, be it empty. */
  readonly hasContentKey: boolean;
  readonly layout?: string;
  /** The second and further nodes of keys that stand more than once. */
  readonly repeated: readonly Node[];
};

const NAME_KEYS = ['name', 'title'];
const CONTENT_KEYS = ['content', 'markdown', 'md', 'body', 'text'];
/** Keys whose texts are never the Markdown. */
const OTHER_KEYS = new Set(['id', '_id', 'type', 'layout', 'contenttype', 'created', 'updated', 'path']);
/** How deep inside an entry a text may be to count as its content. */
const DEPTH = 3;

/**
 * What an entry says of itself; undefined for one that is no object. Where no key is known, the longest text that reads like
 * Markdown counts as the content (Codio protocol, section 7, "Design advice").
 */
export function describeEntry(entry: Node): EntryDescription | undefined {
  if (entry.type !== 'object') return undefined;
  const values = new Map<string, Node>();
  const repeated: Node[] = [];
  for (const { children: [key, value] = [] } of entry.children ?? []) {
    if (key === undefined || value === undefined) continue;
    const id = String(key.value);
    if (values.has(id)) repeated.push(key);
    values.set(id, value); // the last one counts, as for JSON.parse
  }
  const textAt = (keys: readonly string[]): Node | undefined => {
    const texts = keys.map((key) => values.get(key)).filter((node) => node?.type === 'string');
    return texts.find((node) => textOf(node).trim() !== '') ?? texts[0];
  };
  const nameNode = textAt(NAME_KEYS);
  const contentNode = textAt(CONTENT_KEYS);
  const content = contentNode ? textOf(contentNode) : longestMarkdown(entry);
  const layout = values.get('layout');
  return {
    ...(nameNode && textOf(nameNode).trim() !== '' && { name: textOf(nameNode) }),
    ...(nameNode && { nameNode }),
    ...(content !== undefined && content.trim() !== '' && { content }),
    hasContentKey: contentNode !== undefined,
    ...(layout?.type === 'string' && { layout: textOf(layout) }),
    repeated,
  };
}

function textOf(node: Node | undefined): string {
  return typeof node?.value === 'string' ? node.value : '';
}

function longestMarkdown(entry: Node): string | undefined {
  let longest = '';
  const look = (node: Node, depth: number): void => {
    for (const child of node.children ?? []) {
      const [key, inner] = child.type === 'property' ? (child.children ?? []) : [];
      const value = inner ?? child;
      const id = key === undefined ? '' : String(key.value).toLowerCase();
      if (NAME_KEYS.includes(id) || OTHER_KEYS.has(id)) continue;
      if (value.type === 'string') {
        const text = textOf(value);
        if (readsLikeMarkdown(text) && text.length > longest.length) longest = text;
      } else if (depth < DEPTH) look(value, depth + 1);
    }
  };
  look(entry, 1);
  return longest || undefined;
}

/** A line break, a heading, a list, an emphasis, a link, code or a formula. */
function readsLikeMarkdown(text: string): boolean {
  return /\n|^\s*#{1,6} |^\s*[*+-] |\*\*|\]\(|`|\$\$|\{[^{}|]+\|/.test(text);
}
