import { QUOTED } from '../scan/charKinds.ts';
import { USERNAME, UUID } from '../header/column.ts';
import type { FindingData } from '../findings/finding.ts';
import type { Row } from '../check/row.ts';
import type { SnapshotUser } from '../snapshot/rosterSnapshot.ts';

/**
 * What is to be known of a row without a database ID whose user name is taken: by whom, and where the ID of that user would go, counted
 * from the cell of the user name (`idAt`).
 */
export function takenBy(row: Row, holder: SnapshotUser): FindingData {
  const quote = (row.kindsOf(USERNAME) & QUOTED) === 0 ? 0 : 1;
  return {
    value: row.value(USERNAME),
    stored: holder.username,
    id: holder.id,
    idAt: (row.starts[UUID] ?? 0) - (row.starts[USERNAME] ?? 0) + quote,
  };
}
