import { spawnSync } from 'node:child_process';
import { startKolibri } from './scripts/kolibri.mjs';
import { startPortal } from './src/core/campus/kolibri/portal/startPortal.ts';
const portal = await startPortal();
const server = await startKolibri({ say: console.log, portalUrl: portal.baseUrl });
try {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, LECTERN_KOLIBRI_URL: server.baseUrl } });
  await new Promise((r) => child.on('exit', r));
} finally { await server.close(); await portal.close(); }
