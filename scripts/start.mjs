import { bootstrap } from './setup/bootstrap.mjs';

// TypeScript from here on: it needs the Node that the first step provides.
if (await bootstrap(import.meta.url)) {
  const { startCommand } = await import('./startCommand.ts');
  await startCommand(process.argv.slice(2));
}
