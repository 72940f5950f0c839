import { accessCsv } from '../exports/accessCsv.ts';
import { blueprintsJson } from '../exports/blueprintsJson.ts';
import { bufferOf } from '../exports/bufferOf.ts';
import { guidesPdf } from '../exports/guidesPdf.ts';
import { organisationIn, type CampusContext } from './campusContext.ts';
import { refuse } from './refusal.ts';
import { matchPath } from './route.ts';

export type SampleFile = { readonly type: string; readonly bytes: Buffer };

/**
 * Samples of files that the platform's own pages give and its API does not (Codio protocol, section 6). Undefined: `pathname`, without
 * the `/__sandbox` before it, is no sample's.
 */
export async function sampleRoute(context: CampusContext, pathname: string): Promise<SampleFile | undefined> {
  const path = matchPath('/samples/:course/:file', pathname);
  if (!path) return undefined;
  const { courses, seed } = organisationIn(context);
  const course = courses.find(({ id }) => id === path['course']) ?? refuse(404, 'Course not found');
  switch (path['file'] ?? '') {
    case 'access.csv':
      return { type: 'text/csv; charset=utf-8', bytes: await bufferOf(await accessCsv(seed, course)) };
    case 'blueprints.json': {
      const text = blueprintsJson(course, await context.blueprints.added(course.id));
      return { type: 'application/json', bytes: Buffer.from(text, 'utf8') };
    }
    case 'guides.pdf':
      return { type: 'application/pdf', bytes: guidesPdf(course) };
    default:
      return refuse(404, 'There is no such sample');
  }
}
