import * as v from 'valibot';
import { until } from '../../until.ts';
import school from './school.json' with { type: 'json' };
import { serverUrl } from './server.ts';

const Jobs = v.array(v.object({ type: v.string(), status: v.string() }));

/**
 * Resolves when the server has removed the files of older log exports. It does so in a job of its own after each one, and takes the
 * file of an export away that is written in that moment.
 */
export async function cleanedUp(): Promise<void> {
  const { username, password } = school.superuser;
  const session = await fetch(`${serverUrl()}/api/auth/session/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const Cookie = session.headers
    .getSetCookie()
    .map((line) => line.replace(/;.*/, ''))
    .join('; ');
  await until('the end of the cleaning up', async () => {
    const reply = await fetch(`${serverUrl()}/api/tasks/tasks/`, { headers: { Cookie } });
    const jobs = v.parse(Jobs, await reply.json());
    const busy = jobs.some(
      ({ type, status }) => type.endsWith('log_exports_cleanup') && status !== 'COMPLETED',
    );
    return busy ? undefined : true;
  });
}
