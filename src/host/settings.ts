import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { DEFAULT_FILE_NAME } from '../core/exports/file/fileName.ts';
import { SETTINGS } from '../manifest.ts';

export type Settings = {
  /** Absolute. */
  readonly exportsFolder: string;
  readonly exportsFileName: string;
  readonly exportsSimultaneous: number;
  readonly codioRequestsPerTenSeconds: number;
  /** How many percent of the organisation's daily requests jobs may take. */
  readonly codioDailyShare: number;
  /** The language of the columns of a new users file; empty: asked for. */
  readonly rosterLocale: string;
  /** Whether problems of users files are shown. */
  readonly rosterValidation: boolean;
  /** Which git fetches blueprints. */
  readonly blueprintsGit: 'auto' | 'git' | 'builtIn';
  /** Absent when the user trusts what the system trusts. */
  readonly networkCaFile?: string;
};

/** Reads the settings afresh; a value of the wrong type counts as not set. */
export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration('lectern');
  const text = (key: string): string => {
    const value: unknown = section.get(key);
    return typeof value === 'string' ? value.trim() : '';
  };
  const count = (key: string, fallback: number, most: number): number => {
    const value: unknown = section.get(key);
    return typeof value === 'number' && Number.isInteger(value) && value >= 1
      ? Math.min(value, most)
      : fallback;
  };
  const caFile = text(SETTINGS.networkCaFile);
  return {
    exportsFolder: absolute(text(SETTINGS.exportsFolder)),
    exportsFileName: text(SETTINGS.exportsFileName) || DEFAULT_FILE_NAME,
    exportsSimultaneous: count(SETTINGS.exportsSimultaneous, 3, 10),
    codioRequestsPerTenSeconds: count(SETTINGS.codioRequestsPerTenSeconds, 40, 50),
    codioDailyShare: count(SETTINGS.codioDailyShare, 50, 100),
    rosterLocale: text(SETTINGS.rosterLocale),
    rosterValidation: text(SETTINGS.rosterValidation) !== 'off',
    blueprintsGit: gitWay(text(SETTINGS.blueprintsGit)),
    ...(caFile !== '' && { networkCaFile: absolute(caFile) }),
  };
}

function gitWay(text: string): Settings['blueprintsGit'] {
  if (text === 'built-in') return 'builtIn';
  return text === 'git' ? 'git' : 'auto';
}

/** `~` and relative paths are meant from the home folder; empty is the folder Lectern in it. */
function absolute(path: string): string {
  if (path === '') return join(homedir(), 'Lectern');
  if (path === '~' || path.startsWith('~/') || path.startsWith('~\\')) return join(homedir(), path.slice(1));
  return isAbsolute(path) ? path : join(homedir(), path);
}
