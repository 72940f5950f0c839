/** Above this many hashes one pass over all records is faster than a search for each. */
const FEW = 8;

/** The indexes at which one of some hashes stands; those of one hash in their order. */
export function recordsWith(held: Int32Array, hashes: ReadonlySet<number>): readonly number[] {
  const records: number[] = [];
  if (hashes.size <= FEW) {
    for (const hash of hashes) {
      for (let record = held.indexOf(hash); record >= 0; record = held.indexOf(hash, record + 1))
        records.push(record);
    }
    return records;
  }
  for (let record = 0; record < held.length; record++)
    if (hashes.has(held[record] ?? 0)) records.push(record);
  return records;
}
