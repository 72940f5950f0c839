import type * as vscode from 'vscode';
import type { BlueprintsFile } from '../../core/blueprints/file/blueprintsFile.ts';

/** A file that was read, whatever it turned out to be. */
export type LoadedFile = {
  /** Its name, without folders. */
  readonly name: string;
  readonly file: BlueprintsFile;
  /** Where the user has it; absent for one from a repository. */
  readonly uri?: vscode.Uri;
};
