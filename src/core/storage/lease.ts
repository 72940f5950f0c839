import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

const HEARTBEAT_MS = 2_000;
/** Without a heartbeat for this long, a lease is void even if some process has its number by now. */
const STALE_MS = 15_000;
/** Between taking a void lease and trusting it: two takers see each other's marks in this time. */
const SETTLE_MS = 50;

/** The right to work on a job, held by one process. */
export type Lease = { release(): Promise<void> };

/**
 * Takes the lease at `path`, or answers undefined while another living process holds it. Several windows share one ledger; the
 * lease keeps two of them from running one job. It becomes void at once when its process dies, so that a job goes on as soon as
 * an editor is there again.
 */
export async function takeLease(path: string): Promise<Lease | undefined> {
  const mark = `${process.pid} ${hostname()} ${randomUUID()}`;
  if (!(await create(path, mark))) {
    if (await isHeld(path)) return undefined;
    // Moved away rather than deleted: of two takers only one gets hold of this very file.
    const aside = `${path}.${randomUUID()}`;
    try {
      await rename(path, aside);
    } catch {
      return undefined; // the other taker was first
    }
    await rm(aside, { force: true });
    if (!(await create(path, mark))) return undefined;
    await delay(SETTLE_MS);
    if ((await read(path)) !== mark) return undefined;
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => clearInterval(heartbeat)); // the ledger's folder was removed
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      if ((await read(path)) === mark) await rm(path, { force: true });
    },
  };
}

async function create(path: string, mark: string): Promise<boolean> {
  try {
    await writeFile(path, mark, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether a living process holds the lease, without taking it. */
export async function isHeld(path: string): Promise<boolean> {
  const mark = await read(path);
  if (mark === undefined) return false;
  const [pid, host] = mark.split(' ');
  // Another machine's processes cannot be asked; an empty mark's owner is between creating and writing.
  if (host === hostname() && !isAlive(Number(pid))) return false;
  try {
    return Date.now() - (await stat(path)).mtimeMs < STALE_MS;
  } catch {
    return false; // released in this moment
  }
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, of another user
  }
}
