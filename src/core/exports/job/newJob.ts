import { randomUUID } from 'node:crypto';
import type { TaskRef } from '../../platform/exportPort.ts';
import { isMadeOfParts, type ExportRequest } from '../../platform/exportRequest.ts';
import type { ActiveState, Job } from './job.ts';

export type NewJob = {
  readonly connectionId: string;
  readonly request: ExportRequest;
  /** Absolute path of the export folder. */
  readonly folder: string;
  readonly now: Date;
  /** How many parts an export has that is made of others. */
  readonly parts: number;
  /** The server's task, if it makes the export already. */
  readonly task?: TaskRef;
};

/** The record of a job that nobody has begun yet. */
export function newJob({ connectionId, request, folder, now, parts, task }: NewJob): Job {
  const createdAt = now.toISOString();
  return {
    id: randomUUID(),
    connectionId,
    request,
    folder,
    createdAt,
    state: firstState(request, createdAt, parts, task),
  };
}

function firstState(
  request: ExportRequest,
  since: string,
  total: number,
  task: TaskRef | undefined,
): ActiveState {
  if (isMadeOfParts(request)) return { step: 'collecting', total };
  return task ? { step: 'waiting', task, since } : { step: 'queued' };
}
