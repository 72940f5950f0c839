/** For whoever measures: when the first rows of a plan were painted, and when it was made. */
export function markFirstRows(plannedAt: number): void {
  requestAnimationFrame(() =>
    setTimeout(() =>
      performance.mark('lectern-first-rows', { detail: { plannedAt, paintedAt: Date.now() } }),
    ),
  );
}
