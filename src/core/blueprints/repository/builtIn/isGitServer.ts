import type { Http } from '../../../platform/http.ts';
import { oneHeader } from '../../../platform/oneHeader.ts';
import { answerBody } from './answerBody.ts';
import { openGitAnswer } from './openGitAnswer.ts';

/** The content type of the list of refs (gitprotocol-http, "Smart Server Response"). */
const SMART = 'application/x-git-upload-pack-advertisement';

/** Where a repository lists its refs. */
export function refsAddress(url: string): string {
  return `${url}/info/refs?service=git-upload-pack`;
}

export function isSmart(contentType: string | undefined): boolean {
  return contentType?.startsWith(SMART) ?? false;
}

/** True for the list that `git update-server-info` writes, as a server of files shows it. */
export function isRefList(text: string): boolean {
  return /^[\da-f]{40}\trefs\//.test(text);
}

/**
 * True where a Git server, or a server of a repository's files, is behind an address. To git every web page is a repository without
 * refs, because a server of files looks just so.
 */
export async function isGitServer(
  http: Http,
  url: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { reply, url: at } = await openGitAnswer(
    http,
    { method: 'GET', url: refsAddress(url), timeoutMs },
    signal,
  );
  try {
    if (isSmart(oneHeader(reply.headers, 'content-type'))) return true;
    const { host } = new URL(at);
    for await (const chunk of answerBody(reply, { host, stallMs: timeoutMs, count: () => undefined }))
      return isRefList(chunk.toString('latin1', 0, 64));
    return true; // a list of nothing
  } finally {
    reply.body.destroy();
  }
}
