import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export const KOLIBRI_VERSION = '0.19.5';
export const KOLIBRI_ROOM = join(import.meta.dirname, '..', '.kolibri');

const VENV = join(KOLIBRI_ROOM, `venv-${KOLIBRI_VERSION}`);

/** Runs a program to its end. `output` is what it wrote to both streams. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The environment of a Python that must see its own packages only, and of a Kolibri without the caller's options. */
export function pythonEnv(more = {}) {
  const foreign = /^(KOLIBRI_|PYTHONHOME$|PYTHONPATH$|VIRTUAL_ENV$|DJANGO_SETTINGS_MODULE$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), ...more };
}

/**
 * The Python of a virtual environment with Kolibri in it; made on first use, reused afterwards. Half-made ones of an interrupted
 * run are thrown away. Undefined, with a reason, when this machine has no Python to make one with.
 */
export async function installKolibri(say) {
  const ready = pythonIn(VENV);
  if (existsSync(ready)) {
    // A Python that was upgraded or removed since leaves a dead link behind.
    const probe = await run(ready, ['-c', 'import kolibri'], { env: pythonEnv() });
    if (probe.code === 0) return { python: ready };
    say('The installed Kolibri does not run any more: installing it again.');
    await rm(VENV, { recursive: true, force: true });
  }
  const python = await findPython();
  if (python.missing) return python;

  await mkdir(KOLIBRI_ROOM, { recursive: true });
  await sweep('building-');
  const building = join(KOLIBRI_ROOM, `building-${process.pid}`);
  try {
    say(`Installing Kolibri ${KOLIBRI_VERSION} into .kolibri (once; about 400 MB on disk) …`);
    await must('make a virtual environment', python.command, ['-m', 'venv', building]);
    const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--quiet'];
    await must('install Kolibri with pip', pythonIn(building), [...pip, `kolibri==${KOLIBRI_VERSION}`]);
    // Moved only when complete. Its scripts name the old place, so everything is started as `python -m`.
    await rename(building, VENV).catch((error) => {
      if (!existsSync(ready)) throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  say('Kolibri is installed.');
  return { python: ready };
}

/** Removes what a run that was killed has left: entries named after a process that does not live any more. */
export async function sweep(prefix) {
  if (!existsSync(KOLIBRI_ROOM)) return;
  for (const name of await readdir(KOLIBRI_ROOM)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (!Number.isNaN(pid) && !isAlive(pid))
      await rm(join(KOLIBRI_ROOM, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function pythonIn(venv) {
  return process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');
}

async function findPython() {
  const commands = process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python'];
  let missing = 'Python 3 is missing';
  for (const command of commands) {
    const { code, output } = await run(
      command,
      ['-c', 'import sys; print(sys.version_info >= (3, 8)); import venv, ensurepip'],
      { env: pythonEnv() },
    );
    if (code === 0 && output.includes('True')) return { command };
    if (output.includes('True'))
      missing = 'Python cannot make virtual environments (on Debian and Ubuntu: python3-venv)';
  }
  return { missing };
}

async function must(what, command, args) {
  const { code, output } = await run(command, args, { env: pythonEnv() });
  if (code !== 0) throw new Error(`Could not ${what}. ${output.trim().split('\n').slice(-5).join('\n')}`);
}
