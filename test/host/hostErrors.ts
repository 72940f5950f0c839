import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LOGS_FOLDER } from '../../scripts/host/logsFolder.ts';
import { until } from '../until.ts';

/**
 * The errors that the extension host has swallowed: what a listener or a provider of Lectern throws is logged by the editor and by nobody
 * else. Each call gives those since the one before, once what was logged until now is on the disk.
 */
export class HostErrors {
  #seen = 0;

  async next(): Promise<readonly string[]> {
    const mark = `the mark ${randomUUID()}`;
    const emitter = new vscode.EventEmitter<void>();
    emitter.event(() => {
      // Goes the way of every other error of a listener: once it is there, all before it are.
      throw new Error(mark);
    });
    emitter.fire();
    emitter.dispose();
    const log = await until('the log of the extension host', async () => {
      const text = await hostLog();
      return text.includes(mark) ? text : undefined;
    });
    const fresh = log.slice(this.#seen);
    this.#seen = log.length;
    const entries = fresh
      .split(/^(?=\d{4}-\d\d-\d\d \S+ \[)/m)
      .filter((entry) => /^\S+ \S+ \[error\]/.test(entry) && isOfLectern(entry))
      // Without the time, and no more than tells where it was: there may be one for each key that is pressed.
      .map((entry) =>
        entry
          .replace(/^\S+ \S+ /, '')
          .split('\n')
          .slice(0, 3)
          .join('\n'),
      );
    return [...new Set(entries)];
  }
}

/** A stack that leads through the extension, or a provider of it that is said to have failed. */
function isOfLectern(entry: string): boolean {
  return /\/dist\/(?:extension|lib\/)|lectern\.lectern/i.test(entry);
}

async function hostLog(): Promise<string> {
  const folder = process.env[LOGS_FOLDER];
  assert.ok(folder !== undefined);
  const names = await readdir(folder, { recursive: true });
  const logs = names.filter((name) => name.endsWith('exthost.log')).sort();
  return (await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}
