import type { JobEngine } from './jobEngine.ts';

/** The jobs that every server has standing in its list for ever (Kolibri protocol, section 3). */
export function scheduleHousekeeping(jobs: JobEngine): void {
  jobs.schedule('local-notifications', 'kolibri.core.analytics.tasks._generate_local_notifications');
  jobs.schedule('1', 'kolibri.core.deviceadmin.tasks.perform_vacuum');
  jobs.schedule('streamed_cache_cleanup', 'kolibri.core.content.tasks.streamed_cache_cleanup');
}
