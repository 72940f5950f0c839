/** Runs the contract tests against a real Kolibri server and says how they went. */
export function runKolibriTests(): Promise<'passed' | 'failed' | 'skipped'>;
