const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** How far an archive is trusted. Whatever passes a limit is refused by name; the rest still opens. */
export type ArchiveLimits = {
  /** Entries of one archive that are listed. */
  readonly entries: number;
  /** Largest expanded size of one entry, in bytes. */
  readonly entryBytes: number;
  /** Largest expanded size of all entries of one archive together, in bytes. */
  readonly expandedBytes: number;
  /** How many times larger than in the archive an entry may get … */
  readonly ratio: number;
  /** … if it gets larger than this, in bytes: small files of nothing but zeros are common. */
  readonly ratioFrom: number;
  /** Archives inside one another; 1 is the archive itself. */
  readonly depth: number;
  /** Largest archive inside another one that is expanded into the cache, in bytes. */
  readonly nestedBytes: number;
  /** What the cache may hold altogether, in bytes. */
  readonly cacheBytes: number;
};

export const DEFAULT_LIMITS: ArchiveLimits = {
  entries: 1_000_000,
  entryBytes: 16 * GIB,
  expandedBytes: 128 * GIB,
  ratio: 250,
  ratioFrom: 64 * MIB,
  depth: 5,
  nestedBytes: 2 * GIB,
  cacheBytes: 4 * GIB,
};
