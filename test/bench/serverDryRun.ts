import * as v from 'valibot';
import { startKolibri } from '../../scripts/kolibri.mjs';
import { say } from '../../scripts/say.ts';
import { COLUMNS } from '../../src/core/roster/column.ts';
import { dryRuns } from '../contract/kolibri/dryRuns.ts';

/**
 * Milliseconds that the dry run of a real Kolibri takes for a file of so many new users, from sending it to its answer; undefined where
 * there is no Kolibri.
 */
export async function serverDryRun(rows: number): Promise<number | undefined> {
  let server: Awaited<ReturnType<typeof startKolibri>>;
  try {
    server = await startKolibri({ seed: false });
  } catch (error) {
    say(`No dry run of a real server: ${error instanceof Error ? error.message : String(error)}.`);
    return undefined;
  }
  try {
    const reply = await fetch(`${server.baseUrl}/api/public/v1/facility/`);
    const [facility] = v.parse(v.array(v.object({ id: v.string() })), await reply.json());
    const tryFile = await dryRuns(server.baseUrl, server, facility?.id ?? '');
    const lines = Array.from({ length: rows }, (_, i) => `,user_${i},password,Some Body,LEARNER,,,,Class,`);
    const bytes = Buffer.from([COLUMNS.join(','), ...lines, ''].join('\r\n'));
    const start = performance.now();
    const answer = await tryFile({ bytes, isDelete: false, locale: 'en' });
    if (answer.kind !== 'processed' || answer.lines.length > 0)
      throw new Error(`The server did not take the file: ${answer.kind}.`);
    return performance.now() - start;
  } finally {
    await server.close();
  }
}
