/** Where the active cell is, and how far it may go. `page` is how many rows are in sight. */
export type GridPlace = {
  readonly place: number;
  readonly column: number;
  readonly page: number;
  readonly lastPlace: number;
  readonly lastColumn: number;
};

/** Where a key of the ARIA grid pattern leads from a cell, as row and column, both perhaps beyond the edge; undefined for any other key. */
export function gridStep(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  { place, column, page, lastPlace, lastColumn }: GridPlace,
): readonly [number, number] | undefined {
  if (altKey) return undefined;
  const isJump = ctrlKey || metaKey;
  switch (key) {
    case 'ArrowDown':
      return [place + 1, column];
    case 'ArrowUp':
      return [place - 1, column];
    case 'ArrowRight':
      return [place, column + 1];
    case 'ArrowLeft':
      return [place, column - 1];
    case 'PageDown':
      return [place + page, column];
    case 'PageUp':
      return [place - page, column];
    case 'Home':
      return [isJump ? 0 : place, 0];
    case 'End':
      return [isJump ? lastPlace : place, lastColumn];
    default:
      return undefined;
  }
}
