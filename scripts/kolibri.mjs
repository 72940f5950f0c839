import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startKolibriPortal } from './kolibri-portal.mjs';
import { KolibriMissing, startKolibri } from './kolibri-server.mjs';

export { startKolibri };

const ROOT = join(import.meta.dirname, '..');

/** Runs the contract tests against a real Kolibri. Without Python they are skipped, which is a failure on a CI machine. */
export async function runKolibriTests() {
  const say = (text) => console.log(`kolibri: ${text}`);
  let server;
  try {
    server = await startWithPortal(say, { quickPasswords: true });
  } catch (error) {
    if (!(error instanceof KolibriMissing)) {
      say(error.message);
      return 'failed';
    }
    say(
      process.env.CI
        ? `${error.message}. Where CI is set these tests must run: install it.`
        : `skipped, because ${error.message}. Install it and run this again.`,
    );
    return process.env.CI ? 'failed' : 'skipped';
  }
  const release = closeOnSignals(server);
  try {
    const { baseUrl, partnerUrl } = server;
    say(`running the contract tests against ${baseUrl}`);
    const code = await mocha({ LECTERN_KOLIBRI_URL: baseUrl, LECTERN_KOLIBRI_PARTNER_URL: partnerUrl });
    return code === 0 ? 'passed' : 'failed';
  } finally {
    release();
    await server.close();
  }
}

/** A Kolibri and its data portal, which go together. */
async function startWithPortal(say, options = {}) {
  const portal = await startKolibriPortal({ say });
  try {
    const server = await startKolibri({ ...options, say, portalUrl: portal.baseUrl });
    const close = () => server.close().finally(() => portal.close());
    return { ...server, partnerUrl: portal.partnerUrl, close };
  } catch (error) {
    await portal.close();
    throw error;
  }
}

function mocha(env) {
  const args = [join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js'), 'test/contract/kolibri/**/*.test.ts'];
  const child = spawn(testNode(), args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`kolibri: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** The Node that runs TypeScript as it is: this one, or the one among the development tools. */
function testNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const tool = join(ROOT, 'node_modules', 'node', 'bin', name);
  return existsSync(tool) ? tool : process.execPath;
}

/** Ctrl-C stops the server before this process ends. Returns what takes the listeners off again. */
function closeOnSignals(server) {
  const stop = () => {
    server.close().finally(() => process.exit(130));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
}

async function serve(withPortal) {
  const say = (text) => console.log(text);
  const server = withPortal ? await startWithPortal(say) : await startKolibri({ say });
  console.log(`Kolibri runs at ${server.baseUrl}`);
  console.log(
    `User name: ${server.username}   Password: ${server.password}   Facility: ${server.facilityName}`,
  );
  if (withPortal) console.log('Its data portal knows the project token demo-0001.');
  console.log('Ctrl-C stops it; its data go with it.');
  closeOnSignals(server);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv[2] === 'serve') {
    try {
      await serve(process.argv.includes('--portal'));
    } catch (error) {
      console.error(error.message);
      process.exitCode = 1;
    }
  } else {
    process.exitCode = (await runKolibriTests()) === 'failed' ? 1 : 0;
  }
}
