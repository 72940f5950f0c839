import type { KolibriContext } from '../kolibriContext.ts';

/** Deleting a person makes the server look every day for those whose 30 days are over (Kolibri protocol, section 2.3). */
export function scheduleCleanup({ jobs }: KolibriContext): void {
  jobs.schedule('cleanup_expired_deleted_users', 'kolibri.core.auth.tasks.cleanup_expired_deleted_users');
}
