import type { Failure } from '../../../platform/failure.ts';
import type { RepositoryProblem } from '../../../platform/repositoryProblem.ts';
import { isSignInPage } from '../isSignInPage.ts';

/** What git said, read: a failure to tell the user, or one for which there is another way to ask. */
export type GitError =
  | { readonly is: 'failure'; readonly failure: Failure }
  /** The server has no objects but those its refs name, or none that git asked for. */
  | { readonly is: 'notServed' }
  /** Files only, no git behind them: no part of the history can be had. */
  | { readonly is: 'dumb' }
  | { readonly is: 'noSuchRef' };

const OFFLINE: readonly (readonly [RegExp, string])[] = [
  [/could not resolve (?:host|proxy)/i, 'ENOTFOUND'],
  [/connection refused|failed to connect|couldn't connect|could not connect/i, 'ECONNREFUSED'],
  [/connection timed out|timed out after/i, 'ETIMEDOUT'],
  [/network is unreachable|no route to host/i, 'ENETUNREACH'],
];

/** The server was there: it had begun to answer, or to be asked for a pack. */
const BROKE_OFF =
  /rpc failed|gnutls recv error|ssl_read|early eof|body are still expected|transfer closed|bytes missing|index-pack failed|invalid index-pack output|hung up unexpectedly|unexpected disconnect/i;

/** Reads git's messages, in English because of `LC_ALL`. */
export function readGitError(error: unknown, url: string, stallMs: number): GitError {
  const raw = error instanceof Error ? error.message : String(error);
  // The words of an address are not git's.
  const text = raw.replaceAll(url, '').replaceAll(new URL(url).host, '');
  const failure = (one: Failure): GitError => ({ is: 'failure', failure: one });
  const says = (pattern: RegExp): boolean => pattern.test(text);
  if (says(/dumb http transport/i)) return { is: 'dumb' };
  if (says(/not our ref|unadvertised object/i)) return { is: 'notServed' };
  if (says(/couldn't find remote ref/i)) return { is: 'noSuchRef' };
  if (says(/operation too slow|less than 1 bytes\/sec/i))
    return failure({ kind: 'timedOut', afterMs: stallMs });
  const elsewhere =
    /redirect:\s+(\S+)/i.exec(raw)?.[1] ??
    /transport '([\w+.-]+)' not allowed/i.exec(text)?.[1] ??
    /protocol "?([\w+.-]+)"?,? (?:is )?(?:not supported|disabled)/i.exec(text)?.[1];
  if (elsewhere !== undefined && isSignInPage(elsewhere))
    return failure({ kind: 'repository', problem: { is: 'private', status: 401 } });
  if (elsewhere !== undefined) return failure({ kind: 'repository', problem: redirection(elsewhere) });
  if (says(/could not read (?:username|password)|authentication failed|returned error: 401/i))
    return failure({ kind: 'repository', problem: { is: 'private', status: 401 } });
  if (says(/returned error: 403/i))
    return failure({ kind: 'repository', problem: { is: 'private', status: 403 } });
  if (says(/repository '.*' not found|returned error: (?:404|410)/i))
    return failure({ kind: 'repository', problem: { is: 'missing' } });
  if (says(/ssl certificate|certificate verif|server certificate|self.signed/i))
    return failure({ kind: 'repository', problem: { is: 'certificate' } });
  if (says(/mismatched algorithms|unsupported object format|unknown hash algorithm/i))
    return failure({ kind: 'repository', problem: { is: 'unsupported' } });
  if (says(/is this a git repository|invalid server response|bad line length|protocol error|not valid: /i))
    return failure({ kind: 'repository', problem: { is: 'notARepository' } });
  if (says(/no space left on device|disk quota exceeded/i))
    return failure({ kind: 'disk', problem: 'full', path: '' });
  const { host } = new URL(url);
  const offline = OFFLINE.find(([pattern]) => says(pattern));
  if (offline) return failure({ kind: 'offline', host, code: offline[1] });
  const status = /returned error: (\d{3})/.exec(text)?.[1];
  if (status !== undefined) return failure({ kind: 'serverFault', status: Number(status), detail: '' });
  if (says(BROKE_OFF)) return failure({ kind: 'repository', problem: { is: 'brokeOff', host } });
  if (says(/reset by peer|recv failure|send failure|empty reply|ssl_connect|gnutls_handshake/i))
    return failure({ kind: 'offline', host, code: 'ECONNRESET' });
  return failure({ kind: 'repository', problem: { is: 'gitFailed', detail: lastLine(text) } });
}

/** @param target an address, or the scheme of one */
function redirection(target: string): RepositoryProblem {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  return url?.protocol === 'https:'
    ? { is: 'redirect', to: url.host }
    : { is: 'leavesHttps', scheme: (url?.protocol ?? target).replace(/:.*$/, '') };
}

function lastLine(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^(?:fatal|error): /, '').trim());
  return (lines.findLast((line) => line !== '') ?? '').slice(0, 200);
}
