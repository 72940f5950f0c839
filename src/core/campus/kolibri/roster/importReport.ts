import type { ImportPlan } from './planImport.ts';

/** What a job tells of a file that was processed (Kolibri protocol, section 6.2). */
export function importReport(plan: ImportPlan, dryRun: boolean, filename: string): Record<string, unknown> {
  const { matched, newClasses, knownClasses, classesToClear, usersToDelete } = plan;
  const clears = classesToClear.length;
  // The server counts late: in a real run the classes that it has just made are among those to be cleared.
  const late = !dryRun && plan.clearing ? newClasses.length : 0;
  return {
    overall_error: [],
    per_line_errors: plan.errors,
    classes: { created: newClasses.length, updated: knownClasses.length, cleared: clears + late },
    users: {
      created: matched.created.length,
      updated: matched.updated.length,
      deleted: usersToDelete.length,
    },
    filename,
  };
}

/** What a job tells of a file that was refused as a whole; `per_line_errors` is a number here. */
export function refusalReport(overallErrors: readonly string[]): Record<string, unknown> {
  return {
    overall_error: overallErrors,
    per_line_errors: 0,
    classes: { created: 0, updated: 0, cleared: 0 },
    users: { created: 0, updated: 0, deleted: 0 },
    filename: '',
  };
}
