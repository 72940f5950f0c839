import type * as vscode from 'vscode';
import type { Reading } from '../../core/blueprints/repository/fetchReading.ts';

/** A file in a repository. Where the address of a page was given there may be several readings, to be tried in turn. */
export type RepositorySource = {
  readonly kind: 'git';
  /** The clone URL. */
  readonly url: string;
  readonly readings: readonly [Reading, ...Reading[]];
};

/** Where blueprints come from. */
export type BlueprintSource = { readonly kind: 'file'; readonly uri: vscode.Uri } | RepositorySource;
