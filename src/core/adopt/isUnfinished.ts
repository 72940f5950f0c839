/** The endings that browsers give to downloads under way. */
const ENDINGS = /\.(crdownload|part|partial|download|opdownload|tmp|!ut)$/i;

/** Whether a name is that of a download under way. */
export function isUnfinished(name: string): boolean {
  return ENDINGS.test(name);
}

/** The names under which a browser may still be writing the file `name`, which stands empty beside it. */
export function unfinishedNames(name: string): readonly string[] {
  return [`${name}.part`, `${name}.crdownload`, `${name}.download`, `${name}.partial`];
}
