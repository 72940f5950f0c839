import * as v from 'valibot';
import { wireFlag, wireId, wireReplyList, wireText } from './wireFields.ts';

/** `TaskProgress`: the answer of every start that makes a task (Codio protocol, section 5.1). */
export const wireTaskStart = v.object({ taskId: wireId, taskUri: wireText });

const status = v.object({ taskId: wireId, done: wireFlag, url: wireText, error: wireText });

/** `DownloadStatus`: the state of a task. */
export type WireTaskStatus = v.InferOutput<typeof status>;
export const wireTaskStatus: v.GenericSchema<unknown, WireTaskStatus> = status;

/** The tasks of a course. */
export const wireTaskList = wireReplyList(wireTaskStatus);
