import { parseClassCell } from '../values/classCell.ts';

/** Which classes the accepted rows of a roster name, merged as the server merges them (section 6.4, "Class collection"). */
export class PredictedClasses {
  readonly #named = new Set<string>();

  /** The two class cells of one accepted row, the second one empty for a learner. */
  take(enrolled: string, assigned: string): void {
    for (const cell of [enrolled, assigned])
      for (const { name } of parseClassCell(cell).pieces) this.#named.add(name.toLowerCase());
  }

  /**
   * How many of them are new, and which of the classes there are they name. The job fails where one is on the server twice under
   * just the same name (section 6.6).
   */
  settle(stored: readonly string[]): {
    readonly names: { readonly created: number; readonly updated: ReadonlySet<string> };
    readonly crashes: boolean;
  } {
    const byLower = new Map(stored.map((name) => [name.toLowerCase(), name]));
    const updated = new Set([...this.#named].flatMap((lower) => byLower.get(lower) ?? []));
    return {
      names: { created: this.#named.size - updated.size, updated },
      crashes: [...updated].some((name) => stored.filter((other) => other === name).length > 1),
    };
  }
}
