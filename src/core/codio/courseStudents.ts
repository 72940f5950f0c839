import * as v from 'valibot';
import type { Ref, StudentPlace } from '../platform/place.ts';
import type { CodioApi } from './codioApi.ts';
import { parseReply } from './parseReply.ts';
import { wireId, wireReplyList, wireText } from './wireFields.ts';

const wireUser = v.object({ id: wireId, name: wireText, login: wireText, email: wireText });
const wireUsers = wireReplyList(wireUser);

/**
 * The students of a course, in the server's order. Anonymous students of an LMS have no e-mail (Codio protocol, section 4.1); one without
 * an id is known by e-mail or login, which the student routes take as well.
 */
export async function courseStudents(
  api: CodioApi,
  course: Ref,
  signal: AbortSignal,
): Promise<readonly StudentPlace[]> {
  const text = await api.ask(
    {
      method: 'GET',
      path: `/courses/${encodeURIComponent(course.id)}/students`,
      missing: 'place',
      repeatable: true,
    },
    signal,
  );
  return parseReply(wireUsers, text).flatMap(({ id, name, login, email }): StudentPlace[] => {
    const known = id ?? email ?? login;
    if (known === undefined) return [];
    return [
      {
        kind: 'student',
        id: known,
        name: name ?? login ?? email ?? known,
        course: { id: course.id, name: course.name },
        ...(login !== undefined && { login }),
        ...(email !== undefined && { email }),
      },
    ];
  });
}
