import * as v from 'valibot';
import { refuse } from '../../server/refusal.ts';
import type { KolibriContext } from '../kolibriContext.ts';
import { LogSchema } from '../store/rows.ts';
import { turnedKolibri } from './kolibriSwitches.ts';

const LogsSchema = v.object({ logs: v.array(LogSchema) });

/**
 * The campus's own routes below `/__sandbox/kolibri` (docs/campus.md): switches, the end of all sessions, a restart, logs. Throws a
 * Refusal for what it does not know.
 */
export function answerSandbox(
  context: KolibriContext,
  method: string,
  path: string,
  body: unknown,
): Promise<unknown> {
  return Promise.resolve(answer(context, method, path, body));
}

function answer(context: KolibriContext, method: string, path: string, body: unknown): unknown {
  const { school, jobs } = context;
  switch (`${method} ${path}`) {
    case 'GET /faults':
      return context.switches;
    case 'POST /faults':
      context.switches = checked(() => turnedKolibri(context.switches, body));
      return context.switches;
    case 'POST /end-sessions': {
      const ended = school.sessions.size;
      school.sessions.clear();
      context.changed();
      return { ended };
    }
    case 'POST /restart':
      jobs.requeue();
      return {};
    case 'POST /logs': {
      const { logs } = checked(() => v.parse(LogsSchema, body));
      school.logs.push(...logs);
      context.changed();
      return { logs: school.logs.length };
    }
    case 'GET /seed':
      return {
        facilities: [...school.facilities.values()].map(({ id, name }) => ({
          id,
          name,
          users: school.usersOf(id, 'without deleted').length,
          classes: school.classesOf(id).length,
          logs: school.logs.filter(({ facility }) => facility === id).length,
        })),
      };
    default:
      return refuse(404, 'Not found');
  }
}

function checked<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof v.ValiError) refuse(400, error.message);
    throw error;
  }
}
