import * as vscode from 'vscode';
import { fail, type Failure, failureOf } from '../../../core/platform/failure.ts';
import type { RosterSnapshot } from '../../../core/roster/snapshot/rosterSnapshot.ts';
import type { Clients } from '../../connections/clients.ts';
import type { RosterFacility } from './rosterMemory.ts';

/** A reading that failed; `at` in milliseconds since 1970. */
export type FailedReading = { readonly at: number; readonly failure: Failure };

/** The users and classes of facilities as they were last read. Read when a roster asks for them, and again when a person does. */
export class Snapshots implements vscode.Disposable {
  readonly #clients: Clients;
  readonly #taken = new Map<string, RosterSnapshot>();
  readonly #failed = new Map<string, FailedReading>();
  readonly #underWay = new Map<string, Promise<RosterSnapshot>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(clients: Clients) {
    this.#clients = clients;
  }

  /** The last one, however old. */
  of(facility: RosterFacility): RosterSnapshot | undefined {
    return this.#taken.get(keyOf(facility));
  }

  /** How the last reading failed, if it did. */
  failureOf(facility: RosterFacility): FailedReading | undefined {
    return this.#failed.get(keyOf(facility));
  }

  isUnderWay(facility: RosterFacility): boolean {
    return this.#underWay.has(keyOf(facility));
  }

  /** Reads it anew; those who ask meanwhile share one reading. Fails as the client does. */
  async take(facility: RosterFacility, signal: AbortSignal): Promise<RosterSnapshot> {
    const key = keyOf(facility);
    const reading = this.#underWay.get(key) ?? this.#read(facility, signal);
    this.#underWay.set(key, reading);
    this.#changed.fire();
    try {
      const snapshot = await reading;
      this.#taken.set(key, snapshot);
      this.#failed.delete(key);
      return snapshot;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'cancelled') this.#failed.set(key, { at: Date.now(), failure });
      throw error;
    } finally {
      this.#underWay.delete(key);
      this.#changed.fire();
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #read({ connectionId, id, name }: RosterFacility, signal: AbortSignal): Promise<RosterSnapshot> {
    const client = await this.#clients.client(connectionId);
    if (client.rosterSnapshot === undefined) fail({ kind: 'badInput', detail: client.platform });
    return client.rosterSnapshot({ id, name }, signal);
  }
}

function keyOf({ connectionId, id }: RosterFacility): string {
  return `${connectionId}/${id}`;
}
