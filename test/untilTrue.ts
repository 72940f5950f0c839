import { until } from './until.ts';

/** Looks again and again until it is so. */
export async function untilTrue(what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  await until(what, async () => ((await look()) ? true : undefined));
}
