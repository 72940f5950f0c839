import { setTimeout as delay } from 'node:timers/promises';
import type { KolibriContext } from '../kolibriContext.ts';
import { PythonFailure } from '../roster/pythonFailure.ts';
import type { Job } from '../store/job.ts';
import type { Facility } from '../store/rows.ts';
import { facilityError, facilityField } from '../tasks/readFields.ts';
import type { JobOrder, TaskType } from '../tasks/taskType.ts';
import { refuseFields } from '../wire/refusal.ts';
import { isoZ } from '../wire/isoTime.ts';
import { askPortal } from './askPortal.ts';

export const SYNC_TYPE = 'kolibri.core.auth.tasks.dataportalsync';

/** The stages of a sync with a portal: what it has is pulled, then what is new is pushed (Kolibri protocol, section 7). */
const STAGES = [
  'SESSION_CREATION',
  'REMOTE_QUEUING',
  'PULLING',
  'LOCAL_DEQUEUING',
  'SESSION_CREATION',
  'LOCAL_QUEUING',
  'PUSHING',
  'REMOTE_DEQUEUING',
] as const;

/** What a sync of a facility is as a job. */
export function syncOrder(facility: Facility): JobOrder {
  return {
    facility: facility.id,
    args: ['sync'],
    kwargs: { chunk_size: 200, noninteractive: true, facility: facility.id },
    extra: {
      facility_id: facility.id,
      facility_name: facility.name,
      sync_state: 'PENDING',
      bytes_sent: 0,
      bytes_received: 0,
    },
  };
}

/** The sync with the portal. */
export const SYNC_TASK: TaskType = {
  name: SYNC_TYPE,
  order(call, fields) {
    const error = facilityError(call, fields, true);
    if (error) refuseFields([error]);
    const facility = call.context.school.facilities.get(facilityField(call, fields));
    return facility ? syncOrder(facility) : { facility: null, args: [], kwargs: {} };
  },
  run: sync,
};

/** A failure leaves the stage in which it happened: PENDING if the portal could not be reached. */
async function sync(context: KolibriContext, job: Job): Promise<void> {
  const { school, clock, switches } = context;
  const facility = school.facilities.get(job.facility ?? '');
  if (facility === undefined) return;
  const info = await askPortal(context.portalUrl(), 'api/morango/v1/morangoinfo/1/');
  if (info?.status !== 200 || !facility.portalRegistered) {
    facility.lastFailedSync = isoZ(clock.now());
    if (info === undefined)
      throw new PythonFailure(
        'NetworkLocationConnectionFailure',
        'Unable to connect',
        'kolibri.core.discovery.utils.network.errors.',
      );
    const status = info.status === 200 ? 404 : info.status;
    throw new PythonFailure('HTTPError', `${status} Client Error`, 'requests.exceptions.');
  }
  const total = 1000 + school.usersOf(facility.id, 'with deleted').length * 400;
  for (const stage of STAGES) {
    Object.assign(job.extra, { sync_state: stage });
    for (const share of [0.25, 0.5, 1]) {
      await delay(switches.jobMs / (STAGES.length * 3));
      job.percentage = share;
      if (stage === 'PUSHING') Object.assign(job.extra, { bytes_sent: Math.round(total * share) });
      if (stage === 'PULLING') Object.assign(job.extra, { bytes_received: Math.round(600 * share) });
    }
  }
  Object.assign(job.extra, { sync_state: 'COMPLETED' });
  facility.lastSuccessfulSync = isoZ(clock.now());
  facility.dataset.registered = true;
}
