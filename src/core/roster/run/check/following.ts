/**
 * Turns work that tells of its states into an iterable of them, in their order; of states of one kind that come faster than they are
 * taken only the latest is given. Fails as the work does. Whoever stops iterating leaves the work to end by itself.
 */
export async function* following<S extends { readonly kind: string }>(
  work: (tell: (state: S) => void) => Promise<void>,
): AsyncGenerator<S> {
  const waiting: S[] = [];
  let wake = (): void => undefined;
  let ended: { readonly error?: unknown } | undefined;
  const tell = (state: S): void => {
    if (waiting.at(-1)?.kind === state.kind) waiting.pop();
    waiting.push(state);
    wake();
  };
  void work(tell)
    .then(
      () => (ended = {}),
      (error: unknown) => (ended = { error }),
    )
    .finally(() => wake());
  for (;;) {
    const state = waiting.shift();
    if (state !== undefined) yield state;
    else if (ended !== undefined) break;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
  if ('error' in ended) throw ended.error;
}
