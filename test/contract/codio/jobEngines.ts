import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '../../../src/core/exports/job/job.ts';
import { Ledger } from '../../../src/core/exports/job/ledger.ts';
import { JobEngine } from '../../../src/core/exports/run/jobEngine.ts';
import type { ExportPort } from '../../../src/core/platform/exportPort.ts';

type EngineOptions = ConstructorParameters<typeof JobEngine>[0];

/** Job engines over one folder, as windows and restarts of an editor are. */
export type JobEngines = {
  /** Of the test that runs: `jobs` in it is the ledger, `exports` what is made. */
  readonly folder: () => string;
  readonly make: (port: ExportPort, more?: Pick<EngineOptions, 'render'>) => JobEngine;
};

/** Gives each test of the surrounding `describe` a folder of its own, and ends its engines after it. */
export function jobEngines(fileName: string): JobEngines {
  let folder = '';
  let engines: JobEngine[] = [];
  beforeEach('a folder', () => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-engines-'));
    engines = [];
  });
  afterEach('the engines end', async () => {
    await Promise.all(engines.map((engine) => engine.dispose()));
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder: () => folder,
    make(port, more) {
      const engine = new JobEngine({
        ledger: new Ledger(join(folder, 'jobs')),
        port: () => Promise.resolve(port),
        settings: () => ({ folder: join(folder, 'exports'), fileName, simultaneous: 2 }),
        log: () => undefined,
        sleep: (_ms, signal) => new Promise((done) => setTimeout(done, signal.aborted ? 0 : 10)),
        ...more,
      });
      engines.push(engine);
      return engine;
    },
  };
}

/** Waits until an engine has nothing to do, and answers how a job of it ended, which must be well. */
export async function finished(
  engine: JobEngine,
  id: string,
): Promise<Extract<Job['state'], { step: 'done' }>> {
  await engine.idle();
  const state = engine.job(id)?.job.state;
  assert(state?.step === 'done', JSON.stringify(state));
  return state;
}
