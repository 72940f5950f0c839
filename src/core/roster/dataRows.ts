import { Row } from './check/row.ts';
import { Roster } from './roster.ts';

/** A data record under the cursor, its number as the server counts, and what to add to its offsets for those of the text. */
export type DataRow = { readonly row: Row; readonly number: number; readonly at: number };

/** The data records of a users file, one after the other, under one cursor; blank lines are none. */
export function* dataRows(text: string): Generator<DataRow> {
  const { blocks, header, bomLength } = new Roster(text).parts;
  const row = new Row(header.places);
  let blockStart = bomLength;
  let number = 0;
  for (const [index, { scan }] of blocks.entries()) {
    for (let record = index === 0 ? 1 : 0; record < scan.records; record++) {
      row.load(scan, record);
      if (row.cells === 0) continue;
      number += 1;
      yield { row, number, at: blockStart - row.base };
    }
    blockStart += scan.length;
  }
}
