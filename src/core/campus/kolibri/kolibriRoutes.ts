import { CLASS_ROUTES } from './classes/classRoutes.ts';
import { TIE_ROUTES } from './classes/tieRoutes.ts';
import { EXPORT_ROUTES } from './exports/exportRoutes.ts';
import { FACILITY_ROUTES } from './facilities/facilityRoutes.ts';
import { PUBLIC_ROUTES } from './facilities/publicRoutes.ts';
import { CLASS_SUMMARY_ROUTE } from './lessons/classSummary.ts';
import { EXAM_ROUTES } from './lessons/examRoutes.ts';
import { LESSON_ROUTES } from './lessons/lessonRoutes.ts';
import { DELETED_USER_ROUTES } from './people/deletedUserRoutes.ts';
import { USER_ROUTES } from './people/userRoutes.ts';
import { PORTAL_ROUTES } from './portal/portalRoutes.ts';
import { SESSION_ROUTES } from './session/sessionRoutes.ts';
import { TASK_ROUTES } from './tasks/taskRoutes.ts';
import type { KolibriRoute } from './wire/route.ts';

/** Everything that the Kolibri side answers, in the order in which it is looked through. */
export const KOLIBRI_ROUTES: readonly KolibriRoute[] = [
  ...PUBLIC_ROUTES,
  ...SESSION_ROUTES,
  ...FACILITY_ROUTES,
  ...USER_ROUTES,
  ...DELETED_USER_ROUTES,
  ...CLASS_ROUTES,
  ...TIE_ROUTES,
  ...LESSON_ROUTES,
  ...EXAM_ROUTES,
  CLASS_SUMMARY_ROUTE,
  ...TASK_ROUTES,
  ...EXPORT_ROUTES,
  ...PORTAL_ROUTES,
];
