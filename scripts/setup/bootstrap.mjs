// Runs on a machine with only Node, npm and git: built-in modules only, and no syntax that an older Node cannot read.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installState } from './installState.mjs';
import { nodeInPackage, nodePackage } from './nodePackage.mjs';
import { npmCommand } from './npmCommand.mjs';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
const MODULES = join(ROOT, 'node_modules');
const OLDEST_NODE = 20;

/** Ends the process with one sentence that says what to do. */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function isLink(path) {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.isSymbolicLink();
}

function requireTools() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    stop(
      `Lectern needs Node ${OLDEST_NODE} or newer and this is Node ${process.versions.node}: ` +
        'install a newer one from https://nodejs.org and run the command again.',
    );
  }
  if (spawnSync('git', ['--version']).error !== undefined) {
    stop(
      'Lectern needs git, which is not on the PATH: install it (https://git-scm.com) and run the command again.',
    );
  }
}

function runNpm(cwd, args, what) {
  const result = npmCommand(cwd, args);
  if (result === 'no npm') {
    stop(
      'Lectern needs npm, which is not on the PATH: install it with Node (https://nodejs.org) and run the command again.',
    );
  }
  if (result === 'failed') {
    stop(
      `${what} could not be installed: check that "npm ping" reaches the npm registry, then run the command again.`,
    );
  }
}

function installPackages() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const state = installState(lock, read(join(MODULES, '.package-lock.json')));
  if (state === 'installed') return;
  // npm would empty the folder behind the link, which belongs to another checkout.
  if (isLink(MODULES)) {
    stop(
      'node_modules is a link to a folder that does not fit this package-lock.json, and nothing is installed through ' +
        'a link: remove the link and run the command again.',
    );
  }
  console.log(
    state === 'missing'
      ? 'Installing the packages of package-lock.json (about 450 MB, half a minute) ...'
      : 'package-lock.json has changed: installing its packages anew ...',
  );
  runNpm(
    ROOT,
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    'The packages of package-lock.json',
  );
}

function startsAs(node, version) {
  if (!existsSync(node)) return false;
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return typeof stdout === 'string' && stdout.trim() === `v${version}`;
}

/** The Node that package.json names: from the package "node", else from the platform's package in the host cache. */
function wantedNode() {
  const version = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies.node;
  if (process.versions.node === version) return process.execPath;
  const linked = join(MODULES, 'node', nodeInPackage);
  if (startsAs(linked, version)) return linked;
  const home = join(process.env.VSCODE_HOST_CACHE || join(ROOT, '.vscode-host'), `node-${version}`);
  const own = join(home, 'node_modules', nodePackage, nodeInPackage);
  if (!startsAs(own, version)) {
    console.log(`Installing Node ${version} (the install script of the package "node" did not run) ...`);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{"private":true}');
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    runNpm(home, [...args, `${nodePackage}@${version}`], `Node ${version}`);
  }
  return own;
}

/**
 * Makes sure that the packages and the wanted Node are there. True when this process already is that Node; otherwise
 * the script is run again under it and this process ends with its exit code.
 *
 * @param {string} script the URL of the script that was started
 * @returns {Promise<boolean>}
 */
export async function bootstrap(script) {
  requireTools();
  installPackages();
  const node = wantedNode();
  const path = [dirname(node), join(MODULES, '.bin'), process.env.PATH].join(delimiter);
  if (node === process.execPath) {
    process.env.PATH = path;
    return true;
  }
  const child = spawn(node, [fileURLToPath(script), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (status, signal) => done(status === null ? 128 + constants.signals[signal] : status));
  });
  process.exit(code);
}
