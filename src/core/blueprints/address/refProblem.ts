import type { AddressProblem } from '../../platform/repositoryProblem.ts';
import { hasControlCharacter } from './hasControlCharacter.ts';

/**
 * Says why a text cannot be the name of a branch, tag or commit, by the rules of `git check-ref-format` and one more: nothing that
 * begins with a hyphen. An empty text is fine: the repository's default branch.
 */
export function refProblem(ref: string): AddressProblem | undefined {
  if (ref === '') return undefined;
  if (hasControlCharacter(ref)) return { is: 'control' };
  if (ref.startsWith('-')) return { is: 'option' };
  const invalid =
    /[ ~^:?*[\\]|\.\.|@\{|\/\/|\.$|^@$/.test(ref) ||
    ref.split('/').some((part) => part === '' || part.startsWith('.') || part.endsWith('.lock'));
  return invalid ? { is: 'notARef' } : undefined;
}
