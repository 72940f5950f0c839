/** Runs the contract tests against a real Kolibri server and says how they went. */
export function runKolibriTests(): Promise<'passed' | 'failed' | 'skipped'>;

/** A running Kolibri, its administrator and its facility. `close` stops it; its data go with it. */
export type RunningKolibri = {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly facilityName: string;
  close(): Promise<void>;
};

/** Starts a real Kolibri on a free loopback port, with the school of the contract tests or (`seed: false`) one empty facility. */
export function startKolibri(options?: {
  readonly seed?: boolean;
  /** Hashing a password takes no time. */
  readonly quickPasswords?: boolean;
  readonly say?: (text: string) => void;
}): Promise<RunningKolibri>;
