/** Lets everything else of the extension host have its turn. */
export function breathe(): Promise<void> {
  return new Promise((done) => {
    setImmediate(done);
  });
}
