import type { AddressProblem } from '../../platform/repositoryProblem.ts';

/** Where in a repository a file may be: a page's address does not say where the name of the ref ends and the path begins. */
export type RefAndPath = { readonly ref: string; readonly path: string };

/** A repository that may be fetched from. */
export type RepositoryAddress = {
  /** The clone URL, normalised: `https:`, without credentials, query and fragment. */
  readonly url: string;
  /** True where the URL was derived from the address of a web page, or from one that was not whole: worth showing before it is used. */
  readonly derived: boolean;
  /**
   * What the page's address says besides, every way to read it, the most likely one first. `path` is empty for a page that shows
   * a ref's root. Empty where the address says nothing.
   */
  readonly readings: readonly RefAndPath[];
};

/** What an address turned out to be. */
export type AddressReading =
  | { readonly ok: true; readonly address: RepositoryAddress }
  | { readonly ok: false; readonly problem: AddressProblem };
