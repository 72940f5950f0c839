import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { browserPath } from './browserPath.ts';
import { CACHE } from './cachePlace.ts';

// Without --no-sandbox Chromium does not start as root or in a container. It opens nothing but our own loopback pages.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function environment(executable: string): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  const home = dirname(executable);
  if (!home.startsWith(CACHE)) return env;
  // A bare machine lacks NSS or fonts: use the copies that came with the browser.
  if (spawnSync(executable, ['--version']).status !== 0) {
    env['LD_LIBRARY_PATH'] = [join(home, 'al2023/lib'), env['LD_LIBRARY_PATH'] ?? '']
      .filter(Boolean)
      .join(':');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_FILE'] = join(home, 'fonts/fonts.conf');
  return env;
}

/** Starts the headless browser; it ends with this process at the latest. */
export async function launchBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const executablePath = await browserPath();
  return chromium.launch({ executablePath, env: environment(executablePath), args: FLAGS });
}
