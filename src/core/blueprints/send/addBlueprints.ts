import type { CourseBlueprints } from '../../platform/courseBlueprints.ts';
import { failureOf, type Failure } from '../../platform/failure.ts';
import type { Ref } from '../../platform/place.ts';
import type { BlueprintsFile } from '../file/blueprintsFile.ts';
import { comparableName } from '../file/comparableName.ts';
import { selectBlueprints } from '../file/selectBlueprints.ts';

/** What is to be sent, and what is known of earlier attempts to do so. */
export type Sending = {
  readonly course: Ref;
  /** Has no error among its findings. */
  readonly file: BlueprintsFile;
  /** The `index` of each blueprint that is to be in the course. */
  readonly chosen: ReadonlySet<number>;
  /** The names of the course's blueprints before the first attempt; absent for the first one. */
  readonly before?: readonly string[];
};

/** What came of it. `sending` is what to go on with where there is a failure. */
export type AddOutcome = {
  /** Those of `chosen` that are in the course, by this attempt or an earlier one, as far as the server says. */
  readonly added: ReadonlySet<number>;
  readonly sending: Sending;
  readonly failure?: Failure;
};

/** After a cancelled attempt, so long may the question take what of it has arrived. */
const LOOK_MS = 10_000;

/**
 * Sends those of `chosen` that are not in the course yet. An answer that was lost, and a server that took a part only, say nothing of what
 * arrived; the course's names do: what has come to them since `before` is not sent again. Never throws.
 */
export async function addBlueprints(
  port: CourseBlueprints,
  sending: Sending,
  signal: AbortSignal,
): Promise<AddOutcome> {
  const { course, file, chosen } = sending;
  let known: Sending = sending;
  let added: ReadonlySet<number> = new Set();
  const look = async (within: AbortSignal): Promise<void> => {
    const now = await port.names(course, within);
    known = { ...known, before: known.before ?? now };
    added = arrived(known, now);
  };
  const left = (): ReadonlySet<number> => new Set([...chosen].filter((index) => !added.has(index)));
  try {
    await look(signal);
    const rest = left();
    if (rest.size > 0) {
      const taken = await port.add(course, selectBlueprints(file, rest), signal);
      if (taken >= rest.size) return { added: chosen, sending: known };
      await look(signal);
    }
    return left().size === 0
      ? { added: chosen, sending: known }
      : { added, sending: known, failure: { kind: 'unexpectedAnswer', status: 200, at: 'added' } };
  } catch (error) {
    const failure = failureOf(error);
    // Where that cannot be told now, the next attempt asks before it sends.
    if (known.before !== undefined) await look(AbortSignal.timeout(LOOK_MS)).catch(() => undefined);
    return left().size === 0 ? { added, sending: known } : { added, sending: known, failure };
  }
}

/** Which of the chosen are in the course, by the names that came to it; of one name, the first in the file come first. */
function arrived({ file, chosen, before = [] }: Sending, now: readonly string[]): ReadonlySet<number> {
  const more = new Map<string, number>();
  const count = (names: readonly string[], by: number): void => {
    for (const name of names.map(comparableName)) more.set(name, (more.get(name) ?? 0) + by);
  };
  count(now, 1);
  count(before, -1);
  const found = new Set<number>();
  for (const { index, name = '' } of file.blueprints) {
    if (!chosen.has(index)) continue;
    const of = comparableName(name);
    const there = more.get(of) ?? 0;
    if (there <= 0) continue;
    more.set(of, there - 1);
    found.add(index);
  }
  return found;
}
