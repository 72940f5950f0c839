import { bootstrap } from './setup/bootstrap.mjs';

// TypeScript from here on: it needs the Node that the first step provides.
if (await bootstrap(import.meta.url)) {
  const { runCommand } = await import('./runCommand.ts');
  await runCommand(process.argv.slice(2));
}
