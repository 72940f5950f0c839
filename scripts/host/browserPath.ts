import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as v from 'valibot';
import { Missing } from '../missing.ts';
import { readJson } from '../readJson.ts';
import { ROOT } from '../root.ts';
import { say } from '../say.ts';
import { CACHE } from './cachePlace.ts';
import { moveWhereNoneIs } from './moveWhereNoneIs.ts';

const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir prefix="relative">.</dir><cachedir prefix="relative">cache</cachedir></fontconfig>`;

function installedBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...USUAL_PLACES].find((path) => existsSync(path));
}

async function unpack(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // The package unpacks into os.tmpdir() and takes whatever "chromium" already lies there, of any version.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    await inflate(join(PACKAGE, 'bin/al2023.tar.br')); // NSS, NSPR, expat: a bare machine lacks them
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  writeFileSync(join(folder, 'fonts/fonts.conf'), FONTS);
}

/** The browser of the tests: CHROMIUM_PATH, one on the PATH, or the one from npm, unpacked into the cache once. */
export async function browserPath(): Promise<string> {
  const chosen = process.env['CHROMIUM_PATH'] ?? installedBrowser();
  if (chosen !== undefined) return chosen;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Missing(
      `There is no browser from npm for ${process.platform} ${process.arch}: install Chrome or Chromium, or name one ` +
        'in the environment variable CHROMIUM_PATH, and run the command again.',
    );
  }
  const { version } = readJson(join(PACKAGE, 'package.json'), v.object({ version: v.string() }));
  const folder = join(CACHE, `chromium-${version}`);
  if (!existsSync(folder)) {
    say(`Unpacking Chromium into ${CACHE}, about 200 MB ...`);
    const half = `${folder}.${process.pid}`;
    try {
      await unpack(half);
      moveWhereNoneIs(half, folder);
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
  }
  return join(folder, 'chromium');
}
