/** `2026-11-22T01:47:01.265000Z`: how the API writes times. */
export function isoZ(ms: number): string {
  return new Date(ms).toISOString().replace(/(\.\d{3})Z$/, '$1000Z');
}

/** `2026-11-22T01:47:01.650000+00:00`: how Python writes them elsewhere. */
export function isoOffset(ms: number): string {
  return isoZ(ms).replace('Z', '+00:00');
}
