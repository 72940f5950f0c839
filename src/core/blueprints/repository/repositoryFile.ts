import type { HttpOptions } from '../../platform/http.ts';

/** One file of a public repository, as a person names it. */
export type RepositoryFile = {
  /** A clone URL as `readRepositoryAddress` gives it. */
  readonly url: string;
  /** A branch, a tag or the whole name of a commit; absent for the default branch. */
  readonly ref?: string;
  /** From the root of the repository, joined by `/`. */
  readonly path: string;
};

/** A file that was fetched. */
export type FetchedFile = {
  readonly bytes: Uint8Array;
  /** The commit that it was read from. */
  readonly commit: string;
  /** As the repository spells it; names that differ only in how Unicode writes their letters are one. */
  readonly path: string;
  readonly way: 'git' | 'builtIn';
};

/** `bytes` have come so far, over all requests. */
export type FetchProgress = { readonly bytes: number };

export type FetchLimits = {
  /** The largest file that is taken. */
  readonly fileBytes: number;
  /** The most that may come from the server, over all requests. */
  readonly transferBytes: number;
  /** For everything together. */
  readonly totalMs: number;
  /** Without a byte for so long, the server counts as stalled. */
  readonly stallMs: number;
};

export type FetchOptions = {
  /** `auto`: the installed git where there is one, else the one that is built in. */
  readonly way: 'auto' | 'git' | 'builtIn';
  /** The git that is used, an absolute path; absent for the one on the PATH. */
  readonly git?: string;
  /** Below this folder each fetch has one of its own, which is gone afterwards. */
  readonly folder: string;
  readonly http: HttpOptions;
  readonly limits: FetchLimits;
  /** Where git is looked for and which proxies there are: `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (progress: FetchProgress) => void;
};

const MIB = 1024 * 1024;

/** A blueprints file holds pages of text; a course has some dozens. */
export const DEFAULT_LIMITS: FetchLimits = {
  fileBytes: 16 * MIB,
  transferBytes: 1024 * MIB,
  totalMs: 10 * 60_000,
  stallMs: 30_000,
};
