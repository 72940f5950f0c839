/** How a stretch of text is set. */
export type TextStyle = {
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
  readonly strike?: true;
  /** An address on the web, or a mailbox; nothing else is a link. */
  readonly link?: string;
};

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly style: TextStyle }
  | { readonly kind: 'break' }
  | { readonly kind: 'picture'; readonly path: string; readonly alt: string };

export type Alignment = 'left' | 'center' | 'right';

/** `done` is set for an item of a task list. */
export type ListItem = { readonly done?: boolean; readonly blocks: readonly Block[] };

/** Markdown as it is laid out: no HTML, no unknown constructs. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'list';
      /** The first number of an ordered list. */
      readonly start?: number;
      readonly tight: boolean;
      readonly items: readonly ListItem[];
    }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'callout'; readonly name: string; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'table';
      readonly alignments: readonly Alignment[];
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'assessment'; readonly label: string; readonly taskId: string };
