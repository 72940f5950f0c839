import type { AddressProblem } from '../../platform/repositoryProblem.ts';
import { hasControlCharacter } from './hasControlCharacter.ts';
import { pastedAddress } from './pastedAddress.ts';
import { readPageAddress } from './readPageAddress.ts';
import type { AddressReading } from './repositoryAddress.ts';

/** `host:path` and `user@host:path` are SSH to git; so is a host name that ends in a colon. */
const SCP_LIKE = /^(?:[^/@\s]+@)?(?:\[[^\]\s]*\]|[^/:@\s]{2,}):(?!\/\/)/;
/** Schemes that no host is called by, though git would take them for one. */
const NO_HOST =
  /^(?:about|blob|chrome|data|filesystem|ftps?|git|intent|javascript|magnet|mailto|resource|sms|svn|tel|urn|vbscript|view-source|vscode|vscode-insiders|wss?):/i;
/** What secrets are called in queries. */
const SECRET =
  /^(?:.*[_-])?(?:token|key|apikey|secret|pass|password|passwd|pwd|auth|authorization|jwt|sig|signature|credentials?)$/i;

/**
 * Reads the address of a repository as a person typed or pasted it. Only `https:` is taken, because everything else either is not
 * public or makes git run a program (Codio protocol, section 7: "HTTPS … SSH is not allowed … publicly accessible"). The address of
 * a page that GitHub, GitLab, Bitbucket, Gitea and the like show for a repository, a folder or a file becomes the clone URL.
 */
export function readRepositoryAddress(text: string): AddressReading {
  const refuse = (problem: AddressProblem): AddressReading => ({ ok: false, problem });
  const { text: meant, completed } = pastedAddress(text);
  const problem = problemOf(meant);
  if (problem) return refuse(problem);
  const url = new URL(meant);
  const queries = [url.searchParams, new URLSearchParams(url.hash.slice(1))];
  if (queries.some((query) => [...query.keys()].some((key) => SECRET.test(key))))
    return refuse({ is: 'token' });
  const path = url.pathname.replace(/\/+$/, '');
  if (path === '') return refuse({ is: 'notAnAddress' });
  const page = readPageAddress(url);
  if (page) return page;
  if (url.search !== '' || url.hash !== '') return refuse({ is: 'extra' });
  return { ok: true, address: { url: url.origin + path, derived: completed, readings: [] } };
}

function problemOf(text: string): AddressProblem | undefined {
  if (text === '') return { is: 'empty' };
  if (hasControlCharacter(text)) return { is: 'control' };
  if (text.startsWith('-')) return { is: 'option' };
  if (/^(?:[\\/.~]|[a-z]:)/i.test(text)) return { is: 'local' };
  // A remote helper: `ext::sh -c …` runs a program.
  const helper = /^([a-z\d+.-]+)::/i.exec(text)?.[1];
  if (helper?.toLowerCase() === 'https') return { is: 'notAnAddress' };
  if (helper !== undefined) return { is: 'transport', transport: helper.toLowerCase() };
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return withoutScheme(text);
  if (scheme === 'file') return { is: 'local' };
  if (scheme === 'http') return { is: 'insecure' };
  if (scheme === 'ssh' || scheme.endsWith('+ssh') || scheme.startsWith('ssh+')) return { is: 'ssh' };
  if (scheme !== 'https') return { is: 'transport', transport: scheme };
  if (/[\s\\]/.test(text) || /^https:\/\/(?:\/|$)/i.test(text) || !URL.canParse(text))
    return { is: 'notAnAddress' };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || /^https:\/\/[^/?#]*@/i.test(text))
    return { is: 'credentials' };
  if (url.hostname.startsWith('-')) return { is: 'option' };
  return /%(?:[01][\da-f]|7f)/i.test(text) ? { is: 'control' } : undefined;
}

function withoutScheme(text: string): AddressProblem {
  if (/^file:/i.test(text)) return { is: 'local' };
  if (/^http:/i.test(text)) return { is: 'insecure' };
  const transport = NO_HOST.exec(text)?.[0].slice(0, -1).toLowerCase();
  if (transport !== undefined) return { is: 'transport', transport };
  // `https:/…` lacks a slash; `host:8443/…` lacks its beginning.
  if (/^https:/i.test(text) || /^[^/:@\s]+:\d+(?:\/|$)/.test(text)) return { is: 'notAnAddress' };
  return SCP_LIKE.test(text) ? { is: 'ssh' } : { is: 'notAnAddress' };
}
