// Closing out an organisation of 1,000 courses on the sample campus with its real request limits, on a clock that jumps: how many requests
// and days it takes, and whether two kills of the process make anything be done twice. See docs/benchmarks.md.
import { setTimeout as pause } from 'node:timers/promises';
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { say } from '../../scripts/say.ts';
import { verifyFolder } from '../../src/core/verify/verifyFolder.ts';
import { openStage } from '../closeout/closeOutStage.ts';
import { printFigures, rounded } from './figures.ts';

const DAY_MS = 24 * 3_600_000;
const COURSES = Number(process.argv[2] ?? 1000);
const SHARE = 50;

const scratch = scratchFolder('bench');
const from = new Date('2026-11-22T08:00:00Z');
const stage = await openStage(scratch.path, from, { extraCourses: Math.max(0, COURSES - 7), pageSize: 100 });
try {
  const began = performance.now();
  for (const [mode, share] of [
    ['start', 1 / 3],
    ['resume', 2 / 3],
  ] as const) {
    const child = stage.run(mode, COURSES, SHARE);
    while ((await stage.tally()).downloaded < COURSES * 4 * share) {
      if (child.exitCode !== null)
        throw new Error(`It ended too early:\n${stage.lines.slice(-5).join('\n')}`);
      await pause(50);
    }
    await stage.kill(child);
    say(`Killed after ${(await stage.tally()).downloaded} of ${COURSES * 4} exports.`);
  }
  await stage.ended(stage.run('resume', COURSES, SHARE));
  const { requests, begun, begunAgain, downloaded, downloadedAgain } = await stage.tally();
  const { checked, findings, lacking } = await verifyFolder(
    stage.closeOutFolder(),
    new AbortController().signal,
    () => undefined,
  );
  if (checked !== COURSES * 4 || findings.length + lacking.length > 0)
    throw new Error(`The manifest does not verify: ${JSON.stringify({ checked, findings, lacking })}`);
  const day = (at: number): number => Math.floor(at / DAY_MS);
  printFigures({
    requests_per_course: rounded(requests / COURSES),
    days: day(await stage.now()) - day(from.getTime()) + 1,
    done_twice: begunAgain + downloadedAgain,
    courses: COURSES,
    begun,
    downloaded,
    share_percent: SHARE,
    kills: 2,
    wall_s: rounded((performance.now() - began) / 1000, 0),
  });
} finally {
  await stage.stop();
  scratch.remove();
}
