/** Waits for something, or until nobody wants it any more: undefined then, whatever still comes of it. */
export async function untilAborted<T>(wanted: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  const ended = new AbortController();
  try {
    return await Promise.race([
      wanted,
      new Promise<undefined>((done) => {
        signal.addEventListener('abort', () => done(undefined), { signal: ended.signal });
      }),
    ]);
  } finally {
    ended.abort();
  }
}
