import { failureOf } from '../../core/platform/failure.ts';
import type { CheckState, ImportState } from '../../core/roster/run/importRun.ts';
import type { RowsDone } from '../../core/roster/run/outcome/rowsDone.ts';
import type { RunOf, RunState } from './runState.ts';

/** Until a run says what it is about: no plan and no text has this number. */
const NOTHING: RunOf = { edition: 0, textVersion: 0 };

/** What a run is started with: ends it, and is told what it is about as soon as that is known. */
type Start = (signal: AbortSignal, about: (of: RunOf) => void) => AsyncIterable<CheckState | ImportState>;

/** A check or an import that a preview follows: at most one at a time. */
export class PreviewRun {
  readonly #onChange: () => void;
  #state: RunState = { kind: 'none' };
  #controller: AbortController | undefined;
  /** True once the run has said how it ended; it may still be putting away what it has used. */
  #hasEnded = false;
  #following: Promise<void> = Promise.resolve();
  #isImport = false;
  #of = NOTHING;
  #rows: RowsDone | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get state(): RunState {
    return this.#state;
  }

  isRunning(): boolean {
    return this.#controller !== undefined;
  }

  /** True until a run has said how it ended: what is asked for then is not lost, see {@link follow}. */
  isUnderWay(): boolean {
    return this.isRunning() && !this.#hasEnded;
  }

  /**
   * Follows a run to its end; one that is under way already goes on, and this one is not begun. An import goes on when its preview is
   * closed; a check has nobody to tell then.
   */
  async follow(start: Start, isImport: boolean): Promise<void> {
    while (this.isRunning()) {
      if (!this.#hasEnded) return;
      await this.#following;
    }
    this.#following = this.#follow(start, isImport);
    await this.#following;
  }

  async #follow(start: Start, isImport: boolean): Promise<void> {
    this.#hasEnded = false;
    this.#isImport = isImport;
    this.#of = NOTHING;
    this.#rows = undefined;
    const controller = new AbortController();
    this.#controller = controller;
    try {
      for await (const state of start(controller.signal, (of) => (this.#of = of))) this.#take(state);
    } catch (error) {
      this.#take({ kind: 'failed', failure: failureOf(error) });
    } finally {
      this.#controller = undefined;
      if (this.#state.kind === 'running') this.#state = { kind: 'none' };
      this.#onChange();
    }
  }

  /** Which rows have come to their end, while the file is the one that the run is about. */
  rowsDone(textVersion: number | undefined): RowsDone | undefined {
    return this.isRunning() && this.#of.textVersion === textVersion ? this.#rows : undefined;
  }

  /** Asks a run to end. */
  cancel(): void {
    if (this.#state.kind !== 'running') return;
    this.#state = { ...this.#state, isCancelled: true };
    this.#controller?.abort();
    this.#onChange();
  }

  /** Says no more how the last run ended. */
  forget(): void {
    if (this.isRunning()) return;
    this.#state = { kind: 'none' };
    this.#onChange();
  }

  dispose(): void {
    if (!this.#isImport) this.#controller?.abort();
  }

  #take(state: CheckState | ImportState): void {
    const of = this.#of;
    const isImport = this.#isImport;
    if (state.kind === 'writing') this.#rows = state.rows;
    switch (state.kind) {
      case 'agrees':
        this.#state = { kind: 'agreed', of, rows: state.rows };
        break;
      case 'disagrees':
        this.#state = { kind: 'disagreed', of, differences: state.differences };
        break;
      case 'busy':
      case 'failed':
      case 'stale':
      case 'done':
        this.#state = { kind: 'ended', state, isImport, of };
        break;
      case 'reading':
      case 'backingUp':
      case 'checking':
      case 'writing':
      case 'comparing':
        this.#state = {
          kind: 'running',
          state,
          isImport,
          isCancelled: this.#controller?.signal.aborted === true,
        };
        break;
    }
    this.#hasEnded = this.#state.kind !== 'running';
    this.#onChange();
  }
}
