import { failureOf } from '../../core/platform/failure.ts';
import type { QuietStudent } from '../../core/platform/platformClient.ts';
import { inactiveBefore } from '../../core/platform/retention.ts';
import type { Clients } from '../connections/clients.ts';
import type { CourseNode, PlaceNode } from './courseNode.ts';

type Quiet = ReadonlyMap<string, QuietStudent>;

/**
 * Who of a course's students has been inactive for long. Asked for once a course, after its students are shown, and only of a course
 * that has run for that long; the rows do not wait for it.
 */
export class QuietRows {
  readonly #clients: Clients;
  readonly #log: (line: string) => void;
  /** Both by the id of the row "Students". */
  readonly #known = new Map<string, Quiet>();
  readonly #abort = new Map<string, AbortController>();

  constructor(clients: Clients, log: (line: string) => void) {
    this.#clients = clients;
    this.#log = log;
  }

  /** What is known of the student of a row. */
  of(node: CourseNode): QuietStudent | undefined {
    if (node.type !== 'place' || node.place.kind !== 'student') return undefined;
    return this.#known.get(node.parent.id)?.get(node.place.id);
  }

  /** Asks about the students below a row. Resolves to true when there is something to show. Never fails. */
  async ask(node: PlaceNode): Promise<boolean> {
    if (node.place.kind !== 'students' || this.#abort.has(node.id) || !mayHaveAny(node)) return false;
    const abort = new AbortController();
    this.#abort.set(node.id, abort);
    try {
      const client = await this.#clients.client(node.connection.id);
      const quiet = await client.quietStudents?.(node.place.course, abort.signal);
      if (abort.signal.aborted || !quiet || quiet.length === 0) return false;
      this.#known.set(node.id, new Map(quiet.map((one) => [one.student.id, one])));
      return true;
    } catch (error) {
      if (!abort.signal.aborted) this.#log(`inactive students cannot be told (${failureOf(error).kind})`);
      return false;
    }
  }

  /** Forgets what is below a row, or everything. */
  forget(below?: CourseNode): void {
    for (const [id, abort] of this.#abort) {
      if (below && id !== below.id && !id.startsWith(`${below.id}/`)) continue;
      abort.abort();
      this.#abort.delete(id);
      this.#known.delete(id);
    }
  }
}

/** The course's row says when it began: a new one is not asked about. */
function mayHaveAny({ parent }: PlaceNode): boolean {
  const starts = parent.type === 'place' && parent.place.kind === 'course' ? parent.place.starts : undefined;
  return starts !== undefined && new Date(starts) < inactiveBefore(new Date());
}
