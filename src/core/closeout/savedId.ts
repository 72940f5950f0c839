/**
 * What a saved export of a run is known by where single exports have the ids of their jobs: the run, and the place of the export among all
 * of the run. It is in the address of what is in its archive, so it has no capital letters.
 */
export function savedId(runId: string, position: number): string {
  return `${runId}.${position}`;
}
