import type { AddressProblem } from '../../platform/repositoryProblem.ts';
import { hasControlCharacter } from './hasControlCharacter.ts';

export type PathReading =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problem: AddressProblem };

/**
 * Reads the path of a file in a repository, "the full file path (including name and extension)" (Codio protocol, section 7). Slashes
 * and `./` at its beginning are dropped.
 */
export function readRepositoryPath(text: string): PathReading {
  const typed = text.trim();
  const refuse = (problem: AddressProblem): PathReading => ({ ok: false, problem });
  if (typed === '') return refuse({ is: 'empty' });
  if (hasControlCharacter(typed)) return refuse({ is: 'control' });
  if (typed.startsWith('-')) return refuse({ is: 'option' });
  const path = typed
    .split('/')
    .filter((part, i, all) => part !== '.' && (part !== '' || i === all.length - 1))
    .join('/');
  if (path.split('/').some((part) => part === '..' || part.toLowerCase() === '.git'))
    return refuse({ is: 'outside' });
  return path === '' || path.endsWith('/') ? refuse({ is: 'folder' }) : { ok: true, path };
}
