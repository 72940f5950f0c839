import * as v from 'valibot';
import type { ExportPort } from '../../../src/core/platform/exportPort.ts';
import { fail } from '../../../src/core/platform/failure.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import { openFile } from '../../../src/core/platform/openFile.ts';

const started = v.object({ id: v.string() });
const known = v.object({ ids: v.array(v.string()) });
const status = v.object({ done: v.boolean() });

/** The export port of a file server: `coursework` is a task, `studentCsv` a direct answer. */
export function filePort(origin: string): ExportPort {
  const http = createHttp({ userAgent: 'test' });
  const ask = async (method: 'GET' | 'POST', path: string, signal: AbortSignal): Promise<unknown> => {
    const reply = await http.send({ method, url: origin + path }, signal);
    if (reply.status !== 200) fail({ kind: 'serverFault', status: reply.status, detail: '' });
    return JSON.parse(reply.text);
  };
  return {
    kinds: ['coursework', 'studentCsv'],
    schedule: () => ({ delays: [5], slowAfter: 60_000, slowDelay: 5, limit: 60_000 }),
    async begin(request, signal) {
      if (request.kind === 'studentCsv') return { step: 'file', file: { url: `${origin}/file` } };
      return { step: 'task', task: { id: v.parse(started, await ask('POST', '/task', signal)).id } };
    },
    async findBegun(_request, _askedAt, signal) {
      const id = v.parse(known, await ask('GET', '/tasks', signal)).ids.at(-1);
      return id === undefined ? undefined : { id };
    },
    async check(_request, task, signal) {
      const { done } = v.parse(status, await ask('GET', `/task/${task.id}`, signal));
      return done ? { step: 'ready', file: { url: `${origin}/file` } } : { step: 'running' };
    },
    open: (file, resume, signal) => openFile(http, file, resume, signal),
    release: () => Promise.resolve(),
  };
}
