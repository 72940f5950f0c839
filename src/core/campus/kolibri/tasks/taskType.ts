import type { KolibriContext } from '../kolibriContext.ts';
import type { Job } from '../store/job.ts';
import type { Fields } from '../wire/fields.ts';
import type { KolibriCall } from '../wire/route.ts';

/** What a validated request makes of a job. */
export type JobOrder = Pick<Job, 'facility' | 'args' | 'kwargs'> & { readonly extra?: Job['extra'] };

/** A kind of job (Kolibri protocol, section 3). None of them can be cancelled. */
export type TaskType = {
  readonly name: string;
  /** Reads the fields of a request, refuses what the server refuses. */
  order(call: KolibriCall, fields: Fields): JobOrder | Promise<JobOrder>;
  /** Does the work; writes to `job.extra` and `job.percentage` as it goes. Throws a PythonFailure to fail. */
  run(context: KolibriContext, job: Job): Promise<void>;
};
