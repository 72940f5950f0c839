import { failureOf } from '../../core/platform/failure.ts';
import type { CheckState, ImportState } from '../../core/roster/run/importRun.ts';
import type { RunState } from './runState.ts';

/** The version of the plan that a run is about, and that of the document. */
type RunOf = { readonly version: number; readonly textVersion: number };

/** A check or an import that a preview follows: at most one at a time. */
export class PreviewRun {
  readonly #onChange: () => void;
  #state: RunState = { kind: 'none' };
  #controller: AbortController | undefined;
  #isImport = false;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get state(): RunState {
    return this.#state;
  }

  isRunning(): boolean {
    return this.#controller !== undefined;
  }

  /**
   * Follows a run to its end. An import goes on when its preview is closed; a check has
   * nobody to tell then.
   */
  async follow(
    start: (signal: AbortSignal) => AsyncIterable<CheckState | ImportState>,
    { version, textVersion, isImport }: RunOf & { readonly isImport: boolean },
  ): Promise<void> {
    this.#isImport = isImport;
    const controller = new AbortController();
    this.#controller = controller;
    try {
      for await (const state of start(controller.signal)) this.#take(state, { version, textVersion });
    } catch (error) {
      this.#take({ kind: 'failed', failure: failureOf(error) }, { version, textVersion });
    } finally {
      this.#controller = undefined;
      if (this.#state.kind === 'running') this.#state = { kind: 'none' };
      this.#onChange();
    }
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

  #take(state: CheckState | ImportState, { version, textVersion }: RunOf): void {
    switch (state.kind) {
      case 'agrees':
        this.#state = { kind: 'agreed', version, rows: state.rows };
        break;
      case 'disagrees':
        this.#state = { kind: 'disagreed', version, rows: state.rows, differences: state.differences };
        break;
      case 'busy':
      case 'failed':
      case 'stale':
      case 'done':
        this.#state = { kind: 'ended', state, textVersion };
        break;
      case 'reading':
      case 'backingUp':
      case 'checking':
      case 'writing':
      case 'comparing':
        this.#state = { kind: 'running', state, isCancelled: this.#controller?.signal.aborted === true };
        break;
    }
    this.#onChange();
  }
}
