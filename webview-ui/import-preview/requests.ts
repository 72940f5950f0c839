import type { Answer, ViewMessage } from './protocol.ts';

type Asking = Extract<ViewMessage, { type: 'find' | 'window' }>;
/** A request without its number. */
export type Request = Asking extends infer One ? (One extends Asking ? Omit<One, 'id'> : never) : never;

/** Requests that wait for their answers. Each is answered once; one that is cancelled is not answered any more. */
export class Requests {
  readonly #send: (message: ViewMessage) => void;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  constructor(send: (message: ViewMessage) => void) {
    this.#send = send;
  }

  /** Sends a request and gives its number. */
  ask(request: Request, onAnswer: (answer: Answer) => void): number {
    const id = ++this.#last;
    this.#waiting.set(id, onAnswer);
    this.#send({ ...request, id });
    return id;
  }

  answer(id: number, answer: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.(answer);
  }

  /** Nobody waits for it any more. */
  cancel(id: number): void {
    if (this.#waiting.delete(id)) this.#send({ type: 'cancel', id });
  }
}
