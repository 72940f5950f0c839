// One editor's worth of close-outs in a process of its own, on a clock of its own, so that it can be killed:
// the campus's origin, its keys, a folder, and "start <how many courses>" ("startOnce": until it pauses), "resume", "retry" or "check" (verify).
// Ends when every run rests; prints what happens.
import { join } from 'node:path';
import { CloseOuts } from '../../src/core/closeout/closeOuts.ts';
import { recordCheck } from '../../src/core/closeout/recordCheck.ts';
import { createCodioClient } from '../../src/core/codio/codioClient.ts';
import { createDailyShare, withinShare } from '../../src/core/platform/dailyShare.ts';
import { createHttp } from '../../src/core/platform/http.ts';
import type { Ref } from '../../src/core/platform/place.ts';
import { DayCount } from '../../src/core/storage/dayCount.ts';
import { verifyFolder } from '../../src/core/verify/verifyFolder.ts';
import { VirtualClock } from './virtualClock.ts';

const [origin = '', clientId = '', clientSecret = '', folder = '', percent = '50', mode = '', count = '0'] =
  process.argv.slice(2);
const clock = await VirtualClock.withCampus(origin);
const usage = new DayCount(join(folder, 'usage'), clock.now);
const client = createCodioClient({
  connection: {
    platform: 'codio',
    id: 'c',
    name: 'Campus',
    oauthBaseUrl: `${origin}/oauth`,
    apiBaseUrl: origin,
  },
  credentials: { platform: 'codio', clientId, clientSecret },
  http: clock.watched(createHttp({ userAgent: 'Lectern/test' })),
  now: clock.now,
  sleep: clock.sleep,
  onCounted: () => usage.add(),
});
const share = createDailyShare({
  used: () => usage.today(),
  budget: () => client.requestBudget?.(),
  percent: () => Number(percent),
  now: clock.now,
});
const closeOuts = new CloseOuts({
  ledger: join(folder, 'closeouts'),
  folder: () => join(folder, 'exports'),
  port: () => Promise.resolve(withinShare(client.exports, share)),
  async assignments(_id, course, signal) {
    await share.pass();
    const found: Ref[] = [];
    for await (const page of client.children({ kind: 'modules', course }, { archived: false }, signal))
      for (const place of page) if (place.kind === 'module') found.push(...place.assignments);
    return found;
  },
  lookAnew() {
    client.forgetBudget?.();
    return Promise.resolve();
  },
  simultaneous: () => 3,
  now: () => new Date(clock.now()),
  sleep: clock.sleep,
  log: (line) => process.stdout.write(`${line}\n`),
});

if (mode.startsWith('start')) {
  const courses: Ref[] = [];
  for await (const page of client.children(undefined, { archived: true }, new AbortController().signal)) {
    for (const place of page) if (place.kind === 'course') courses.push({ id: place.id, name: place.name });
    if (courses.length >= Number(count)) break;
  }
  await closeOuts.start('c', courses.slice(0, Number(count)));
} else {
  await closeOuts.refresh();
  // As a person does: everything that failed once more.
  const [run] = closeOuts.runs;
  if (mode === 'retry' && run) await closeOuts.order(run.id, { action: 'resume' });
  if (mode === 'check' && run) {
    const at = new Date(clock.now()).toISOString();
    const signal = new AbortController().signal;
    await recordCheck(closeOuts, await verifyFolder(run.folder, signal, () => undefined), at);
  }
}
for (;;) {
  await closeOuts.idle();
  const [run] = closeOuts.runs;
  if (run?.status !== 'running' || run.stopped) break;
  if (run.paused && mode === 'startOnce') break;
  if (run.paused) await clock.advanceTo(Date.parse(run.paused.until));
  await closeOuts.refresh();
}
const end = closeOuts.runs[0];
await closeOuts.dispose();
process.stdout.write(`${JSON.stringify({ status: end?.status, stopped: end?.stopped, ...end?.counts })}\n`);
