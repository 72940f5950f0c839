import type { Block, BlockFacts } from './block.ts';
import { HashCounts } from './hashCounts.ts';
import { HashSearch } from './hashSearch.ts';

type Member = { readonly facts: BlockFacts; readonly block: Block; readonly record: number };

/** Which value of a record is looked at, and where it is marked as repeated. */
export type RepeatedValue = {
  readonly hashes: (facts: BlockFacts) => Int32Array;
  readonly marks: (facts: BlockFacts) => Uint8Array;
  /** The value itself; two are the same if these are. */
  readonly keyOf: (block: Block, record: number) => string;
};

/**
 * Marks every record whose value an earlier **accepted** record has; one that is rejected reserves nothing (Kolibri protocol,
 * section 6.4). A count of hashes tells what can repeat at all, so that an edit looks only at the values it touches.
 */
export class Repeats {
  #counts = new HashCounts();
  readonly #value: RepeatedValue;

  constructor(value: RepeatedValue) {
    this.#value = value;
  }

  /** Forgets everything, and makes room for so many records. */
  clear(records: number): void {
    this.#counts = new HashCounts(records);
  }

  add(facts: BlockFacts, by: 1 | -1): void {
    this.#counts.addAll(this.#value.hashes(facts), by);
  }

  /** Marks everything, once all blocks are counted: a block in each step. */
  *settling(blocks: readonly Block[]): Generator<undefined, void> {
    const search = new HashSearch(this.#counts.several());
    const taken = new Set<string>();
    for (const block of blocks) {
      const { facts } = block;
      if (facts === undefined) continue;
      const marks = this.#value.marks(facts).fill(0);
      if (search.isEmpty) continue;
      // In the order of the file.
      for (const record of [...search.in(this.#value.hashes(facts))].sort((a, b) => a - b)) {
        const key = this.#value.keyOf(block, record);
        if (taken.has(key)) marks[record] = 1;
        else if (facts.clean[record] === 1) taken.add(key);
      }
      yield;
    }
  }

  /** Takes account of blocks `before` having become `after`, both counted already; `blocks` are all there are now. */
  settle(before: readonly BlockFacts[], after: readonly BlockFacts[], blocks: readonly Block[]): void {
    const old = new Sequence(before, this.#value);
    const fresh = new Sequence(after, this.#value);
    const shorter = Math.min(old.length, fresh.length);
    let head = 0;
    while (head < shorter && old.same(head, fresh, head)) {
      fresh.mark(head, old.marked(head));
      head++;
    }
    let tail = 0;
    while (tail < shorter - head && old.same(old.length - 1 - tail, fresh, fresh.length - 1 - tail)) {
      fresh.mark(fresh.length - 1 - tail, old.marked(old.length - 1 - tail));
      tail++;
    }
    const touched = new Set<number>();
    for (let i = head; i < old.length - tail; i++) touched.add(old.hash(i));
    for (let i = head; i < fresh.length - tail; i++) {
      if (this.#counts.count(fresh.hash(i)) > 1) touched.add(fresh.hash(i));
    }
    touched.delete(0);
    for (const hash of touched) if (this.#counts.count(hash) === 0) touched.delete(hash);
    for (const members of this.#membersOf(touched, blocks)) this.#mark(members);
  }

  #membersOf(hashes: ReadonlySet<number>, blocks: readonly Block[]): Iterable<Member[]> {
    const found = new Map<number, Member[]>(Array.from(hashes, (hash) => [hash, []]));
    if (found.size === 0) return [];
    const search = new HashSearch(hashes);
    for (const block of blocks) {
      const { facts } = block;
      if (facts === undefined) continue;
      const held = this.#value.hashes(facts);
      for (const record of search.in(held)) found.get(held[record] ?? 0)?.push({ facts, block, record });
    }
    return found.values();
  }

  /** `members` have one hash and stand in the order of the file. */
  #mark(members: readonly Member[]): void {
    const taken = new Set<string>();
    for (const { facts, block, record } of members) {
      const key = members.length === 1 ? '' : this.#value.keyOf(block, record);
      const repeats = taken.has(key);
      this.#value.marks(facts)[record] = repeats ? 1 : 0;
      if (!repeats && facts.clean[record] === 1) taken.add(key);
    }
  }
}

/** The records of some blocks as one sequence. */
class Sequence {
  readonly length: number;
  readonly #facts: BlockFacts[] = [];
  readonly #records: number[] = [];
  readonly #value: RepeatedValue;

  constructor(blocks: readonly BlockFacts[], value: RepeatedValue) {
    this.#value = value;
    for (const facts of blocks) {
      for (let record = 0; record < facts.clean.length; record++) {
        this.#facts.push(facts);
        this.#records.push(record);
      }
    }
    this.length = this.#records.length;
  }

  hash(at: number): number {
    const facts = this.#facts[at];
    return facts === undefined ? 0 : (this.#value.hashes(facts)[this.#records[at] ?? 0] ?? 0);
  }

  same(at: number, other: Sequence, otherAt: number): boolean {
    return this.hash(at) === other.hash(otherAt) && this.#clean(at) === other.#clean(otherAt);
  }

  marked(at: number): number {
    const facts = this.#facts[at];
    return facts === undefined ? 0 : (this.#value.marks(facts)[this.#records[at] ?? 0] ?? 0);
  }

  mark(at: number, mark: number): void {
    const facts = this.#facts[at];
    if (facts !== undefined) this.#value.marks(facts)[this.#records[at] ?? 0] = mark;
  }

  #clean(at: number): number {
    return this.#facts[at]?.clean[this.#records[at] ?? 0] ?? 0;
  }
}
