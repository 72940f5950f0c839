/**
 * Stands in for the module `vscode` where pure functions of the editor's side are called without an editor: rows, texts and
 * settings. It holds only what those use, and remembers nothing.
 */
export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;
  contextValue?: string;

  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class ThemeIcon {
  static readonly File = new ThemeIcon('file');
  static readonly Folder = new ThemeIcon('folder');
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeColor extends ThemeIcon {}

export class MarkdownString {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 } as const;

export const Uri = {
  from: (parts: object): object => parts,
  joinPath: (base: { readonly path: string }, ...names: readonly string[]): object => ({
    ...base,
    path: [base.path, ...names].join('/'),
  }),
} as const;

export const env = { language: 'en' } as const;

export const l10n = {
  t: (text: string, ...values: readonly unknown[]): string =>
    // Without values a text is given as it is, for whoever fills it later.
    values.length === 0
      ? text
      : text.replace(/\{(\d+)\}/g, (_whole, index: string) => String(values[Number(index)])),
} as const;

/** Lists are made by the test that reads them. */
export const window: { createQuickPick: () => unknown } = {
  createQuickPick: () => {
    throw new Error('This test shows no list.');
  },
};

/** No setting is set, and none has a default: what is read is what the code falls back to. */
export const workspace = {
  getConfiguration: () => ({ get: () => undefined }),
  fs: { isWritableFileSystem: (scheme: string): boolean => scheme !== 'read-only' },
} as const;
