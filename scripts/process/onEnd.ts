import { constants } from 'node:os';

const steps = new Set<() => void>();
let watching = false;

function runAll(): void {
  for (const step of [...steps].reverse()) {
    steps.delete(step);
    try {
      step();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`); // the others still have to run
    }
  }
}

function watch(): void {
  watching = true;
  process.on('exit', runAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

/**
 * Runs a step when this process ends in whatever way it can notice, a signal included. Steps are synchronous, for
 * nothing else runs at that point; the last one registered goes first.
 *
 * @returns a function that takes the step back, for what was ended in an orderly way before
 */
export function onEnd(step: () => void): () => void {
  if (!watching) watch();
  steps.add(step);
  return () => {
    steps.delete(step);
  };
}
