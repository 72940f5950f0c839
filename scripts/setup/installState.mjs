/** None for a list that npm had no time to finish. */
function packagesOf(text) {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text).packages;
  } catch {
    return undefined;
  }
}

/**
 * Says whether node_modules holds what package-lock.json asks for, by comparing the two lists of versions. npm writes
 * its own list (node_modules/.package-lock.json) as the last step of an install, so one that broke off counts as missing.
 * Time stamps are no help: a clone and a checkout set them anew.
 *
 * @param {string} wantedText the text of package-lock.json
 * @param {string | undefined} presentText the text of node_modules/.package-lock.json, undefined when there is none
 * @returns {'installed' | 'missing' | 'outdated'}
 */
export function installState(wantedText, presentText) {
  const wanted = JSON.parse(wantedText).packages;
  const present = packagesOf(presentText);
  if (present === undefined) return 'missing';
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue; // the project itself
    const found = present[path];
    if (found === undefined) {
      // Optional packages are often for another platform.
      if (entry.optional === true || entry.peer === true) continue;
      return 'outdated';
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity) return 'outdated';
  }
  return 'installed';
}
