import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { scratchFolder } from '../process/scratchFolder.ts';
import { startChild } from '../process/startChild.ts';
import { ROOT } from '../root.ts';

const Address = v.object({
  origin: v.string(),
  codio: v.object({
    oauthBaseUrl: v.string(),
    apiBaseUrl: v.string(),
    portalBaseUrl: v.string(),
    clientId: v.string(),
    clientSecret: v.string(),
  }),
  kolibri: v.object({ baseUrl: v.string(), username: v.string(), password: v.string() }),
});

/** A sample campus that runs as a process of its own. */
export type CampusProcess = v.InferOutput<typeof Address> & {
  readonly pid: number;
  /** What makes Lectern connect to this campus when it is activated: the variable LECTERN_CAMPUS. */
  readonly env: { readonly LECTERN_CAMPUS: string };
  close(): Promise<void>;
};

/**
 * Starts the sample campus beside us and waits until it listens.
 *
 * @param options.stateDir keeps its state here; else a scratch folder that close() removes
 * @param options.port a fixed port, so that a second campus can take the place of the first
 */
export async function startCampusProcess(
  options: { readonly stateDir?: string; readonly port?: number } = {},
): Promise<CampusProcess> {
  const scratch = options.stateDir === undefined ? scratchFolder('campus') : undefined;
  const stateDir = options.stateDir ?? scratch?.path ?? '';
  const port = options.port === undefined ? [] : [String(options.port)];
  const script = join(ROOT, 'scripts/campus/serveCampus.ts');
  const child = startChild(process.execPath, [script, stateDir, ...port], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const close = async (): Promise<void> => {
    await child.end();
    scratch?.remove();
  };
  try {
    const { stdout } = child.process;
    if (stdout === null) throw new Error('The sample campus has no output.');
    const line = await new Promise<string>((done, fail) => {
      createInterface(stdout).once('line', done);
      void child.ended.then((code) => fail(new Error(`The sample campus ended with ${code}.`)));
    });
    const address = v.parse(Address, JSON.parse(line));
    return {
      ...address,
      pid: child.pid,
      env: { LECTERN_CAMPUS: JSON.stringify({ ...address.codio, kolibri: address.kolibri }) },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
