/** How often the extension is asked whether it is there, and how many answers may fail to come. */
const ASK_MS = 4_000;
const MISSED = 3;

/** Takes note that the extension was heard. */
type Heard = () => void;

/**
 * Asks again and again whether the extension is still there: it may have been restarted without this page, and then nobody answers any
 * more. `onChange` is told when that is so, and when it was heard after all. Asks are counted, not time: a machine may sleep.
 */
export function watchHost(ask: () => void, onChange: (isLost: boolean) => void): Heard {
  let unanswered = 0;
  setInterval(() => {
    if (unanswered === MISSED) onChange(true);
    unanswered++;
    ask();
  }, ASK_MS);
  return () => {
    if (unanswered > MISSED) onChange(false);
    unanswered = 0;
  };
}
