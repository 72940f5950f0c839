/** True for the whole name of a commit (SHA-1). */
export function isCommitName(ref: string): boolean {
  return /^[\da-f]{40}$/i.test(ref);
}

/** True for what reads like the beginning of a commit's name, as web pages show it. No server finds a commit by that. */
export function looksLikeShortCommit(ref: string): boolean {
  return /^[\da-f]{7,39}$/i.test(ref);
}
