import type { FindingCode } from '../../../core/roster/findings/findingCode.ts';

/** What every new file begins with, and what a template is: worth knowing for an import, nothing to underline. */
const UNMARKED: ReadonlySet<FindingCode> = new Set(['no-users']);

/** True if the editor underlines a finding of this kind, and can go to it. */
export function isMarked({ code }: { readonly code: FindingCode }): boolean {
  return !UNMARKED.has(code);
}
