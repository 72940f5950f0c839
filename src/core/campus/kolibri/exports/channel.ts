/** A piece of content: what an export says of a log's `content_id`. `folders` from the top down, below the channel. */
export type Content = {
  readonly id: string;
  readonly title: string;
  readonly kind: 'video' | 'exercise' | 'document' | 'audio';
  readonly folders: readonly string[];
};

export type Channel = { readonly id: string; readonly name: string; readonly contents: readonly Content[] };
