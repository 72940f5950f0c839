import type {
  Begun,
  ExportPort,
  PollSchedule,
  ServerExport,
  TaskRef,
  TaskState,
} from '../platform/exportPort.ts';
import {
  isHandedOver,
  isLogs,
  isMadeOfParts,
  type ExportKind,
  type ExportRequest,
} from '../platform/exportRequest.ts';
import { fail, failureOf } from '../platform/failure.ts';
import type { Http } from '../platform/http.ts';
import { openFile } from '../platform/openFile.ts';
import type { CodioApi } from './codioApi.ts';
import { exportRoute, type CodioExportRequest } from './exportRoute.ts';
import { fileAddress, readFileAddress } from './fileAddress.ts';
import { parseReply } from './parseReply.ts';
import { planComposed } from './planComposed.ts';
import { wireTaskList, wireTaskStart, wireTaskStatus, type WireTaskStatus } from './taskWire.ts';

const KINDS: readonly ExportKind[] = [
  'coursework',
  'sources',
  'assessments',
  'coachLogs',
  'llmLogs',
  'studentCsv',
  'assignmentCsv',
  'workspace',
  'studentData',
  'assignmentData',
  'guidesPdf',
];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DELAYS = [1, 2, 3, 5, 8, 10, 15].map((seconds) => seconds * SECOND);
/** The direct exports are made while the request waits. */
const DIRECT_TIMEOUT_MS = 180 * SECOND;
/** So many polls of a task that nobody knows are taken for a server that is a little late. */
const LATE_POLLS = 3;

/** How Codio makes files (Codio protocol, section 5). Links are opened without the token and outside the request limits. */
export function createCodioExports(
  api: CodioApi,
  apiBaseUrl: string,
  http: Http,
  now: () => number,
): ExportPort {
  /** Per task: seen alive, or how often in a row it was not found. */
  const polls = new Map<string, 'seen' | number>();

  const state = (status: WireTaskStatus): TaskState => {
    const done = status.done ?? (status.url !== undefined || status.error !== undefined);
    if (!done) return { step: 'running' };
    // A server that gives an error together with a file means the error.
    if (status.error !== undefined) return { step: 'failed', reason: status.error };
    if (status.url === undefined)
      return { step: 'failed', reason: 'The server is done, but there is no file.' };
    const file = fileAddress(status.url, apiBaseUrl);
    return file === undefined
      ? { step: 'failed', reason: 'The server did not say where the file is.' }
      : { step: 'ready', file };
  };

  const statusAt = async (path: string, signal: AbortSignal): Promise<WireTaskStatus | undefined> => {
    try {
      const text = await api.ask({ method: 'GET', path, missing: 'task', repeatable: true }, signal);
      return parseReply(wireTaskStatus, text);
    } catch (error) {
      if (failureOf(error).kind === 'gone') return undefined;
      throw error;
    }
  };

  /** Two exports have a list of tasks, without dates, owners or scopes (Codio protocol, section 5.2). */
  const onServer = async (request: ExportRequest, signal: AbortSignal): Promise<readonly ServerExport[]> => {
    const list = exportRoute(codioRequest(request)).list;
    if (list === undefined) return [];
    const text = await api.ask({ method: 'GET', path: list, missing: 'place', repeatable: true }, signal);
    return parseReply(wireTaskList, text).flatMap((status): ServerExport[] => {
      const { step } = state(status);
      if (status.taskId === undefined || (step !== 'ready' && step !== 'running')) return [];
      return [{ task: { id: status.taskId }, state: step }];
    });
  };

  return {
    kinds: KINDS,

    schedule,

    onServer,

    plan: (request, signal) => planComposed(api, request, signal),

    async begin(request, signal): Promise<Begun> {
      const wanted = codioRequest(request);
      if (wanted.kind === 'assessments' && wanted.assignments.length === 0)
        fail({ kind: 'badInput', detail: 'No assignment was chosen.' });
      const route = exportRoute(wanted);
      const direct = route.status === undefined;
      const text = await api.ask(
        {
          ...route.start,
          missing: 'place',
          // Two of the starts that make a task are GETs: a second one would make a second task.
          repeatable: direct,
          ...(direct && { timeoutMs: DIRECT_TIMEOUT_MS }),
        },
        signal,
      );
      if (direct) return { step: 'file', file: readFileAddress(text, apiBaseUrl) };
      const { taskId, taskUri } = parseReply(wireTaskStart, text);
      if (taskId === undefined)
        fail({ kind: 'serverFault', status: 200, detail: 'The server named no task.' });
      return { step: 'task', task: { id: taskId, ...(taskUri !== undefined && { uri: taskUri }) } };
    },

    /**
     * Two exports have a list of tasks, without dates or owners. A task that is not done and that is the only one is taken for ours:
     * it holds the same course, asked for at about the same time. With several it cannot be told which holds the whole course
     * (Codio's own pages can make exports of a part), and a finished one may be of last year, so the answer is "none".
     */
    async findBegun(request, askedAt, signal, known): Promise<TaskRef | undefined> {
      if (known) {
        const [ours, ...more] = (await onServer(request, signal)).filter(
          ({ task }) => !known.includes(task.id),
        );
        return more.length > 0 ? undefined : ours?.task;
      }
      // What runs longer than the limit has been given up.
      if (now() - askedAt.getTime() > schedule(request).limit) return undefined;
      const running = (await onServer(request, signal)).filter((one) => one.state === 'running');
      const [only, ...others] = running;
      return others.length > 0 ? undefined : only?.task;
    },

    async check(request, task, signal): Promise<TaskState> {
      const route = exportRoute(codioRequest(request));
      if (route.status === undefined) fail({ kind: 'gone', missing: 'task' });
      // The token goes to the API only, so a task address elsewhere is not used.
      const uri = task.uri === undefined ? undefined : api.ownAddress(task.uri);
      const typed = route.status(task.id);
      let status: WireTaskStatus | undefined;
      for (const path of route.followsUri ? [uri, typed] : [typed, uri])
        if (path !== undefined) status ??= await statusAt(path, signal);
      if (status !== undefined) {
        polls.set(task.id, 'seen');
        return state(status);
      }
      const before = polls.get(task.id) ?? 0;
      if (before === 'seen' || before >= LATE_POLLS) {
        polls.delete(task.id);
        fail({ kind: 'gone', missing: 'task' });
      }
      polls.set(task.id, before + 1);
      return { step: 'running' };
    },

    open: (file, resume, signal) => openFile(http, file, resume, signal),

    /** Codio cannot be told to forget a task. */
    release(_request, task): Promise<void> {
      polls.delete(task.id);
      return Promise.resolve();
    },
  };
}

/** Codio protocol, section 5.2, "Recommended polling". The exports of a whole course take the longest. */
function schedule({ kind }: ExportRequest): PollSchedule {
  const long = kind === 'coursework' || kind === 'sources';
  return {
    delays: DELAYS,
    slowAfter: long ? 10 * MINUTE : Infinity,
    slowDelay: long ? 30 * SECOND : 15 * SECOND,
    limit: long ? 120 * MINUTE : 15 * MINUTE,
  };
}

function codioRequest(request: ExportRequest): CodioExportRequest {
  if (request.kind === 'users' || isLogs(request) || isMadeOfParts(request) || isHandedOver(request))
    fail({ kind: 'badInput', detail: 'Codio has no such export.' });
  return request;
}
