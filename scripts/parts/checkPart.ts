import { FAILED, PASSED, type Part } from './part.ts';

/** A part without tests: it passes when every step gives the exit code 0. All steps run. */
export function checkPart(
  name: string,
  steps: (args: readonly string[]) => Iterable<() => Promise<number>>,
): Part {
  return {
    name,
    async run(args) {
      let result = PASSED;
      for (const step of steps(args)) if ((await step()) !== 0) result = FAILED;
      return result;
    },
  };
}
