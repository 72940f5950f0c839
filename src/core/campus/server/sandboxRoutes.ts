import * as v from 'valibot';
import { BLUEPRINT_ROUTES } from './blueprintRoutes.ts';
import { organisationIn } from './campusContext.ts';
import { reseed } from './campusKeys.ts';
import { readBody } from './readBody.ts';
import { refuse } from './refusal.ts';
import type { Call, Route } from './route.ts';
import { turned } from './switches.ts';

/** The campus's own routes, for tests and demonstrations. Patterns are relative to `/__sandbox`. */
export const SANDBOX_ROUTES: readonly Route[] = [
  { method: 'GET', pattern: '/faults', answer: ({ context }) => context.switches },
  { method: 'POST', pattern: '/faults', answer: turnSwitches },
  { method: 'POST', pattern: '/reset', answer: reset },
  { method: 'POST', pattern: '/clock', answer: advance },
  { method: 'GET', pattern: '/requests', answer: ({ context }) => context.log.all() },
  {
    method: 'DELETE',
    pattern: '/requests',
    answer: (call: Call): unknown => {
      call.context.log.clear();
      return {};
    },
  },
  { method: 'GET', pattern: '/files', answer: listFiles },
  { method: 'GET', pattern: '/tally', answer: ({ context }) => context.tally.counts },
  { method: 'GET', pattern: '/seed', answer: describeSeed },
  ...BLUEPRINT_ROUTES,
];

async function turnSwitches(call: Call): Promise<unknown> {
  const { context } = call;
  const changes = await jsonBody(call, v.looseObject({}));
  try {
    context.switches = turned(context.switches, changes);
  } catch (error) {
    if (error instanceof v.ValiError) refuse(400, error.message);
    throw error;
  }
  return context.switches;
}

/** As at the first start: no tasks, files, tokens, faults or requests. With `seed`, another organisation. */
async function reset(call: Call): Promise<unknown> {
  const { context } = call;
  const { seed } = await jsonBody(call, v.object({ seed: v.optional(v.pipe(v.number(), v.integer())) }));
  if (seed !== undefined) context.keys = await reseed(context.stateDir, context.keys, seed);
  await context.tasks.reset();
  await context.blueprints.clear();
  context.switches = context.initialSwitches;
  context.tokens.reset();
  context.limiter.reset();
  context.pages.reset();
  context.log.clear();
  await (await context.kolibri.opened)?.reset(context.keys.seed);
  context.tally.clear();
  return { seed: context.keys.seed };
}

async function advance(call: Call): Promise<unknown> {
  const { advanceMs } = await jsonBody(call, v.object({ advanceMs: v.pipe(v.number(), v.minValue(0)) }));
  // Files are made in real time: a clock that jumps must not leave them behind.
  await call.context.tasks.made();
  call.context.clock.advance(advanceMs);
  return { now: new Date(call.context.clock.now()).toISOString() };
}

async function listFiles({ context }: Call): Promise<unknown> {
  return (await context.files.all()).map(({ name, size, sha256 }) => ({ name, size, sha256 }));
}

function describeSeed({ context }: Call): unknown {
  const { name, seed, courses, foreignCourse } = organisationIn(context);
  return {
    name,
    seed,
    foreignCourse,
    courses: courses.map((course) => ({
      id: course.id,
      key: course.key,
      name: course.name,
      students: course.students.length,
      archived: course.archived !== undefined,
    })),
  };
}

async function jsonBody<S extends v.GenericSchema>(call: Call, schema: S): Promise<v.InferOutput<S>> {
  const text = await readBody(call.request);
  try {
    return v.parse(schema, text === '' ? {} : JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError) refuse(400, error.message);
    throw error;
  }
}
