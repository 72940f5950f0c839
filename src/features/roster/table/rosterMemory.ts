import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { Ref } from '../../../core/platform/place.ts';

const KEY = 'lectern.rosters';
/** The files last spoken of are remembered; others are recognised by their header. */
const REMEMBERED = 200;

const Remembered = v.object({
  /** Set by hand. */
  isRoster: v.optional(v.boolean()),
  facility: v.optional(v.object({ connectionId: v.string(), id: v.string(), name: v.string() })),
});
type Remembered = v.InferOutput<typeof Remembered>;
const All = v.array(v.tuple([v.string(), Remembered]));

/** The facility that a roster is meant for. */
export type RosterFacility = Ref & { readonly connectionId: string };

/** What was said of a file by hand. */
export class RosterMemory {
  readonly #store: vscode.Memento;

  constructor(store: vscode.Memento) {
    this.#store = store;
  }

  of(uri: vscode.Uri): Remembered {
    return this.#all().get(uri.toString()) ?? {};
  }

  async set(uri: vscode.Uri, change: Remembered): Promise<void> {
    const all = this.#all();
    const next = { ...all.get(uri.toString()), ...change };
    all.delete(uri.toString());
    all.set(uri.toString(), next);
    await this.#store.update(KEY, [...all].slice(-REMEMBERED));
  }

  #all(): Map<string, Remembered> {
    const parsed = v.safeParse(All, this.#store.get<unknown>(KEY));
    return new Map(parsed.success ? parsed.output : []);
  }
}
