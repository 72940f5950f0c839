import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { scratchFolder } from '../process/scratchFolder.ts';
import { startChild, type Child } from '../process/startChild.ts';
import { LOGS_FOLDER } from './logsFolder.ts';
import { installHost, type InstalledHost } from './installHost.ts';

export type ServerOptions = {
  /** The code-server version; else the variable VSCODE_HOST, else the newest. */
  readonly version?: string;
  /** A packaged extension to install first. */
  readonly vsix?: string;
  /** Folders of other extensions, which are installed as they are. */
  readonly others?: readonly string[];
  /** Machine settings beside those that keep the workbench quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Keeps the server's data here, so that another server can start on it; else it is gone after close(). */
  readonly dataFolder?: string;
  readonly port?: number;
  /** A folder of VS Code's own extensions, in place of those that it came with. */
  readonly builtins?: string;
  /** Makes the page report tests, and every modal dialog throw: for tests inside the host only. */
  readonly testDriver?: boolean;
  /** Default false: then every folder is trusted and nothing asks. */
  readonly askForTrust?: boolean;
  /** More environment for the server and the extension host. */
  readonly env?: Readonly<Record<string, string>>;
};

/** What VS Code's page takes over from its address. */
export type PagePayload = readonly (readonly [string, string])[];

/** A running VS Code server. */
export type Server = InstalledHost & {
  /** Host and port. */
  readonly authority: string;
  /** The process id of the server; the extension host is one of its descendants. */
  readonly pid: number;
  readonly dataFolder: string;
  /** Settles with the exit code when the server ends, by close() or by itself. */
  readonly ended: Promise<number>;
  /** The address that opens a folder. */
  url(folder: string, payload?: PagePayload): string;
  /** The address of a file or folder as the workbench names it. */
  remote(path: string): string;
  /** What the server printed so far. */
  output(): string;
  close(): Promise<void>;
};

const QUIET = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

function installVsix(host: InstalledHost, main: readonly string[], vsix: string): void {
  const result = spawnSync(host.node, [...main, '--install-extension', vsix, '--force'], {
    encoding: 'utf8',
  });
  if (result.status !== 0 || !result.stdout.includes('successfully installed')) {
    throw new Error(`${vsix} could not be installed\n${result.stdout}${result.stderr}`);
  }
}

async function listening(child: Child, output: { text: string }): Promise<number> {
  return new Promise((done, fail) => {
    const read = (chunk: Buffer): void => {
      output.text += chunk.toString();
      if (process.env['VSCODE_HOST_VERBOSE'] !== undefined) process.stderr.write(chunk);
      const port = /agent listening on (\d+)/.exec(output.text)?.[1];
      if (port !== undefined) done(Number(port));
    };
    const streams: (Readable | null)[] = [child.process.stdout, child.process.stderr];
    for (const stream of streams) stream?.on('data', read);
    void child.ended.then((code) =>
      fail(new Error(`The VS Code server ended with ${code}.\n${output.text}`)),
    );
  });
}

/** Starts VS Code's server on a loopback port. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const host = installHost(options.version);
  const scratch = options.dataFolder === undefined ? scratchFolder('host') : undefined;
  const dataFolder = options.dataFolder ?? scratch?.path ?? '';
  mkdirSync(join(dataFolder, 'data/Machine'), { recursive: true });
  const settings = JSON.stringify({ ...QUIET, ...options.settings });
  writeFileSync(join(dataFolder, 'data/Machine/settings.json'), settings);
  const main = [join(host.vscode, 'out/server-main.js'), '--server-data-dir', dataFolder];
  main.push('--accept-server-license-terms');
  for (const folder of options.others ?? [])
    cpSync(folder, join(dataFolder, 'extensions', basename(folder)), { recursive: true });
  if (options.vsix !== undefined) installVsix(host, main, options.vsix);
  const args = [...main, '--host', '127.0.0.1', '--port', String(options.port ?? 0)];
  args.push('--without-connection-token', '--disable-telemetry');
  if (options.askForTrust !== true) args.push('--disable-workspace-trust');
  if (options.testDriver === true) args.push('--enable-smoke-test-driver');
  if (options.builtins !== undefined) args.push('--builtin-extensions-dir', options.builtins);
  const child = startChild(host.node, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // No look-ups in a public gallery.
    env: {
      ...process.env,
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      [LOGS_FOLDER]: join(dataFolder, 'data/logs'),
      ...options.env,
    },
  });
  const output = { text: '' };
  const close = async (): Promise<void> => {
    await child.end();
    scratch?.remove();
  };
  try {
    const authority = `127.0.0.1:${await listening(child, output)}`;
    return {
      ...host,
      authority,
      pid: child.pid,
      dataFolder,
      ended: child.ended,
      url: (folder, payload) => {
        const query = payload === undefined ? '' : `&payload=${encodeURIComponent(JSON.stringify(payload))}`;
        return `http://${authority}/?folder=${encodeURI(folder)}${query}`;
      },
      remote: (path) => `vscode-remote://${authority}${path}`,
      output: () => output.text,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
