import type { Ref } from '../platform/place.ts';
import type { CodioApi } from './codioApi.ts';
import { wireCourse, type WireCourse } from './courseWire.ts';
import { parseReply } from './parseReply.ts';

/** One course with its modules; hidden assignments only if asked for. */
export async function readCourse(
  api: CodioApi,
  course: Ref,
  withHidden: boolean,
  signal: AbortSignal,
): Promise<WireCourse> {
  const text = await api.ask(
    {
      method: 'GET',
      path: `/courses/${encodeURIComponent(course.id)}?withHiddenAssignments=${String(withHidden)}`,
      missing: 'place',
      repeatable: true,
    },
    signal,
  );
  return parseReply(wireCourse, text);
}
