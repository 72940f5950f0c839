import type { FileProblem } from './fileProblem.ts';

/** A file that is not as it was saved. `name` is what people know it by: its path below the checked folder. */
export type Finding = { readonly name: string; readonly problem: FileProblem | 'extra' };

/** What was found. `lacking` names what the manifest itself says was never saved. */
export type VerifyReport = {
  /** The folder, or undefined for single exports. */
  readonly folder?: string;
  readonly checked: number;
  readonly bytes: number;
  readonly findings: readonly Finding[];
  readonly lacking: readonly string[];
};

export type VerifyProgress = { readonly checked: number; readonly total: number };
