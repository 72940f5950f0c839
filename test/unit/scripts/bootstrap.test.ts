import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, type ScratchFolder } from '../../../scripts/process/scratchFolder.ts';
import { ROOT } from '../../../scripts/root.ts';

// A checkout of its own, whose one package is not installed. Nothing here may reach for a registry.
describe('bootstrap', () => {
  let scratch: ScratchFolder;
  let checkout: string;

  beforeEach(() => {
    scratch = scratchFolder('bootstrap-test');
    checkout = join(scratch.path, 'checkout');
    cpSync(join(ROOT, 'scripts/setup'), join(checkout, 'scripts/setup'), { recursive: true });
    const packages = { 'node_modules/absent': { version: '1.0.0' } };
    writeFileSync(join(checkout, 'package.json'), '{"type":"module","devDependencies":{"node":"24.21.0"}}');
    writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
    writeFileSync(
      join(checkout, 'scripts/go.mjs'),
      `import { bootstrap } from './setup/bootstrap.mjs';\nawait bootstrap(import.meta.url);\n`,
    );
  });

  afterEach(() => {
    scratch.remove();
  });

  const go = (env: NodeJS.ProcessEnv): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [join(checkout, 'scripts/go.mjs')], {
      encoding: 'utf8',
      env: { ...process.env, npm_config_offline: 'true', ...env },
    });

  it('installs nothing through a link, for npm would empty the folder behind it', () => {
    const shared = join(scratch.path, 'shared');
    mkdirSync(shared);
    writeFileSync(join(shared, 'precious'), '');
    symlinkSync(shared, join(checkout, 'node_modules'));
    const { status, stderr } = go({});
    assert.equal(status, 1);
    assert.match(stderr, /^node_modules is a link .* remove the link and run the command again\.\n$/);
    assert.ok(existsSync(join(shared, 'precious')));
  });

  it('says what to do without git', () => {
    const { status, stderr } = go({ PATH: scratch.path });
    assert.equal(status, 1);
    assert.match(stderr, /^Lectern needs git, .* install it .* and run the command again\.\n$/);
  });

  it('says what to do when the packages cannot be fetched', () => {
    const { status, stderr } = go({ npm_config_cache: join(scratch.path, 'cache') });
    assert.equal(status, 1);
    assert.match(stderr, /could not be installed: check that "npm ping" reaches the npm registry/);
  });
});
