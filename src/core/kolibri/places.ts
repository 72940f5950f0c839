import * as v from 'valibot';
import { fail } from '../platform/failure.ts';
import type { Http } from '../platform/http.ts';
import type {
  ClassPlace,
  CoachesPlace,
  FacilityPlace,
  LearnerPlace,
  LearnersPlace,
  LessonsPlace,
  Place,
  Ref,
} from '../platform/place.ts';
import type { Administrator } from './administrator.ts';
import { readJson } from './readJson.ts';
import { ref } from './ref.ts';

const Facilities = v.array(
  v.object({
    id: v.string(),
    name: v.string(),
    num_classrooms: v.optional(v.number(), 0),
    num_users: v.optional(v.number(), 0),
    last_successful_sync: v.optional(v.nullable(v.string()), null),
    last_failed_sync: v.optional(v.nullable(v.string()), null),
    dataset: v.optional(v.object({ registered: v.optional(v.boolean(), false) }), { registered: false }),
  }),
);

const Person = v.object({ id: v.string(), username: v.string(), full_name: v.optional(v.string(), '') });

const Classes = v.array(
  v.object({
    id: v.string(),
    name: v.string(),
    learner_count: v.optional(v.number(), 0),
    coaches: v.optional(v.array(Person), []),
  }),
);

const PeoplePage = v.object({ total_pages: v.number(), results: v.array(Person) });

/**
 * The facilities that `administrator` administers. The server shows all of them to everybody, so the choice is ours
 * (Kolibri protocol, section 2.2).
 */
export async function listFacilities(
  http: Http,
  baseUrl: string,
  administrator: Administrator,
  signal: AbortSignal,
): Promise<readonly FacilityPlace[]> {
  const url = `${baseUrl}/api/auth/facility/`;
  const reply = await http.send({ method: 'GET', url }, signal);
  // Every Kolibri has this list: no place is gone where it is not.
  if (reply.status === 404) fail({ kind: 'gone', missing: 'kolibri' });
  const all = readJson(reply, Facilities);
  return byName(
    all
      .filter(({ id }) => administrator.superuser || id === administrator.facilityId)
      .map((one) => ({
        kind: 'facility' as const,
        id: one.id,
        name: one.name,
        classCount: one.num_classrooms,
        userCount: one.num_users,
        portal: one.dataset.registered,
        syncs: {
          ...(one.last_successful_sync !== null && { syncedAt: one.last_successful_sync }),
          ...(one.last_failed_sync !== null && { failedAt: one.last_failed_sync }),
        },
      })),
  );
}

/** The classes of a facility, each with its coaches (Kolibri protocol, section 2.4). */
export async function listClasses(
  http: Http,
  baseUrl: string,
  facility: Ref,
  signal: AbortSignal,
): Promise<readonly ClassPlace[]> {
  const url = `${baseUrl}/api/auth/classroom/?parent=${encodeURIComponent(facility.id)}`;
  const all = readJson(await http.send({ method: 'GET', url }, signal), Classes);
  return byName(
    all.map(({ id, name, learner_count, coaches }) => ({
      kind: 'class' as const,
      id,
      name,
      facility: ref(facility),
      learnerCount: learner_count,
      coaches: byName(
        coaches.map((coach) => ({ ...named(coach), kind: 'coach' as const, class: { id, name } })),
      ),
    })),
  );
}

/**
 * What there is below a class: three folders. Learners and coaches are known from the class; `work` is what {@link listWork} gave,
 * so that the folder shows its count and nothing is listed twice.
 */
export function classFolders(
  place: ClassPlace,
  work: LessonsPlace['work'],
): readonly [LessonsPlace, LearnersPlace, CoachesPlace] {
  const { facility, coaches } = place;
  return [
    { kind: 'lessons', facility, class: ref(place), ...(work && { work }) },
    { kind: 'learners', facility, class: ref(place), count: place.learnerCount },
    { kind: 'coaches', facility, class: ref(place), coaches },
  ];
}

/**
 * The learners of a class, page by page (Kolibri protocol, section 2.3). In the order of their user names: the server sorts by one
 * field only, and by one that is not unique people could fall between two pages.
 */
export async function* listLearners(
  http: Http,
  baseUrl: string,
  parent: LearnersPlace,
  pageSize: number,
  signal: AbortSignal,
): AsyncGenerator<readonly LearnerPlace[]> {
  // People who join while we read push others onto the next page: nobody may be listed twice.
  const seen = new Set<string>();
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const query = `member_of=${encodeURIComponent(parent.class.id)}&ordering=username&page_size=${pageSize}&page=${page}`;
    const reply = await http.send(
      { method: 'GET', url: `${baseUrl}/api/auth/facilityuser/?${query}` },
      signal,
    );
    // People who left meanwhile: a page past the end is a 404.
    if (reply.status === 404 && page > 1) return;
    const { total_pages, results } = readJson(reply, PeoplePage);
    pages = total_pages;
    const fresh = results.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    if (fresh.length > 0)
      yield fresh.map((person) => ({ ...named(person), kind: 'learner', class: ref(parent.class) }));
  }
}

function named({ id, username, full_name }: v.InferOutput<typeof Person>): Ref & { username: string } {
  return { id, name: full_name === '' ? username : full_name, username };
}

const collator = new Intl.Collator(undefined, { numeric: true });

function byName<P extends Place & Ref>(places: readonly P[]): readonly P[] {
  return [...places].sort((a, b) => collator.compare(a.name, b.name));
}
