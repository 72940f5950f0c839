// One export job in a process of its own: the origin of the file server, and an empty folder. Prints what it measured, as JSON.
import { join } from 'node:path';
import { JobEngine } from '../../src/core/exports/run/jobEngine.ts';
import { Ledger } from '../../src/core/exports/job/ledger.ts';
import type { ExportPort } from '../../src/core/platform/exportPort.ts';
import { createHttp } from '../../src/core/platform/http.ts';
import { openFile } from '../../src/core/platform/openFile.ts';
import type { TimedJob } from './timedJob.ts';
import { watchMemory } from './watchMemory.ts';

const [origin = '', folder = ''] = process.argv.slice(2);
const http = createHttp({ userAgent: 'bench' });
let grownBytes = (): number => 0;
const file = { url: `${origin}/export.zip` };
const port: ExportPort = {
  kinds: ['coursework'],
  schedule: () => ({ delays: [0], slowAfter: 0, slowDelay: 0, limit: 60_000 }),
  async begin(_request, signal) {
    // A real job asks over HTTP first; what that loads is not the download's.
    await http.send({ method: 'POST', url: file.url }, signal);
    return { step: 'file', file };
  },
  findBegun: () => Promise.resolve(undefined),
  check: () => Promise.resolve({ step: 'ready', file }),
  open(remote, resume, signal) {
    grownBytes = watchMemory();
    return openFile(http, remote, resume, signal);
  },
  release: () => Promise.resolve(),
};
const engine = new JobEngine({
  ledger: new Ledger(join(folder, 'jobs')),
  port: () => Promise.resolve(port),
  settings: () => ({ folder: join(folder, 'exports'), fileName: '{course}/{export}', simultaneous: 1 }),
  log: () => undefined, // how it ended is in its state
});

const began = performance.now();
const { id } = await engine.start('bench', { kind: 'coursework', course: { id: 'c1', name: 'CS 101' } });
await engine.idle();
const wallMs = performance.now() - began;
const grown = grownBytes();
const state = engine.job(id)?.job.state;
await engine.dispose();
if (state?.step !== 'done') throw new Error(`The job ended as ${JSON.stringify(state)}.`);
const { size, sha256 } = state.file;
process.stdout.write(`${JSON.stringify({ wallMs, grownBytes: grown, size, sha256 } satisfies TimedJob)}\n`);
