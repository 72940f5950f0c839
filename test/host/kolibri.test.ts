import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import type { ConnectionNode, CourseNode } from '../../src/features/courses/courseNode.ts';
import { jobNode } from '../../src/features/exports/jobRow.ts';
import { COMMANDS } from '../../src/manifest.ts';
import type { KolibriSandbox } from '../campus/kolibriSandbox.ts';
import { until } from '../until.ts';
import { endOf, jobIds, lectern, newJob } from './lectern.ts';
import { GIVEN_KOLIBRI } from './theCampus.ts';
import { labelOf, placesBelow, rowsBelow, tooltipOf, wordsOf, type RowOf } from './treeRows.ts';
import { theKolibri } from './theKolibri.ts';

const SCHOOL = 'Lakeside School';
const never = new AbortController().signal;
const USERS = 'kolibri.core.auth.tasks.exportuserstocsv';

describe('a Kolibri server in the Courses view', () => {
  let api: Api;
  let sandbox: KolibriSandbox;
  let root: ConnectionNode;
  let facility: RowOf<'facility'>;

  const item = (node: CourseNode): vscode.TreeItem => api.courses.getTreeItem(node);
  const jobs = async (): Promise<readonly RowOf<'serverJob'>[]> => {
    api.courses.refresh();
    const folder = (await rowsBelow(api.courses, root)).find(
      (row) => row.type === 'place' && row.place.kind === 'serverJobs',
    );
    assert.ok(folder);
    const rows = await rowsBelow(api.courses, folder);
    return rows.flatMap((row) =>
      row.type === 'place' && row.place.kind === 'serverJob' ? [{ ...row, place: row.place }] : [],
    );
  };

  before(async () => {
    api = await lectern();
    ({ root, sandbox } = await theKolibri(api));
    const found = (await placesBelow(api.courses, root, 'facility')).find(
      ({ place }) => place.name === SCHOOL,
    );
    assert.ok(found);
    facility = found;
  });
  afterEach(() => sandbox.turn({ jobMs: 300, jobOutcome: 'ok', portal: 'ok', failTimes: 0, failPath: '' }));

  it('counts users, classes, learners, lessons and quizzes', async () => {
    const row = item(facility);
    assert.match(String(row.description), /^\d+ users/);
    assert.match(tooltipOf(row), /6 classes/);
    assert.ok(
      ['facility', 'users', 'summaryLogs', 'sessionLogs'].every((word) => wordsOf(row).includes(word)),
    );
    const classes = await placesBelow(api.courses, facility, 'class');
    assert.equal(classes.length, 6);
    const [first] = classes;
    assert.ok(first);
    assert.match(String(item(first).description), /^\d+ learners?$/);
    const [lessons, learners, coaches] = await rowsBelow(api.courses, first);
    assert.ok(lessons && learners && coaches);
    assert.deepEqual(
      [lessons, learners, coaches].map((one) => labelOf(item(one))),
      ['Lessons and Quizzes', 'Learners', 'Coaches'],
    );
    assert.equal(item(lessons).description, String((await rowsBelow(api.courses, lessons)).length));
    const people = await placesBelow(api.courses, learners, 'learner');
    assert.equal(item(learners).description, String(people.length));
  });

  it('exports the users of a facility, in the language of the setting without asking', async () => {
    const settings = vscode.workspace.getConfiguration('lectern');
    await settings.update('roster.locale', 'es-es', vscode.ConfigurationTarget.Global);
    try {
      const known = jobIds(api);
      const done = vscode.commands.executeCommand(COMMANDS.exportUsers, facility);
      const job = await newJob(api, known);
      await done;
      const end = await endOf(api, job.id);
      assert.ok(end.step === 'done', JSON.stringify(end));
      assert.match(await readFile(end.file.path, 'utf8'), /\(UUID\),Nombre de usuario \(USERNAME\)/);
      assert.match(basename(end.file.path), /^Users es-es /);
      const row = api.exports.getTreeItem(jobNode(job));
      assert.match(String(row.description), new RegExp(`:.* · es-es · .* · ${SCHOOL}$`));
      assert.match(tooltipOf(row), /Columns in .*Spanish/);
    } finally {
      await settings.update('roster.locale', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('opens a users file from its template without a word of blame, and finds that it holds nobody', async () => {
    const settings = vscode.workspace.getConfiguration('lectern');
    await settings.update('roster.locale', 'fr-fr', vscode.ConfigurationTarget.Global);
    try {
      await vscode.commands.executeCommand(COMMANDS.newUsersCsv);
      const { document } = vscode.window.activeTextEditor!;
      assert.match(document.getText(), /\(UUID\),.*\(USERNAME\)/);
      const found = await until('the findings', () => {
        const all = vscode.languages.getDiagnostics(document.uri);
        return all.length > 0 ? all : undefined;
      });
      assert.deepEqual(
        found.map(({ severity }) => severity),
        [vscode.DiagnosticSeverity.Hint],
      );
      assert.match(found[0]!.message, /no user in this file/);
    } finally {
      await settings.update('roster.locale', undefined, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('exports logs, counts their repeats and writes the copy without them', async () => {
    const range = { preset: 'own', start: '2020-01-01', end: '2035-12-31' } as const;
    const { id, name } = facility.place;
    const job = await api.services.jobs.start(GIVEN_KOLIBRI, {
      kind: 'sessionLogs',
      facility: { id, name },
      range,
      locale: 'en',
    });
    const end = await endOf(api, job.id);
    assert.ok(end.step === 'done', JSON.stringify(end));
    assert.ok((end.file.rows?.repeats ?? 0) > 0);
    const row = api.exports.getTreeItem(jobNode(job));
    assert.ok(wordsOf(row).includes('repeats'));
    assert.match(
      String(row.description),
      new RegExp(`^\\d+ repeats? · Jan 1, 2020 – Dec 31, 2035 · .*:.* · \\d+ rows · .* · ${SCHOOL}$`),
    );
    assert.match(tooltipOf(row), /Columns in English/);
    const text = await readFile(end.file.path, 'utf8');
    void vscode.commands.executeCommand(COMMANDS.saveWithoutRepeats, jobNode(job));
    const copy = await until('the copy', async () =>
      readFile(end.file.path.replace(/\.csv$/, ' without repeats.csv'), 'utf8').catch(() => undefined),
    );
    assert.ok(copy.length < text.length);
  });

  it('lists the jobs of the server, gets the file of one that somebody else has begun, and leaves it there', async () => {
    const deputy = await sandbox.otherAdministrator();
    await deputy.send('POST', '/api/tasks/tasks/', {
      type: USERS,
      facility: facility.place.id,
      locale: 'fr-fr',
    });
    const theirs = async (): Promise<RowOf<'serverJob'> | undefined> =>
      (await jobs()).find(({ place }) => place.request?.locale === 'fr-fr' && place.state === 'done');
    const row = await until('the end of the job', theirs);
    assert.equal(labelOf(item(row)), 'Export of users');
    assert.match(String(item(row).description), new RegExp(`^done · .* · ${SCHOOL}$`));
    assert.match(tooltipOf(item(row)), /Begun by deputy/);
    assert.ok(wordsOf(item(row)).includes('jobFile'));
    assert.ok(!wordsOf(item(row)).includes('jobOwn'));
    const known = jobIds(api);
    await vscode.commands.executeCommand(COMMANDS.downloadServerJob, row);
    const job = await newJob(api, known);
    const end = await endOf(api, job.id);
    assert.ok(end.step === 'done', JSON.stringify(end));
    assert.match(await readFile(end.file.path, 'utf8'), /\(USERNAME\)/);
    assert.ok(await theirs(), 'what somebody else has begun stays on the list');
  });

  it('says of a failed job why, and clears one of ours', async () => {
    const own = async (): Promise<RowOf<'serverJob'> | undefined> =>
      (await jobs()).find(({ place }) => place.own && place.state === 'failed');
    await sandbox.turn({ jobOutcome: 'failed' });
    const client = await api.services.clients.client(GIVEN_KOLIBRI);
    const { id, name } = facility.place;
    await client.exports.begin({ kind: 'users', facility: { id, name }, locale: 'en' }, never);
    const row = await until('the failure of the job', own);
    assert.match(tooltipOf(item(row)), /No space left on device/);
    assert.ok(!wordsOf(item(row)).includes('jobFile'));
    await vscode.commands.executeCommand(COMMANDS.clearServerJob, row);
    assert.equal(await own(), undefined);
  });

  it('says why the jobs cannot be listed, and lists them after a refresh of that row', async () => {
    await sandbox.turn({ failTimes: 1000, failWith: 501, failPath: '/api/tasks' });
    api.courses.refresh();
    const folder = (await rowsBelow(api.courses, root)).at(-1);
    assert.ok(folder);
    const [notice] = await rowsBelow(api.courses, folder);
    assert.ok(notice?.type === 'notice' && notice.notice.kind === 'failed');
    await sandbox.turn({ failTimes: 0 });
    await vscode.commands.executeCommand(COMMANDS.refresh, notice);
    const rows = await rowsBelow(api.courses, folder);
    assert.ok(!rows.some((row) => row.type === 'notice' && row.notice.kind === 'failed'));
  });

  it('shows a registered facility, its sync with stages, and its last success', async () => {
    const seen = new Set<string>();
    const look = api.services.syncs.onDidChange(() => seen.add(String(item(facility).description)));
    try {
      const { syncs } = api.services;
      const portal = await syncs.portal(GIVEN_KOLIBRI);
      const first = await portal.register(facility.place, 'demo-0001', never);
      assert.ok(first);
      await syncs.registered(GIVEN_KOLIBRI, facility.place);
      assert.ok(wordsOf(item(facility)).includes('syncable'));
      assert.match(String(item(facility).description), /^never synced · /);
      const { ended } = await syncs.follow(GIVEN_KOLIBRI, facility.place, first);
      assert.equal(ended?.failure, undefined);
      assert.match(String(item(facility).description), /^synced just now · \d+ users$/);
      assert.ok(
        [...seen].some((text) => text.includes('sync:')),
        [...seen].join('\n'),
      );
      assert.match(tooltipOf(item(facility)), /Last successful sync/);
      assert.match(tooltipOf(item(facility)), /sent, .* received/);
    } finally {
      look.dispose();
    }
  });

  it('forgets which facilities were registered when their connection is removed', async () => {
    const { syncs } = api.services;
    await syncs.registered('elsewhere', { id: 'f', name: 'F' });
    assert.equal(syncs.of('elsewhere', 'f')?.registered, true);
    await syncs.forget('elsewhere');
    assert.equal(syncs.of('elsewhere', 'f'), undefined);
    assert.ok(!JSON.stringify(api.services.memory.get('lectern.portal.registered')).includes('elsewhere'));
  });
});
