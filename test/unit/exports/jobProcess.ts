// One editor's worth of jobs in a process of its own, so that a test can kill it: origin, folder, and "start" or "resume".
import { join } from 'node:path';
import { JobEngine } from '../../../src/core/exports/run/jobEngine.ts';
import { Ledger } from '../../../src/core/exports/job/ledger.ts';
import { filePort } from './filePort.ts';

const [origin = '', folder = '', mode = ''] = process.argv.slice(2);
const engine = new JobEngine({
  ledger: new Ledger(join(folder, 'jobs')),
  port: () => Promise.resolve(filePort(origin)),
  settings: () => ({ folder: join(folder, 'exports'), fileName: '{course}/{export}', simultaneous: 1 }),
  log: (line) => process.stdout.write(`${line}\n`),
});
if (mode === 'start') await engine.start('k', { kind: 'coursework', course: { id: 'c1', name: 'CS 101' } });
else await engine.refresh();
await engine.idle();
await engine.dispose();
