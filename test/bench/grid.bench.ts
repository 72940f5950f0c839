// The import preview of 100,000 rows in the packaged extension, in a headless browser. See docs/benchmarks.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import * as v from 'valibot';
import { startCampusProcess } from '../../scripts/campus/startCampusProcess.ts';
import { startServer } from '../../scripts/host/startServer.ts';
import { PARTS } from '../../scripts/parts/parts.ts';
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { ROOT } from '../../scripts/root.ts';
import { say } from '../../scripts/say.ts';
import { openWorkbench, type Workbench } from '../e2e/workbench.ts';
import { until } from '../until.ts';
import { bigFacility } from './bigFacility.ts';
import { printFigures, printTable, rounded } from './figures.ts';
import { median } from './median.ts';

const ROWS = 100_000;
const RUNS = 2;
const SCROLL_MS = 6000;
const LIMIT_MS = 32;
/** For reading and checking the file on a machine that is busy. */
const PATIENCE_MS = 120_000;

const Mark = v.object({ plannedAt: v.number(), paintedAt: v.number() });
const Frames = v.array(v.number());

/** Everybody is new to the campus's facility, so that every row has something to show. */
function newUsers(): string {
  const [header, ...rows] = bigFacility(ROWS).text.split('\r\n');
  const fresh = rows.map((row, i) => row.replace(/^[0-9a-f]{32}/, '').replace(',*,', `,secret${i},`));
  return [header, ...fresh].join('\r\n');
}

/** How long after the plan was made the first rows were painted, as both sides say by the same clock. */
async function firstRows(frame: Frame): Promise<number> {
  const look = 'performance.getEntriesByName("lectern-first-rows")[0]?.detail';
  const mark = await until('the first rows are painted', () => frame.evaluate<unknown>(look), PATIENCE_MS);
  const { plannedAt, paintedAt } = v.parse(Mark, mark);
  return paintedAt - plannedAt;
}

/** Milliseconds between frames while the grid is scrolled like a wheel does, through the file and back. */
async function scroll(frame: Frame): Promise<readonly number[]> {
  return v.parse(
    Frames,
    await frame.evaluate(`new Promise((done) => {
      const grid = document.querySelector('.grid');
      const gaps = [];
      const begun = performance.now();
      let last = begun;
      let direction = 1;
      const step = (now) => {
        if (now > begun) gaps.push(now - last);
        last = now;
        if (now - begun > ${SCROLL_MS}) { done(gaps.slice(1)); return; }
        if (grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 200) direction = -1;
        grid.scrollTop += 120 * direction * (now - begun > ${SCROLL_MS / 2} ? 20 : 1);
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    })`),
  );
}

async function preview(workbench: Workbench): Promise<Frame> {
  await workbench.open('users.csv');
  await workbench.page
    .locator('.statusbar-item', { hasText: /Users CSV: no problems/ })
    .waitFor({ timeout: PATIENCE_MS });
  await workbench.command('Lectern: Preview Import');
  await workbench.choose('Lakeside School');
  return workbench.webview('.plan:not([hidden]) .grid');
}

if ((await PARTS.build.run(['--production'])).failed > 0 || (await PARTS.package.run([])).failed > 0)
  throw new Error('Lectern could not be packaged.');
const scratch = scratchFolder('grid');
const text = newUsers();
const firsts: number[] = [];
const gaps: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const workspace = join(scratch.path, `workspace${run}`);
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'users.csv'), text);
  const campus = await startCampusProcess();
  const server = await startServer({ vsix: join(ROOT, 'dist/lectern.vsix'), env: campus.env });
  const workbench = await openWorkbench(server, workspace);
  try {
    await workbench.showContainer('Lectern');
    const frame = await preview(workbench);
    firsts.push(await firstRows(frame));
    gaps.push(...(await scroll(frame)));
  } finally {
    await workbench.close();
    await server.close();
    await campus.close();
  }
}
scratch.remove();
const smooth = gaps.filter((gap) => gap <= LIMIT_MS).length;
say(`${ROWS} rows, ${(text.length / 1e6).toFixed(1)} MB, ${RUNS} windows`);
say('');
printTable(
  ['', ''],
  [
    ['first rows after the plan, ms', median(firsts).toFixed(0)],
    [`frames of at most ${LIMIT_MS} ms`, `${((100 * smooth) / gaps.length).toFixed(1)} %`],
    ['longest frame, ms', Math.max(...gaps).toFixed(0)],
  ],
);
say('');
printFigures({
  first_rows_ms: rounded(median(firsts), 0),
  share_frames_32ms: rounded((100 * smooth) / gaps.length, 1),
  median_frame_ms: rounded(median(gaps), 1),
  frames: gaps.length,
  rows: ROWS,
});
