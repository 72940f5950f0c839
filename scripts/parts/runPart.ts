import { Missing } from '../missing.ts';
import { FAILED, type Part, type PartResult } from './part.ts';

/** Runs a part; whatever it throws is printed and makes it one failure. */
export async function runPart(part: Part, args: readonly string[] = []): Promise<PartResult> {
  try {
    return await part.run(args);
  } catch (error) {
    const text =
      error instanceof Missing ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${text ?? part.name}\n`);
    return FAILED;
  }
}
