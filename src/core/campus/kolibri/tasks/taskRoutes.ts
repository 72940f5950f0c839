import { isAdminOf } from '../session/caller.ts';
import { hasFinished, type Job } from '../store/job.ts';
import { isFields, objectOf, type Fields } from '../wire/fields.ts';
import { errorPage } from '../wire/pages.ts';
import { refuseCode, refuseText, refuseWith } from '../wire/refusal.ts';
import { jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { readEnqueueArgs } from './enqueueArgs.ts';
import { jobRow } from './jobRow.ts';
import type { JobOrder, TaskType } from './taskType.ts';

const BASE = '/api/tasks/tasks/';

/** Jobs (Kolibri protocol, section 3). Every write needs its token, also without a session. */
export const TASK_ROUTES: readonly KolibriRoute[] = [
  { pattern: BASE, view: 'Tasks List', csrf: 'always', answers: { GET: list, POST: start } },
  { pattern: `${BASE}clearall/`, view: 'Clearall', csrf: 'always', answers: { POST: clearAll } },
  {
    pattern: `${BASE}:id/`,
    view: 'Tasks Instance',
    csrf: 'always',
    answers: {
      GET: (call) => jsonReply(jobRow(found(call))),
      PUT: reschedule,
      PATCH: reschedule,
      DELETE: remove,
    },
  },
  { pattern: `${BASE}:id/cancel/`, view: 'Cancel', csrf: 'always', answers: { POST: cancel } },
  { pattern: `${BASE}:id/restart/`, view: 'Restart', csrf: 'always', answers: { POST: restart } },
  { pattern: `${BASE}:id/clear/`, view: 'Clear', csrf: 'always', answers: { POST: clear } },
];

/** Jobs of a facility are for its administrators; what has none and no permission is for everybody. */
function mayRead({ context, caller }: KolibriCall, job: Job): boolean {
  if (context.jobs.typeOf(job.type) === undefined) return true;
  return isAdminOf(context.school, caller, job.facility);
}

/** In no order that means anything. */
function list(call: KolibriCall): KolibriReply {
  const { query, context } = call;
  const repeating = query.get('repeating');
  const jobs = [...context.school.jobs.values()].filter(
    (job) => mayRead(call, job) && (repeating === null || (job.repeat === null) === (repeating === 'true')),
  );
  return jsonReply(jobs.reverse().map(jobRow));
}

function found(call: KolibriCall): Job {
  const job = call.context.school.jobs.get(call.path['id'] ?? '');
  if (job === undefined) return refuseCode(404, 'NOT_FOUND', call.view);
  if (!mayRead(call, job))
    refuseCode(403, call.caller === undefined ? 'NOT_AUTHENTICATED' : 'PERMISSION_DENIED', call.view);
  return job;
}

/** All of a list is checked before any of it is queued. */
async function start(call: KolibriCall): Promise<KolibriReply> {
  const { body, context, caller } = call;
  const items = body.as === 'json' && Array.isArray(body.value) ? body.value : undefined;
  const orders: { type: TaskType; order: JobOrder; at: number | undefined }[] = [];
  for (const item of items ?? [objectOf(body)]) {
    const fields: Fields = isFields(item) ? item : {};
    const type = typeIn(call, fields);
    const { at } = readEnqueueArgs(fields['enqueue_args'], context.clock.now());
    const order = await type.order(call, fields);
    if (!isAdminOf(context.school, caller, order.facility))
      refuseCode(403, caller === undefined ? 'NOT_AUTHENTICATED' : 'PERMISSION_DENIED', call.view);
    orders.push({ type, order, at });
  }
  const rows = orders.map(({ type, order, at }) =>
    jobRow(context.jobs.enqueue(type.name, order, caller, at)),
  );
  return jsonReply(rows.length === 1 ? rows[0] : rows);
}

function typeIn({ context }: KolibriCall, fields: Fields): TaskType {
  const name = fields['type'];
  if (typeof name !== 'string') return refuseText('The task type must be a string.');
  const type = context.jobs.typeOf(name);
  return (
    type ?? refuseText(`${name} is not a registered task - is it in a tasks module of an installed app?`)
  );
}

function cancel(call: KolibriCall): KolibriReply {
  return refuseText(`Cannot cancel job for task: ${found(call).type}`);
}

function restart(call: KolibriCall): KolibriReply {
  const job = found(call);
  if (job.status !== 'FAILED' && job.status !== 'CANCELED')
    refuseText(`Cannot restart job with state: ${job.status}`);
  job.percentage = 0;
  job.exception = null;
  job.traceback = '';
  call.context.jobs.restart(job);
  return jsonReply(jobRow(job));
}

function clear(call: KolibriCall): KolibriReply {
  const job = found(call);
  if (!hasFinished(job)) refuseText(`Cannot clear job with state: ${job.status}`);
  call.context.jobs.remove(job);
  return jsonReply({});
}

/** Everybody's finished jobs; nothing is asked. */
function clearAll(call: KolibriCall): KolibriReply {
  if (call.caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', call.view);
  for (const job of call.context.school.jobs.values()) if (hasFinished(job)) call.context.jobs.remove(job);
  return jsonReply({});
}

function remove(call: KolibriCall): KolibriReply {
  const job = found(call);
  if (job.status === 'RUNNING') refuseText('Cannot delete job with state: RUNNING');
  call.context.jobs.remove(job);
  return jsonReply({});
}

/** A finished job too: it is queued again with what it has got. */
function reschedule(call: KolibriCall): KolibriReply {
  const job = found(call);
  const fields = objectOf(call.body);
  if (fields['enqueue_args'] === undefined) return refuseWith(errorPage(500));
  const { at } = readEnqueueArgs(fields['enqueue_args'], call.context.clock.now());
  if (job.status === 'RUNNING') return jsonReply('Job is already running', 409);
  call.context.jobs.restart(job, at);
  return jsonReply(jobRow(job));
}
