import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { installKolibri, KOLIBRI_ROOM, KOLIBRI_VERSION, pythonEnv, run, sweep } from './kolibri-install.mjs';
import { readSchool, SCHOOL_FILE, seedSchool } from './kolibri-seed.mjs';

const SERVE = join(import.meta.dirname, 'kolibri-serve.py');
const SEED = join(import.meta.dirname, 'kolibri-seed.mjs');
const LOGS = join(import.meta.dirname, 'kolibri-logs.py');
const SHARED_KEY = join(import.meta.dirname, 'kolibri-shared-key.py');
const START_ATTEMPTS = 3;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** Thrown when this machine lacks what Kolibri needs; its message is a sentence for people. */
export class KolibriMissing extends Error {}

const PREPARING = {
  school: 'Preparing a Kolibri with a school in it …',
  empty: 'Preparing an empty Kolibri …',
  partner: 'Preparing a Kolibri to sync with …',
};

let homes = 0;

/**
 * Starts a real Kolibri on a free loopback port: with the school of test/contract/kolibri/school.json, or (`seed: false`) with one
 * empty facility. `home` keeps its data in that folder; without it they are gone after `close()`. `portalUrl`: the data portal that the
 * server is told of. `quickPasswords`: hashing a password takes no time, which no answer shows.
 */
export async function startKolibri({ seed = true, home, portalUrl, quickPasswords, say = () => {} } = {}) {
  const { python, missing } = await installKolibri(say);
  if (missing) throw new KolibriMissing(missing);
  const school = await readSchool();
  const kept = await preparedHome(python, school, seed ? 'school' : 'empty', say);
  const portal = portalUrl === undefined ? {} : { KOLIBRI_DATA_PORTAL_SYNCING_BASE_URL: portalUrl };
  const settings = quickPasswords ? settingsOf('kolibri_test_settings') : {};
  const server = await serveCopy(python, kept, home, { ...portal, ...settings });
  return { ...server, ...school.superuser, facilityName: school.facility };
}

/** Serves a prepared home: from a copy that goes with the server, or from `home`, which stays. */
async function serveCopy(python, kept, home, env) {
  await sweep('run-');
  const folder = home ?? join(KOLIBRI_ROOM, `run-${process.pid}-${(homes += 1)}`);
  const remove = async () => {
    if (home === undefined) await rm(folder, { recursive: true, force: true });
  };
  if (!existsSync(join(folder, 'db.sqlite3'))) await cp(kept, folder, { recursive: true, filter: isLasting });
  try {
    const { baseUrl, stop } = await startServer(python, folder, env);
    return { baseUrl, close: () => stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Starts a Kolibri that others may sync facilities to, as they do with the data portal: without a facility of its own. Its data are
 * gone after `close()`.
 */
export async function startSyncPartner({ say = () => {} } = {}) {
  const { python, missing } = await installKolibri(say);
  if (missing) throw new KolibriMissing(missing);
  const kept = await preparedHome(python, await readSchool(), 'partner', say);
  return serveCopy(python, kept, undefined, settingsOf('kolibri_portal_settings'));
}

/** What makes Kolibri read a settings file of this folder. */
function settingsOf(module) {
  return { PYTHONPATH: import.meta.dirname, DJANGO_SETTINGS_MODULE: module };
}

/** A provisioned (and seeded) home to copy from: making one takes 15 s, copying it none. Named after what went into it. */
async function preparedHome(python, school, kind, say) {
  const digest = createHash('sha256');
  for (const file of [SCHOOL_FILE, SEED, LOGS, SHARED_KEY, import.meta.filename])
    digest.update(await readFile(file));
  const name = `home-${KOLIBRI_VERSION}-${kind}-${digest.digest('hex').slice(0, 12)}`;
  const home = join(KOLIBRI_ROOM, name);
  if (existsSync(home)) return home;

  say(PREPARING[kind]);
  await sweep('preparing-');
  const preparing = join(KOLIBRI_ROOM, `preparing-${process.pid}`);
  try {
    await mkdir(preparing);
    if (kind === 'partner') await script(python, preparing, SHARED_KEY, {}, 'shared key made');
    else await provision(python, preparing, school);
    if (kind === 'school') {
      const server = await startServer(python, preparing);
      try {
        await addLogs(python, preparing, await seedSchool(server.baseUrl, school));
      } finally {
        await server.stop();
      }
    }
    const stale = (await readdir(KOLIBRI_ROOM)).filter(
      (other) => other.startsWith('home-') && !other.endsWith(name.slice(-12)),
    );
    for (const other of stale) await rm(join(KOLIBRI_ROOM, other), { recursive: true, force: true });
    await rename(preparing, home).catch((error) => {
      if (!existsSync(home)) throw error;
    });
  } finally {
    await rm(preparing, { recursive: true, force: true });
  }
  return home;
}

async function provision(python, home, { facility, superuser }) {
  const words = ['-m', 'kolibri', 'manage', 'provisiondevice', '--facility', facility];
  const user = ['--superusername', superuser.username, '--superuserpassword', superuser.password];
  const rest = ['--preset', 'nonformal', '--language_id', 'en', '--verbosity', '0', '--noinput'];
  const { code, output } = await run(python, [...words, ...user, ...rest], { env: kolibriEnv(home) });
  if (code !== 0) throw new Error(`Could not provision Kolibri. ${tail(output)}`);
}

/** The API takes no logs from an administrator: they go in past it (Kolibri protocol, section 8.3). */
async function addLogs(python, home, logs) {
  await script(python, home, LOGS, { LECTERN_LOGS: JSON.stringify(logs) }, `${logs.length} logs added`);
}

/** Has `kolibri manage shell` read a file, which must say `proof` when it is through. */
async function script(python, home, file, env, proof) {
  const source = createReadStream(file);
  await once(source, 'open');
  const { code, output } = await run(python, ['-m', 'kolibri', 'manage', 'shell'], {
    env: { ...kolibriEnv(home), ...env },
    stdio: [source, 'pipe', 'pipe'],
  });
  source.destroy();
  if (code !== 0 || !output.includes(proof)) throw new Error(`${basename(file)} failed. ${tail(output)}`);
}

async function startServer(python, home, env = {}) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnFreePorts(python, home, env);
    } catch (error) {
      // Another program may have taken a port between the look and the start.
      if (attempt === START_ATTEMPTS) throw error;
    }
  }
}

