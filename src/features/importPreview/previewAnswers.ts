import { classTotals, type ClassTotals } from '../../core/roster/plan/classTotals.ts';
import type { Answer, Item, Query } from '../../../webview-ui/import-preview/protocol.ts';
import { inSlices } from './inSlices.ts';
import type { Planned } from './plannedFile.ts';
import type { RowsDone } from '../../core/roster/run/outcome/rowsDone.ts';
import { classItem, removalItem, rowItem } from './previewItems.ts';
import { tileFilter, tileHasClass } from './previewTiles.ts';

type Find = { readonly id: number; readonly list: Query['list']; readonly places: Int32Array };

/** Answers what the preview asks of the newest plan: which rows pass a filter, and windows of them. */
export class PreviewAnswers {
  readonly #lineOf: (offset: number) => number;
  readonly #rowsDone: () => RowsDone | undefined;
  #planned: Planned | undefined;
  #totals: readonly ClassTotals[] | undefined;
  #found: Find | undefined;
  /** The find that is under way. */
  #asked = 0;

  /**
   * @param lineOf the line, from 1, of an offset in the text that the plan was made of
   * @param rowsDone which rows the import that is under way has come to the end of
   */
  constructor(lineOf: (offset: number) => number, rowsDone: () => RowsDone | undefined) {
    this.#lineOf = lineOf;
    this.#rowsDone = rowsDone;
  }

  /** From now on it is this plan: what was found in another one is overtaken. */
  take(planned: Planned | undefined): void {
    if (planned === this.#planned) return;
    this.#planned = planned;
    this.#totals = undefined;
    this.#found = undefined;
    this.#asked = 0;
  }

  /** Nobody waits for the find any more. */
  cancel(id: number): void {
    if (this.#asked === id) this.#asked = 0;
  }

  async find(id: number, query: Query, near: number | undefined): Promise<Answer> {
    const planned = this.#planned;
    if (planned === undefined) return { kind: 'overtaken' };
    this.#asked = id;
    const places =
      query.list === 'rows'
        ? await inSlices(planned.table.find(tileFilter(query)), () => this.#asked === id)
        : namesHolding(planned, query);
    if (this.#asked !== id) return { kind: this.#asked === 0 ? 'cancelled' : 'overtaken' };
    if (places === undefined || this.#planned !== planned) return { kind: 'overtaken' };
    this.#found = { id, list: query.list, places };
    const at = near === undefined || query.list !== 'rows' ? -1 : placeOf(places, near);
    return { kind: 'found', total: places.length, ...(at >= 0 && { at }) };
  }

  window(find: number, first: number, count: number): Answer {
    const planned = this.#planned;
    const found = this.#found;
    if (planned === undefined || found?.id !== find) return { kind: 'overtaken' };
    const places = found.places.subarray(first, first + count);
    const items = [...places].map((place) => this.#item(planned, found.list, place));
    return { kind: 'window', first, items: items.filter((item) => item !== undefined) };
  }

  #item(planned: Planned, list: Query['list'], place: number): Item | undefined {
    const { table, findings } = planned;
    if (list === 'rows') {
      const row = table.rowAt(place);
      const mark = this.#rowsDone()?.markOf(place);
      return row && rowItem(row, this.#lineOf, findings.get(place) ?? [], mark);
    }
    if (list === 'removals') {
      const removal = table.plan.removals[place];
      return removal && removalItem(removal);
    }
    this.#totals ??= classTotals(table.plan, planned.snapshot);
    const one = table.plan.classes[place];
    const totals = this.#totals[place];
    return one && totals && classItem(place, one, totals);
  }
}

/** Classes, of a tile if one is chosen, or users to remove, by what their names hold. */
function namesHolding({ table }: Planned, { list, tile, text }: Query): Int32Array {
  const { classes, removals } = table.plan;
  const wanted = text.trim().toLowerCase();
  const has = tileHasClass(table.plan, tile);
  const names =
    list === 'classes'
      ? classes.map((planned) => (has(planned) ? planned.name : undefined))
      : removals.map(({ username, fullName }) => `${username} ${fullName}`);
  return Int32Array.from(
    names.flatMap((name, index) => (name?.toLowerCase().includes(wanted) === true ? [index] : [])),
  );
}

/** Where a row is among rising row numbers; -1 if it is not. */
function placeOf(rows: Int32Array, row: number): number {
  let from = 0;
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle] ?? 0) < row) from = middle + 1;
    else to = middle;
  }
  return rows[from] === row ? from : -1;
}
