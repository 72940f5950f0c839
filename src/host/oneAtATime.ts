/** Does one thing at a time: what comes meanwhile is not begun. Answers whether it was. */
export type OneAtATime = (work: () => Promise<void>) => Promise<boolean>;

/**
 * For work that asks the user, who has one question box only.
 *
 * @param onBusy called in place of work that comes while other work is under way
 */
export function oneAtATime(onBusy: () => void): OneAtATime {
  let busy = false;
  return async (work) => {
    if (busy) {
      onBusy();
      return false;
    }
    busy = true;
    try {
      await work();
      return true;
    } finally {
      busy = false;
    }
  };
}
