import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/manifest.ts';
import { until } from '../until.ts';
import { endOf, jobIds, lectern, newJob } from './lectern.ts';
import { theCampus } from './theCampus.ts';
import { connectionRow, courseOf, noticeBelow, placesBelow } from './treeRows.ts';

const ID = 'secretive';

describe('what must stay secret', () => {
  it('is neither in the editor’s state nor in the log', async () => {
    const api = await lectern();
    const { services } = api;
    const campus = theCampus();
    const { sandbox, credentials } = campus;
    await sandbox.reset();
    await sandbox.turn({ taskMs: 100 });
    // A marked line, so that it is certain that the log read below holds what went before.
    const marker = createHash('sha256').update(String(performance.now())).digest('hex');
    try {
      // Something of everything: a good and a bad sign-in, names, a student's file, a link that fails.
      await campus.connect(api, ID, { ...credentials, clientSecret: 'this-was-mistyped' });
      const root = await connectionRow(api.courses, ID);
      await noticeBelow(api.courses, root);
      await campus.connect(api, ID);
      const { students } = await courseOf(api.courses, root, 'Foundations of Computing');
      const people = await placesBelow(api.courses, students, 'student');
      const [student] = people;
      assert.ok(student);
      for (const download of ['ok', 'gone'] as const) {
        await sandbox.turn({ download });
        const known = jobIds(api);
        await vscode.commands.executeCommand(COMMANDS.exportStudentCsv, student);
        const { id } = await newJob(api, known);
        assert.equal((await endOf(api, id)).step, download === 'ok' ? 'done' : 'failed');
      }
      await sandbox.turn({
        taskOutcome: 'error',
        taskError: `cannot pack the work of ${student.place.name}`,
      });
      const known = jobIds(api);
      await vscode.commands.executeCommand(COMMANDS.exportCoachLogs, await courseNode());
      assert.equal((await endOf(api, (await newJob(api, known)).id)).step, 'failed');

      services.log.info(marker);
      const log = await logText(marker);
      assert.match(log, /job [0-9a-f]{8}: studentCsv/, 'the log tells what happened');
      const links = (await sandbox.downloads()).map(({ path }) => path);
      assert.ok(links.length >= 2);
      const secrets = [
        credentials.clientSecret,
        'this-was-mistyped',
        'temporary/',
        ...links.map((path) => path.split('/').at(-1) ?? ''),
        ...people.flatMap(({ place: { name, email, login } }) => [name, email, login]),
      ].filter((secret) => secret !== undefined);
      assert.ok(secrets.length > people.length);
      for (const secret of secrets) assert.ok(!log.includes(secret), `the log holds ${secret}`);
      assert.doesNotMatch(log, /bearer|access_token|client_secret/i);

      const { memory } = services;
      const state = JSON.stringify(memory.keys().map((key) => [key, memory.get<unknown>(key)]));
      assert.ok(state.includes(ID), 'the state holds the connection');
      for (const secret of [credentials.clientSecret, credentials.clientId, 'temporary/'])
        assert.ok(!state.includes(secret), `the state holds ${secret}`);

      async function courseNode(): Promise<unknown> {
        return (await courseOf(api.courses, root, 'Foundations of Computing')).course;
      }
    } finally {
      await campus.disconnect(api, ID);
      await sandbox.reset();
    }
    assert.equal(
      await services.connections.credentials(ID),
      undefined,
      'a removed connection has no secrets left',
    );
  });
});

/** The log as the user reads it, up to and with the marker. */
async function logText(marker: string): Promise<string> {
  await vscode.commands.executeCommand(COMMANDS.showLog);
  return until('the log', () =>
    vscode.workspace.textDocuments
      .filter(({ uri }) => uri.scheme === 'output')
      .map((document) => document.getText())
      .find((text) => text.includes(marker)),
  );
}
