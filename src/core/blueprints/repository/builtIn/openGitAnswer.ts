import { fail, FailureError } from '../../../platform/failure.ts';
import type { Http, HttpRequest, StreamReply } from '../../../platform/http.ts';
import { oneHeader } from '../../../platform/oneHeader.ts';
import { isSignInPage } from '../isSignInPage.ts';

const MOST_REDIRECTS = 5;

/** An answer, and the address that gave it. */
export type GitAnswer = { readonly reply: StreamReply; readonly url: string };

/** What Node and OpenSSL call a certificate that is not trusted. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/;

/**
 * Asks a Git server. A redirect is followed for a GET only, over HTTPS only and, as git does, only to the same file of another
 * repository. Fails as repository for every status but 200.
 */
export async function openGitAnswer(
  http: Http,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<GitAnswer> {
  let { url } = request;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const reply = await open(http, { ...request, url, maxRedirects: 0 }, signal);
    if (reply.status === 200) return { reply, url };
    reply.body.destroy();
    const location = oneHeader(reply.headers, 'location');
    if (request.method !== 'GET' || reply.status < 300 || reply.status > 399 || location === undefined)
      return failAs(reply.status);
    url = redirected(url, location);
  }
  return fail({ kind: 'repository', problem: { is: 'redirect', to: new URL(url).host } });
}

async function open(http: Http, request: HttpRequest, signal: AbortSignal): Promise<StreamReply> {
  try {
    return await http.open(request, signal);
  } catch (error) {
    if (
      error instanceof FailureError &&
      error.failure.kind === 'offline' &&
      CERTIFICATE.test(error.failure.code)
    )
      fail({ kind: 'repository', problem: { is: 'certificate' } }, error);
    throw error;
  }
}

function redirected(from: string, location: string): string {
  const refuse = (to: string): never => fail({ kind: 'repository', problem: { is: 'redirect', to } });
  if (!URL.canParse(location, from)) return refuse(new URL(from).host);
  const to = new URL(location, from);
  if (to.protocol !== 'https:')
    return fail({
      kind: 'repository',
      problem: { is: 'leavesHttps', scheme: to.protocol.replace(/:$/, '') },
    });
  const suffix = '/info/refs?service=git-upload-pack';
  if (to.href.endsWith(suffix) && to.username === '' && to.password === '') return to.href;
  // Elsewhere it is a page for people.
  return isSignInPage(to.href) ? failAs(401) : refuse(to.host);
}

function failAs(status: number): never {
  switch (status) {
    case 401:
    case 403:
      return fail({ kind: 'repository', problem: { is: 'private', status } });
    case 404:
    case 410:
      return fail({ kind: 'repository', problem: { is: 'missing' } });
    default:
      return fail({ kind: 'serverFault', status, detail: '' });
  }
}
