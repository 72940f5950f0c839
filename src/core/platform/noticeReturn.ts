import { failureOf } from './failure.ts';
import type { Http } from './http.ts';

/** An Http that calls `onReturn` with the first answer, of whatever status, after requests that reached nobody. */
export function noticeReturn(http: Http, onReturn: () => void): Http {
  let away = false;
  const noticing = async <R>(ask: () => Promise<R>): Promise<R> => {
    try {
      const reply = await ask();
      if (away) {
        away = false;
        onReturn();
      }
      return reply;
    } catch (error) {
      if (failureOf(error).kind === 'offline') away = true;
      throw error;
    }
  };
  return {
    send: (request, signal) => noticing(() => http.send(request, signal)),
    open: (request, signal) => noticing(() => http.open(request, signal)),
  };
}
