export type SilenceWatch = {
  /** So many bytes have come in all. */
  heard(bytes: number): void;
  end(): void;
};

/**
 * Tells of progress, and of its absence: `tell` is called with each number of bytes that is new, and once with `silent` when none has come
 * for `silentMs`, from the beginning on.
 */
export function watchSilence(silentMs: number, tell: (bytes: number, silent: boolean) => void): SilenceWatch {
  let last = 0;
  let clock: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(clock);
    clock = setTimeout(() => tell(last, true), silentMs);
  };
  wait();
  return {
    heard(bytes) {
      if (bytes === last) return;
      last = bytes;
      tell(bytes, false);
      wait();
    },
    end: () => clearTimeout(clock),
  };
}
