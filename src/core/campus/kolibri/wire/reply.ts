/** What the Kolibri side answers. `cookies` are whole `Set-Cookie` lines. */
export type KolibriReply = {
  readonly status: number;
  readonly body:
    | { readonly as: 'json'; readonly value: unknown }
    | { readonly as: 'html'; readonly text: string }
    | { readonly as: 'file'; readonly path: string }
    | { readonly as: 'nothing' };
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
};

export function jsonReply(value: unknown, status = 200): KolibriReply {
  return { status, body: { as: 'json', value } };
}

export function emptyReply(status: number): KolibriReply {
  return { status, body: { as: 'nothing' } };
}
