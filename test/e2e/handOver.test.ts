import { onStage } from './onStage.ts';

const COURSE = 'Introduction to Programming with Python';

describe('an export that the browser makes', () => {
  const stage = onStage('handOver', { connected: true });

  it('is offered where the server has no endpoint, and says what to click', async () => {
    const { workbench, sandbox } = stage();
    const { page, rows } = workbench;
    await sandbox.turn({ noEndpoint: '/export/coach' });
    await workbench.menu(rows(COURSE, 'Courses'), 'Export Coach Logs');
    await rows(/^Coach logs\s*not offered by the server/, 'Exports').waitFor();
    await workbench.notification(/hand the file over/).waitFor();
    await page.mouse.move(900, 400);
    await workbench.shot('hand-over-row');
    // The address is opened in a page of its own, which is not looked at here.
    await workbench.menu(rows(/^Coach logs/, 'Exports'), 'Export in Browser…');
    await workbench.notification(/click Course Coach Logs/).waitFor();
    await workbench.shot('hand-over');
  });
});
