import type { AddressProblem } from '../../platform/repositoryProblem.ts';
import { hasControlCharacter } from './hasControlCharacter.ts';
import { readPageAddress } from './readPageAddress.ts';
import type { RepositoryAddress } from './repositoryAddress.ts';

export type AddressReading =
  | { readonly ok: true; readonly address: RepositoryAddress }
  | { readonly ok: false; readonly problem: AddressProblem };

/** `host:path` and `user@host:path` are SSH to git; so is a host name that ends in a colon. A drive letter is not. */
const SCP_LIKE = /^(?:[^/@\s]+@)?[^/:@\s]{2,}:(?!\/\/)/;

/**
 * Reads the address of a repository as a person typed or pasted it. Only `https:` is taken, because everything else either is not
 * public or makes git run a program (Codio protocol, section 7: "HTTPS … SSH is not allowed … publicly accessible"). The address of
 * a page that GitHub, GitLab, Bitbucket, Gitea and the like show for a repository, a folder or a file becomes the clone URL.
 */
export function readRepositoryAddress(text: string): AddressReading {
  const problem = problemOf(text.trim());
  if (problem) return { ok: false, problem };
  const url = new URL(text.trim());
  const page = readPageAddress(url);
  if (page) return { ok: true, address: page };
  if (url.search !== '' || url.hash !== '') return { ok: false, problem: { is: 'extra' } };
  const path = url.pathname.replace(/\/+$/, '');
  if (path === '') return { ok: false, problem: { is: 'notAnAddress' } };
  return { ok: true, address: { url: url.origin + path, derived: false, readings: [] } };
}

function problemOf(text: string): AddressProblem | undefined {
  if (text === '') return { is: 'empty' };
  if (hasControlCharacter(text)) return { is: 'control' };
  if (text.startsWith('-')) return { is: 'option' };
  if (/^(?:[\\/.~]|[a-z]:[\\/])/i.test(text)) return { is: 'local' };
  // A remote helper: `ext::sh -c …` runs a program.
  const helper = /^([a-z\d+.-]+)::/i.exec(text)?.[1];
  if (helper !== undefined) return { is: 'transport', transport: helper.toLowerCase() };
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    if (/^file:/i.test(text)) return { is: 'local' };
    return SCP_LIKE.test(text) && !/^https?:/i.test(text) ? { is: 'ssh' } : { is: 'notAnAddress' };
  }
  if (scheme === 'file') return { is: 'local' };
  if (scheme === 'http') return { is: 'insecure' };
  if (scheme === 'ssh' || scheme.endsWith('+ssh') || scheme.startsWith('ssh+')) return { is: 'ssh' };
  if (scheme !== 'https') return { is: 'transport', transport: scheme };
  if (/[\s\\]/.test(text) || !URL.canParse(text)) return { is: 'notAnAddress' };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || /^https:\/\/[^/?#]*@/i.test(text))
    return { is: 'credentials' };
  if (url.hostname.startsWith('-')) return { is: 'option' };
  return /%(?:[01][\da-f]|7f)/i.test(text) ? { is: 'control' } : undefined;
}
