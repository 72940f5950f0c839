import { hasFinished, type Job } from '../store/job.ts';

/** A job as the API shows it (Kolibri protocol, section 3). */
export function jobRow(job: Job): Readonly<Record<string, unknown>> {
  return {
    status: job.status,
    type: job.type,
    exception: job.exception,
    traceback: job.traceback,
    percentage: job.percentage,
    id: job.id,
    cancellable: false,
    clearable: hasFinished(job),
    facility_id: job.facility,
    args: job.args,
    kwargs: job.kwargs,
    extra_metadata: job.extra,
    scheduled_datetime: job.scheduled,
    repeat: job.repeat,
    repeat_interval: job.repeatInterval,
    retry_interval: job.retryInterval,
    max_retries: job.maxRetries,
  };
}
