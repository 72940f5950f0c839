// The sample campus as a process of its own: prints one JSON line when it listens, ends on SIGTERM or when its standard
// input closes, which it does when the process that started it is gone.
import { startCampus } from '../../src/core/campus/campus.ts';

const [stateDir, port] = process.argv.slice(2);
if (stateDir === undefined) throw new Error('usage: serveCampus.ts <state folder> [port]');
const campus = await startCampus({ stateDir, ...(port === undefined ? {} : { port: Number(port) }) });
process.stdout.write(
  `${JSON.stringify({ origin: campus.origin, codio: campus.codio, kolibri: campus.kolibri })}\n`,
);

let ending = false;
const end = (): void => {
  if (ending) return;
  ending = true;
  void campus.close().then(() => process.exit(0));
};
process.stdin.resume().on('end', end).on('close', end);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
