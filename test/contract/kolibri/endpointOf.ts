/** `/api/auth/facilityuser/:id/`: a path without its query, its ids and the names that stand for them. */
export function endpointOf(path: string): string {
  return path
    .replace(/\?.*$/, '')
    .replace(/\{\w+\}|\b[0-9a-f]{32}\b|\bkdp_sync_\w+|\bxyz\b|\bnosuchjob\b/g, ':id');
}
