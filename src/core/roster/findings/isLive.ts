import type { Finding } from './finding.ts';
import { factsOf } from './findingCode.ts';

/** True for what rests on the users and classes of a server. */
export function isLive({ code, data }: Pick<Finding, 'code' | 'data'>): boolean {
  // A class name is compared with those of the file, too.
  return factsOf(code).live === true || data['exists'] === 1;
}
