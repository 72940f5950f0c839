import { threadTime } from './threadTime.ts';

/** A stretch in which a process did nothing else: how long it was, and how long the thread itself was at work. */
export type Block = { readonly wallMs: number; readonly cpuMs: number };

/** Watches how long the event loop of this process is held up: it wants to be called each millisecond, and notes when it is late. */
export class EventLoopWatch {
  readonly #blocks: Block[] = [];
  #isStopped = false;
  #last = performance.now();
  #lastCpu = threadTime();

  constructor() {
    this.#wait();
  }

  /** Forgets what was noted. */
  start(): void {
    this.#blocks.length = 0;
    this.#last = performance.now();
    this.#lastCpu = threadTime();
  }

  /** Every stretch since the start of more than a few milliseconds. */
  blocks(): readonly Block[] {
    this.#note();
    return [...this.#blocks];
  }

  stop(): void {
    this.#isStopped = true;
  }

  #wait(): void {
    setTimeout(() => {
      this.#note();
      if (!this.#isStopped) this.#wait();
    }, 1);
  }

  #note(): void {
    const now = performance.now();
    const cpu = threadTime();
    if (now - this.#last > 3) this.#blocks.push({ wallMs: now - this.#last, cpuMs: cpu - this.#lastCpu });
    this.#last = now;
    this.#lastCpu = cpu;
  }
}
