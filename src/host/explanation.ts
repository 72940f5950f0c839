/** The one thing that mends a failure, if the user can. */
export type Mend = 'signIn' | 'retry' | 'startAgain' | 'openSettings' | 'handOver';

/** A failure as a person reads it. */
export type Explanation = {
  /** For a row's description: a few words. */
  readonly short: string;
  /** Why, and what to do. */
  readonly sentence: string;
  readonly mend?: Mend;
};