async function startOnFreePorts(python, home, env) {
  const [port, zipPort] = await freePorts();
  const args = [SERVE, 'start', '--foreground', `--port=${port}`, `--zip-port=${zipPort}`];
  // A group of its own: Ctrl-C reaches this script only, which then stops the server in good order.
  const child = spawn(python, args, {
    env: { ...kolibriEnv(home), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  });
  let log = '';
  const keepTail = (data) => (log = (log + data).slice(-4000));
  child.stdout.on('data', keepTail);
  child.stderr.on('data', keepTail);
  const ended = new Promise((resolve) => {
    child.on('error', resolve);
    child.on('exit', resolve);
  });
  let running = true;
  ended.then(() => (running = false));

  const stop = async () => {
    child.stdin.end();
    const patience = new AbortController();
    const late = delay(STOP_TIMEOUT_MS, 'late', { signal: patience.signal }).catch(() => 'ended');
    if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
    await ended;
    patience.abort();
  };
  // A pipe that the server closed first is no news.
  child.stdin.on('error', () => {});

  const baseUrl = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (running && Date.now() < deadline) {
    const reply = await fetch(`${baseUrl}/api/public/info/`).catch(() => undefined);
    if (reply?.ok && running) return { baseUrl, stop };
    await delay(100);
  }
  await stop();
  throw new Error(`Kolibri did not start. ${tail(log)}`);
}

function kolibriEnv(home) {
  return pythonEnv({
    KOLIBRI_HOME: home,
    KOLIBRI_LISTEN_ADDRESS: '127.0.0.1',
    // Neither announces itself in the network nor reports to its makers.
    KOLIBRI_ZEROCONF_ENABLED: '0',
    KOLIBRI_DISABLE_PING: '1',
  });
}

/** Two ports that are free now; both are held until both are known. */
async function freePorts() {
  const servers = [createServer(), createServer()];
  const ports = [];
  for (const server of servers) {
    await new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
    ports.push(server.address().port);
  }
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  return ports;
}

/** Not the log of the server that made the home, nor its process id. */
function isLasting(path) {
  return !['logs', 'server.pid'].includes(basename(path));
}

function tail(text) {
  return text.trim().split('\n').slice(-5).join('\n');
}
