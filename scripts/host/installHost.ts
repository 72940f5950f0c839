import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Missing } from '../missing.ts';
import { readJson } from '../readJson.ts';
import { say } from '../say.ts';
import { nodeInPackage, nodePackage } from '../setup/nodePackage.mjs';
import { npmCommand } from '../setup/npmCommand.mjs';
import { CACHE } from './cachePlace.ts';
import { moveWhereNoneIs } from './moveWhereNoneIs.ts';
import { stubNatives } from './nativeStubs.ts';

/** The npm package code-server of this version carries VS Code 1.139.1. */
export const NEWEST_HOST = '4.139.1';
/** Carries VS Code 1.90, the oldest that `engines.vscode` allows. */
export const OLDEST_HOST = '4.90.3';

/** A VS Code on disk: its folder, its version, and the Node it was made for. */
export type InstalledHost = {
  readonly codeServer: string;
  readonly code: string;
  readonly vscode: string;
  readonly node: string;
};

const CodeServerPackage = v.object({ engines: v.object({ node: v.string() }) });
const VersionedPackage = v.object({ version: v.string() });

function npmInstall(folder: string, ...args: string[]): void {
  const quiet = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  if (npmCommand(folder, ['install', ...quiet, ...args]) !== 'done') {
    throw new Missing(
      'VS Code could not be installed: check that "npm ping" reaches the npm registry and that there is 1 GB of ' +
        'disk space, then run the command again.',
    );
  }
}

function install(folder: string, version: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  npmInstall(folder, `code-server@${version}`);
  const server = join(folder, 'node_modules/code-server');
  const vscode = join(server, 'lib/vscode');
  npmInstall(vscode, '--omit=dev');
  stubNatives(vscode);
  const ripgrep = join(vscode, 'node_modules/@vscode/ripgrep');
  if (existsSync(ripgrep)) {
    // Older versions: the search binary comes from an install script.
    const own = `@vscode/ripgrep-${process.platform}-${process.arch}`;
    npmInstall(folder, own);
    cpSync(join(folder, 'node_modules', own, 'bin'), join(ripgrep, 'bin'), { recursive: true });
  }
  const { engines } = readJson(join(server, 'package.json'), CodeServerPackage);
  const major = /\d+/.exec(engines.node)?.[0];
  if (major !== undefined && major !== process.versions.node.split('.')[0]) {
    npmInstall(folder, `${nodePackage}@${major}`);
  }
}

/** Puts a VS Code into the cache, once a version, and says where it is. */
export function installHost(version = process.env['VSCODE_HOST'] ?? NEWEST_HOST): InstalledHost {
  const folder = join(CACHE, version);
  if (!existsSync(folder)) {
    if (process.platform === 'win32') {
      throw new Missing(
        'The VS Code from npm runs on Linux and macOS only: use "npm start -- --desktop" and "npm run test:desktop" here.',
      );
    }
    say(`Installing VS Code (code-server ${version}) into ${CACHE}, about 600 MB ...`);
    const half = `${folder}.${process.pid}`;
    try {
      install(half, version);
      // Another run may have been first: then its copy is as good.
      moveWhereNoneIs(half, folder);
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
  }
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  const own = join(folder, 'node_modules', nodePackage, nodeInPackage);
  return {
    codeServer: version,
    code: readJson(join(vscode, 'package.json'), VersionedPackage).version,
    vscode,
    node: existsSync(own) ? own : process.execPath,
  };
}
