import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { Campus } from '../../core/campus/campus.ts';
import { takeLease, type Lease } from '../../core/storage/lease.ts';
import { writeAtomic } from '../../core/storage/writeAtomic.ts';
import { fail } from '../../core/platform/failure.ts';

/** Where a running campus is, and the credentials that it made up for itself. */
export type CampusAddress = {
  readonly oauthBaseUrl: string;
  readonly apiBaseUrl: string;
  readonly portalBaseUrl?: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly kolibri: { readonly baseUrl: string; readonly username: string; readonly password: string };
};

const loopbackUrl = v.pipe(v.string(), v.regex(/^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+(\/|$)/));
const address = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    oauthBaseUrl: loopbackUrl,
    apiBaseUrl: loopbackUrl,
    portalBaseUrl: v.exactOptional(loopbackUrl),
    clientId: v.string(),
    clientSecret: v.string(),
    kolibri: v.object({ baseUrl: loopbackUrl, username: v.string(), password: v.string() }),
  }),
);

/** A campus that runs elsewhere on this machine (`npm start` starts one) is named by this variable, as JSON. */
const VARIABLE = 'LECTERN_CAMPUS';

/**
 * The sample campus of this editor: started when it is first asked for, one for all windows, ended with the window that started it.
 */
export class SampleCampus implements vscode.Disposable {
  readonly #folder: string;
  readonly #outside: CampusAddress | undefined;
  #own: Promise<CampusAddress> | undefined;
  #running: { readonly campus: Campus; readonly lease: Lease } | undefined;

  /** @param folder where the campus keeps its tasks and files; absolute */
  constructor(folder: string) {
    this.#folder = folder;
    const result = v.safeParse(address, process.env[VARIABLE]);
    this.#outside = result.success ? result.output : undefined;
  }

  /** True when a campus already runs for this editor, so that the connection to it can be shown at once. */
  get isGiven(): boolean {
    return this.#outside !== undefined;
  }

  /** The address of the running campus; starts it if need be. */
  async address(): Promise<CampusAddress> {
    if (this.#outside) return this.#outside;
    if (this.#running) return addressOf(this.#running.campus);
    const own = (this.#own ??= this.#startOrFind().finally(() => (this.#own = undefined)));
    return own;
  }

  dispose(): void {
    void this.#running?.campus.close();
    void this.#running?.lease.release();
    this.#running = undefined;
  }

  async #startOrFind(): Promise<CampusAddress> {
    const { mkdir } = await import('node:fs/promises');
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const lease = await takeLease(join(this.#folder, 'campus.lease'));
    const file = join(this.#folder, 'address.json');
    if (!lease) {
      // Another window runs it; that window may be between taking the lease and writing the address.
      const result = v.safeParse(address, await readFile(file, 'utf8').catch(() => ''));
      if (result.success) return result.output;
      fail({ kind: 'offline', host: 'the sample campus', code: 'starting' });
    }
    const { startCampus } = await import('../../core/campus/campus.ts');
    const campus = await startCampus({ stateDir: join(this.#folder, 'state') });
    const found = addressOf(campus);
    await writeAtomic(file, JSON.stringify(found));
    this.#running = { campus, lease };
    return found;
  }
}

function addressOf({ codio, kolibri }: Campus): CampusAddress {
  return { ...codio, kolibri };
}
