import * as v from 'valibot';
import type { CourseBlueprints } from '../platform/courseBlueprints.ts';
import { fail } from '../platform/failure.ts';
import type { Http } from '../platform/http.ts';
import type { Ref } from '../platform/place.ts';
import { readFileAddress } from './fileAddress.ts';
import { parseReply } from './parseReply.ts';
import { replyFailure } from './replyFailure.ts';
import { wireList, wireText } from './wireFields.ts';

const wireBlueprints = v.object({ blueprints: wireList(v.object({ name: wireText })) });
const wireAdded = v.object({ added: v.number() });

/**
 * The blueprints of the sample campus, by routes of its own (docs/campus.md). Codio's API has nothing of the kind (Codio protocol,
 * section 7), so this is for no other server.
 *
 * @param origin of the campus, without a trailing slash
 */
export function campusBlueprints(http: Http, origin: string): CourseBlueprints {
  const ask = async (
    method: 'GET' | 'POST',
    course: Ref,
    rest: string,
    signal: AbortSignal,
    body?: Uint8Array,
  ): Promise<string> => {
    const { status, text } = await http.send(
      {
        method,
        url: `${origin}/__sandbox/courses/${encodeURIComponent(course.id)}/blueprints${rest}`,
        headers: { 'X-Sandbox': '1', ...(body && { 'Content-Type': 'application/json' }) },
        ...(body && { body }),
      },
      signal,
    );
    return status === 200 ? text : fail(replyFailure(status, text, 'place'));
  };
  return {
    async names(course, signal) {
      const { blueprints } = parseReply(wireBlueprints, await ask('GET', course, '', signal));
      return blueprints.map(({ name = '' }) => name);
    },
    async add(course, file, signal) {
      return parseReply(wireAdded, await ask('POST', course, '', signal, file)).added;
    },
    async file(course, signal) {
      return readFileAddress(await ask('POST', course, '/export', signal), origin);
    },
  };
}
