import { refuse } from './refusal.ts';
import type { Route } from './route.ts';

/** Operations that the platform has and the campus has not (Codio protocol, section 4.3). */
export const UNBUILT_ROUTES: readonly Route[] = (
  [
    ['POST', '/courses'],
    ['DELETE', '/courses/:course'],
    ['POST', '/courses/:course/modules'],
    ['POST', '/courses/:course/assignments'],
    ['POST', '/courses/:course/archive'],
    ['POST', '/courses/:course/teachers'],
    ['POST', '/courses/:course/filterLearnersForMentors'],
    ['POST', '/courses/:course/assignments/:assignment/settings'],
    ['POST', '/courses/:course/assignments/:assignment/students/:student'],
    ['POST', '/courses/:course/assignments/:assignment/publish'],
    ['GET', '/courses/:course/assignments/:assignment/versions'],
    ['GET', '/events'],
    ['GET', '/stacks'],
    ['GET', '/books'],
    ['GET', '/assessment_library'],
  ] as const
).map(([method, pattern]) => ({
  method,
  pattern,
  answer: () => refuse(501, 'The sample campus does not have this operation'),
}));
