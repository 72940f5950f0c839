import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Job } from '../../src/core/exports/job/job.ts';
import type { Api } from '../../src/extension.ts';
import { DOWNLOADS_MEMORY } from '../../src/features/adopt/downloadsFolder.ts';
import { DropFiles } from '../../src/features/adopt/dropFiles.ts';
import { watchDownloads } from '../../src/features/adopt/watchDownloads.ts';
import { jobNode } from '../../src/features/exports/jobRow.ts';
import { COMMANDS } from '../../src/manifest.ts';
import { until } from '../until.ts';
import { endOf, jobIds, lectern, newJob } from './lectern.ts';
import { GIVEN, theCampus, type TheCampus } from './theCampus.ts';
import { connectionRow, courseOf, tooltipOf, wordsOf, type RowOf } from './treeRows.ts';

const PYTHON = 'Introduction to Programming with Python';
const ACCESS = 'Username,Access type,Role,IP address\nada,Log In,Student,203.0.113.1\n';
const COACH = 'Assignment_name,Assessment_id,User_id,Question,Context_guides,Response\n,1,u,q,g,r\n';

describe('adopting', () => {
  let api: Api;
  let campus: TheCampus;
  let course: RowOf<'course'>;
  let folder: string;

  const write = async (name: string, content: string): Promise<vscode.Uri> => {
    await writeFile(join(folder, name), content);
    return vscode.Uri.file(join(folder, name));
  };
  const isAdopted = async (job: Job, uri: vscode.Uri, content: string): Promise<void> => {
    const { state } = job;
    assert.ok(state.step === 'done' && state.adopted, JSON.stringify(state));
    assert.equal(await readFile(state.file.path, 'utf8'), content);
    await until('the original has gone', () => (existsSync(uri.fsPath) ? undefined : true));
    assert.deepEqual(job.request, {
      kind: job.request.kind,
      course: { id: course.place.id, name: course.place.name },
    });
  };

  before(async () => {
    api = await lectern();
    campus = theCampus();
    await campus.sandbox.reset();
    api.courses.refresh();
    const root = await connectionRow(api.courses, GIVEN);
    ({ course } = await courseOf(api.courses, root, PYTHON));
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-adopt-'));
  });
  afterEach(async () => {
    await campus.sandbox.reset();
    await vscode.commands.executeCommand('notifications.clearAll');
    await rm(folder, { recursive: true, force: true });
  });

  it('lists a file like any other export', async () => {
    const uri = await write('report.csv', ACCESS);
    const known = jobIds(api);
    await vscode.commands.executeCommand(COMMANDS.adoptFile, uri, course);
    const job = await newJob(api, known);
    assert.equal(job.request.kind, 'accessData');
    await isAdopted(job, uri, ACCESS);
    const row = api.exports.getTreeItem(jobNode(job));
    assert.ok(wordsOf(row).includes('done'));
    assert.match(tooltipOf(row), /was report/);
  });

  it('adopts several at once, and names what is not an export without touching it', async () => {
    const page = await write('page.csv', '<!doctype html><title>Sign in</title>');
    const [access, coach] = [await write('a.csv', ACCESS), await write('b.csv', COACH)];
    const known = jobIds(api);
    await vscode.commands.executeCommand(COMMANDS.adoptFile, [page, access, coach], course);
    const made = api.services.jobs.jobs.filter(({ job }) => !known.includes(job.id));
    assert.deepEqual(made.map(({ job }) => job.request.kind).sort(), ['accessData', 'coachLogs']);
    assert.ok(existsSync(page.fsPath), 'what was refused stays');
  });

  it('adopts what is dropped on the view, and asks for the course', async () => {
    const uri = await write(`${PYTHON}.csv`, COACH);
    const transfer = new vscode.DataTransfer();
    transfer.set(
      'text/uri-list',
      new vscode.DataTransferItem(`# from the explorer\r\n${uri.toString()}\r\n`),
    );
    const known = jobIds(api);
    const dropped = new DropFiles(api.services).handleDrop(undefined, transfer);
    const job = await until('the answer', async () => {
      // The course that the file's name names comes first.
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return api.services.jobs.jobs.find((one) => !known.includes(one.job.id))?.job;
    });
    await dropped;
    assert.equal(job.request.kind, 'coachLogs');
    assert.ok(!existsSync(uri.fsPath));
  });

  it('takes from a watched folder only what was asked for, and only after a question', async () => {
    await api.services.memory.update(DOWNLOADS_MEMORY, folder);
    const old = await write('old.csv', ACCESS);
    const asked: string[] = [];
    const known = jobIds(api);
    const request = {
      kind: 'accessData',
      course: { id: course.place.id, name: course.place.name },
    } as const;
    const watching = watchDownloads(api.services, { connection: course.connection, request }, (name) => {
      asked.push(name);
      return Promise.resolve(asked.length > 1);
    });
    await until('the row that waits', () =>
      api.services.waiting.all.some(({ wanted, watching: on }) => on && wanted.request.kind === 'accessData')
        ? true
        : undefined,
    );
    const [top] = api.exports.getChildren();
    assert.ok(top && 'waitingId' in top, 'a row at the top waits');
    let written = 0;
    let at = 0;
    const job = await until('the file is adopted', async () => {
      // One at a time: nobody says when the first look at the folder has been.
      if (Date.now() - at > 1_000) {
        at = Date.now();
        await write(`coach-${written}.csv`, COACH);
        await write(`new-${written++}.csv`, ACCESS);
      }
      return api.services.jobs.jobs.find((one) => !known.includes(one.job.id))?.job;
    });
    assert.equal(await watching, true);
    assert.deepEqual(api.services.waiting.all, []);
    assert.equal(job.request.kind, 'accessData');
    assert.ok(asked.length >= 2 && asked.every((name) => name.startsWith('new-')), asked.join());
    assert.ok(existsSync(old.fsPath) && existsSync(join(folder, 'coach-0.csv')), 'the others are left alone');
    assert.ok(existsSync(join(folder, asked[0] ?? '')), 'and what was not meant too');
    await api.services.memory.update(DOWNLOADS_MEMORY, undefined);
  });

  it('keeps a row until the file is adopted from it, also when the question has gone', async () => {
    await api.services.memory.update(DOWNLOADS_MEMORY, folder);
    const { id, name } = course.place;
    const request = { kind: 'accessData', course: { id, name } } as const;
    const known = jobIds(api);
    const unanswered = new Promise<boolean>(() => undefined);
    const watching = watchDownloads(
      api.services,
      { connection: course.connection, request },
      () => unanswered,
    );
    let at = 0;
    let written = 0;
    const node = await until('a file has arrived', async () => {
      if (Date.now() - at > 1_000) {
        at = Date.now();
        await write(`access(${written++}).csv`, ACCESS);
      }
      const [first] = api.exports.getChildren();
      if (!first || !('waitingId' in first)) return undefined;
      return wordsOf(api.exports.getTreeItem(first)).includes('arrivedFile') ? first : undefined;
    });
    assert.match(String(api.exports.getTreeItem(node).description), /^arrived: access\(\d+\)\.csv/);
    await vscode.commands.executeCommand(COMMANDS.adoptArrived, node);
    const job = await newJob(api, known);
    assert.equal(job.request.kind, 'accessData');
    assert.equal(await watching, false);
    assert.deepEqual(api.services.waiting.all, []);
    await api.services.memory.update(DOWNLOADS_MEMORY, undefined);
  });

  it('waits no more for a file of a connection that was removed', async () => {
    const { id, name } = course.place;
    const waited = (): readonly string[] =>
      api.services.waiting.all.map(({ wanted }) => wanted.connection.id);
    const connection = await campus.connect(api, 'leaving');
    api.services.waiting.add({ connection, request: { kind: 'accessData', course: { id, name } } });
    assert.deepEqual(waited(), ['leaving']);
    await campus.disconnect(api, 'leaving');
    assert.deepEqual(waited(), []);
  });

  it('offers the browser for what the server answers 404 to', async () => {
    await campus.sandbox.turn({ noEndpoint: '/export/workdata', taskMs: 100 });
    const known = jobIds(api);
    await vscode.commands.executeCommand(COMMANDS.exportCoursework, course);
    const job = await newJob(api, known);
    const end = await endOf(api, job.id);
    assert.ok(end.step === 'failed');
    assert.deepEqual(end.failure, { kind: 'gone', missing: 'place' });
    const row = api.exports.getTreeItem(jobNode(job));
    assert.deepEqual(wordsOf(row), ['retryable', 'ended', 'handOver']);
    await api.services.jobs.remove(job.id);
  });
});
