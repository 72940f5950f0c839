import type { Http } from '../../src/core/platform/http.ts';
import { fail } from '../../src/core/platform/failure.ts';

type Sleeper = { readonly at: number; readonly wake: () => void };

/** How long nothing may be on its way before time passes: the disk is not watched. */
const QUIET_MS = 3;

/** A clock that jumps to the next moment for which somebody waits, as soon as nothing is on its way to a server. */
export class VirtualClock {
  readonly #sleepers = new Set<Sleeper>();
  readonly #tell: (ms: number) => Promise<number>;
  #now: number;
  #busy = 0;
  #last = performance.now();
  #watching = false;

  /** @param tell passes the time on to the server, and gives its time */
  private constructor(now: number, tell: (ms: number) => Promise<number>) {
    this.#now = now;
    this.#tell = tell;
  }

  /** A clock that agrees with the campus at `origin`, and puts it forward. */
  static async withCampus(origin: string): Promise<VirtualClock> {
    const tell = async (advanceMs: number): Promise<number> => {
      const reply = await fetch(`${origin}/__sandbox/clock`, {
        method: 'POST',
        headers: { 'X-Sandbox': '1' },
        body: JSON.stringify({ advanceMs }),
      });
      const { now } = (await reply.json()) as { now: string };
      return Date.parse(now);
    };
    return new VirtualClock(await tell(0), tell);
  }

  readonly now = (): number => this.#now;

  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise<void>((done, broken) => {
      const stop = (): void => {
        this.#sleepers.delete(sleeper);
        try {
          fail({ kind: 'cancelled' });
        } catch (error) {
          broken(error instanceof Error ? error : new Error('cancelled'));
        }
      };
      const wake = (): void => {
        signal.removeEventListener('abort', stop);
        done();
      };
      const sleeper: Sleeper = { at: this.#now + ms, wake };
      if (signal.aborted) {
        stop();
        return;
      }
      signal.addEventListener('abort', stop, { once: true });
      this.#sleepers.add(sleeper);
      this.#watch();
    });

  /** Puts both clocks forward. */
  async advanceTo(at: number): Promise<void> {
    const ms = Math.max(0, at - this.#now);
    this.#now += ms;
    await this.#tell(ms);
  }

  /** The same HTTP; time does not pass while something is under way. */
  watched(http: Http): Http {
    return {
      ...http,
      send: (request, signal) => this.#during(http.send(request, signal)),
      open: (request, signal) => this.#during(http.open(request, signal)),
    };
  }

  async #during<T>(work: Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work;
    } finally {
      this.#busy -= 1;
      this.#last = performance.now();
    }
  }

  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    setTimeout(() => {
      this.#watching = false;
      void this.#pass();
    }, 1);
  }

  async #pass(): Promise<void> {
    if (this.#busy === 0 && performance.now() - this.#last >= QUIET_MS) {
      const next = Math.min(...[...this.#sleepers].map(({ at }) => at));
      if (Number.isFinite(next)) await this.advanceTo(next);
      for (const sleeper of [...this.#sleepers])
        if (sleeper.at <= this.#now) {
          this.#sleepers.delete(sleeper);
          sleeper.wake();
        }
      this.#last = performance.now();
    }
    if (this.#sleepers.size > 0) this.#watch();
  }
}
