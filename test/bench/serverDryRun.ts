import * as v from 'valibot';
import { startKolibri } from '../../scripts/kolibri.mjs';
import { say } from '../../scripts/say.ts';
import { COLUMNS } from '../../src/core/roster/header/column.ts';
import { dryRuns } from '../contract/kolibri/dryRuns.ts';

/** So much more of the job is done with each line of its progress. */
const SAID_STEP = 0.1;

/**
 * Milliseconds that the dry run of a real Kolibri takes for a file of so many new users, from sending it to its answer; undefined where
 * there is no Kolibri.
 */
export async function serverDryRun(rows: number): Promise<number | undefined> {
  let server: Awaited<ReturnType<typeof startKolibri>>;
  try {
    server = await startKolibri({ seed: false, say });
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
    say(`Asking a real server for the dry run of ${rows} rows: it hashes a password for each …`);
    const start = performance.now();
    let said = 0;
    const answer = await tryFile({ bytes, isDelete: false, locale: 'en' }, (part) => {
      if (part < said + SAID_STEP) return;
      said = part;
      say(`  ${Math.round(part * 100)} % after ${Math.round((performance.now() - start) / 1000)} s`);
    });
    if (answer.kind !== 'processed' || answer.lines.length > 0)
      throw new Error(`The server did not take the file: ${answer.kind}.`);
    return performance.now() - start;
  } finally {
    await server.close();
  }
}
