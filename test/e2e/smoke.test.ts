import assert from 'node:assert/strict';
import { join } from 'node:path';
import { courseNames } from '../../scripts/campus/courseNames.ts';
import { startCampusProcess, type CampusProcess } from '../../scripts/campus/startCampusProcess.ts';
import { killExtensionHost } from '../../scripts/host/killExtensionHost.ts';
import { startServer, type Server } from '../../scripts/host/startServer.ts';
import { scratchFolder, type ScratchFolder } from '../../scripts/process/scratchFolder.ts';
import { ROOT } from '../../scripts/root.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('the packaged extension in a fresh workbench', () => {
  let scratch: ScratchFolder;
  let campus: CampusProcess | undefined;
  let server: Server | undefined;
  let workbench: Workbench | undefined;

  before(async () => {
    scratch = scratchFolder('smoke');
    campus = await startCampusProcess();
    server = await startServer({ vsix: join(ROOT, 'dist/lectern.vsix'), env: campus.env });
  });

  after(async () => {
    await workbench?.close();
    await server?.close();
    await campus?.close();
    scratch.remove();
  });

  it('shows the courses of the campus, also after its extension host was killed', async () => {
    workbench = await openWorkbench(server!, scratch.path);
    const [name] = await courseNames(campus!);
    assert.ok(name !== undefined);
    await workbench.showContainer('Lectern');
    await workbench.rows(name).first().waitFor();
    assert.equal(await killExtensionHost(server!), 1);
    await workbench.reload();
    await workbench.showContainer('Lectern');
    await workbench.rows(name).first().waitFor();
  });
});
