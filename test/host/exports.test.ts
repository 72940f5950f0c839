import assert from 'node:assert/strict';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Job, SavedFile } from '../../src/core/exports/job/job.ts';
import { Ledger } from '../../src/core/exports/job/ledger.ts';
import { pdfPages } from '../../src/core/exports/file/pdfPages.ts';
import type { ExportKind } from '../../src/core/platform/exportRequest.ts';
import type { Api } from '../../src/extension.ts';
import type { CourseNode } from '../../src/features/courses/courseNode.ts';
import { jobNode } from '../../src/features/exports/jobRow.ts';
import type { ExportNode } from '../../src/features/exports/jobTree.ts';
import { COMMANDS } from '../../src/manifest.ts';
import { sha256 } from '../campus/sha256.ts';
import { until } from '../until.ts';
import { endOf, jobIds, lectern, newJob } from './lectern.ts';
import { GIVEN, theCampus, type TheCampus } from './theCampus.ts';
import { connectionRow, courseOf, labelOf, placesBelow, tooltipOf, wordsOf } from './treeRows.ts';

const PYTHON = 'Introduction to Programming with Python';

describe('exports', () => {
  let api: Api;
  let campus: TheCampus;
  const nodes = new Map<'course' | 'assignment' | 'student', CourseNode>();

  const node = (kind: 'course' | 'assignment' | 'student'): CourseNode => {
    const found = nodes.get(kind);
    assert.ok(found);
    return found;
  };
  const folder = (): string => {
    const value = vscode.workspace.getConfiguration('lectern').get<string>('exports.folder');
    assert.ok(value);
    return value;
  };
  const parts = async (): Promise<readonly string[]> => {
    const names = await readdir(folder(), { recursive: true });
    return names.filter((name) => name.endsWith('.part'));
  };
  const start = async (command: string, row: CourseNode): Promise<Job> => {
    const known = jobIds(api);
    await vscode.commands.executeCommand(command, row);
    return newJob(api, known);
  };
  const savedBy = async ({ id, request }: Job, kind: ExportKind): Promise<SavedFile> => {
    assert.equal(request.kind, kind);
    const end = await endOf(api, id);
    assert.ok(end.step === 'done', JSON.stringify(end));
    return end.file;
  };
  /** What is on disk is what the campus has served, to the last byte. */
  const isAsServed = async (file: SavedFile): Promise<void> => {
    const served = await campus.sandbox.lastServed();
    assert.ok(served, 'the campus has served nothing');
    assert.equal(await sha256(file.path), served.sha256);
    assert.equal((await stat(file.path)).size, served.size);
    assert.deepEqual([file.sha256, file.size], [served.sha256, served.size]);
    assert.ok(file.path.startsWith(folder()));
  };
  /** Presses Enter in a quick pick that `command` opens, once its list has come, until the job is there. */
  const startAndAccept = async (command: string, row: CourseNode, list: RegExp): Promise<Job> => {
    const known = jobIds(api);
    return until('a job after the quick pick', async () => {
      await campus.sandbox.forgetRequests();
      let open = true;
      const run = vscode.commands.executeCommand(command, row).then(
        () => (open = false),
        () => (open = false),
      );
      await until('the list of the quick pick', async () =>
        (await campus.sandbox.requests()).some(({ path, ended }) => ended && list.test(path))
          ? true
          : undefined,
      );
      // An Enter that comes before the rows are there ends a list to tick with nothing, so it all begins again.
      await until('the end of the quick pick', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return open ? undefined : true;
      });
      await run;
      return api.services.jobs.jobs.find(({ job }) => !known.includes(job.id))?.job;
    });
  };

  before(async () => {
    api = await lectern();
    campus = theCampus();
    await campus.sandbox.reset();
    api.courses.refresh();
    const root = await connectionRow(api.courses, GIVEN);
    const { course, modules, students } = await courseOf(api.courses, root, PYTHON);
    const [first] = await placesBelow(api.courses, modules, 'module');
    assert.ok(first);
    const [assignment] = await placesBelow(api.courses, first, 'assignment');
    const [student] = await placesBelow(api.courses, students, 'student');
    assert.ok(assignment && student);
    nodes.set('course', course).set('assignment', assignment).set('student', student);
  });

  beforeEach(() => campus.sandbox.turn({ taskMs: 100 }));

  afterEach(async () => {
    for (const { job } of api.services.jobs.jobs) await api.services.jobs.cancel(job.id);
    await api.services.jobs.idle();
    await campus.sandbox.reset();
  });

  describe('started on a row', () => {
    const cases: readonly (readonly [
      ExportKind,
      string,
      'course' | 'assignment' | 'student',
      SavedFile['kind'],
    ])[] = [
      ['coursework', COMMANDS.exportCoursework, 'course', 'zip'],
      ['sources', COMMANDS.exportSources, 'course', 'zip'],
      ['coachLogs', COMMANDS.exportCoachLogs, 'course', 'csv'],
      ['llmLogs', COMMANDS.exportLlmLogs, 'course', 'csv'],
      ['assessments', COMMANDS.exportAssessmentData, 'assignment', 'csv'],
      ['assignmentCsv', COMMANDS.exportAssignmentCsv, 'assignment', 'csv'],
      ['studentCsv', COMMANDS.exportStudentCsv, 'student', 'csv'],
    ];
    for (const [kind, command, row, ending] of cases)
      it(`${kind}: the file is on disk, byte for byte`, async () => {
        const file = await savedBy(await start(command, node(row)), kind);
        assert.equal(file.kind, ending);
        assert.ok(file.path.endsWith(`.${ending}`));
        await isAsServed(file);
      });

    it('workspace: asks whose, and the file is on disk, byte for byte', async () => {
      const job = await startAndAccept(COMMANDS.exportWorkspace, node('assignment'), /\/students$/);
      const file = await savedBy(job, 'workspace');
      assert.equal(file.kind, 'tar.zst');
      await isAsServed(file);
    });

    it('assessments of a course: offers all assignments, and packs several into one zip', async () => {
      const job = await startAndAccept(COMMANDS.exportAssessmentData, node('course'), /\/courses\/[^/]+$/);
      const file = await savedBy(job, 'assessments');
      assert.ok(job.request.kind === 'assessments' && job.request.assignments.length > 1);
      assert.equal(file.kind, 'zip');
      await isAsServed(file);
    });
  });

  it('Guides as PDF: asks which, how and for whom, and the document is on disk', async () => {
    const job = await startAndAccept(COMMANDS.exportGuidesPdf, node('course'), /\/courses\/[^/]+$/);
    assert.ok(job.request.kind === 'guidesPdf');
    const { all, together, teacherPages } = job.request;
    assert.deepEqual({ all, together, teacherPages }, { all: true, together: true, teacherPages: false });
    const file = await savedBy(job, 'guidesPdf');
    assert.ok(file.path.startsWith(folder()) && file.path.endsWith('.pdf'));
    assert.equal((await stat(file.path)).size, file.size);
    assert.equal(await sha256(file.path), file.sha256);
    const end = await endOf(api, job.id);
    assert.ok(end.step === 'done' && end.rendered);
    assert.equal(await pdfPages(file.path), end.rendered.pages);
    // The row is done first; what it was made of goes right after.
    await until('the sources have served', async () => {
      const names = await readdir(folder(), { recursive: true });
      return names.some((name) => name.includes('.lectern-parts')) ? undefined : true;
    });

    const row = api.exports.getTreeItem(jobNode(job));
    assert.deepEqual(wordsOf(row), ['done', 'ended']);
    assert.equal(labelOf(row), 'Guides as PDF');
    const [draft] = end.rendered.notes;
    assert.ok(draft?.kind === 'notInSources');
    assert.match(String(row.description), /\d notes?/);
    assert.match(tooltipOf(row), /is not in the sources: they hold published assignments only/);
  });

  it('has a row for what is under way and for what is done', async () => {
    await campus.sandbox.turn({ big: 4, bytesPerSecond: 500_000 });
    const job = await start(COMMANDS.exportCoursework, node('course'));
    await until('a row with the stage', () => {
      const row = api.exports.getTreeItem(jobNode(job));
      return /downloading \d+ %/.test(String(row.description)) ? row : undefined;
    });
    const running = api.exports.getChildren()[0];
    assert.ok(running?.id === jobNode(job).id, 'what runs comes first');
    assert.deepEqual(wordsOf(api.exports.getTreeItem(running)), ['active']);
    await campus.sandbox.turn({ bytesPerSecond: 0 });
    await vscode.commands.executeCommand(COMMANDS.cancelExport, jobNode(job));
    await vscode.commands.executeCommand(COMMANDS.retryExport, jobNode(job));
    const file = await savedBy(job, 'coursework');
    const [today] = api.exports.getChildren();
    assert.ok(today && 'day' in today);
    assert.equal(labelOf(api.exports.getTreeItem(today)), 'Today');
    const rows: readonly ExportNode[] = api.exports.getChildren(today);
    const row = rows.find(({ id }) => id === jobNode(job).id);
    assert.ok(row);
    assert.deepEqual(wordsOf(api.exports.getTreeItem(row)), ['done', 'ended', 'extractable']);
    assert.equal(labelOf(api.exports.getTreeItem(row)), 'Coursework');
    assert.ok(tooltipOf(api.exports.getTreeItem(row)).includes(file.sha256));
  });

  it('leaves nothing of a cancelled download on disk', async () => {
    await campus.sandbox.turn({ big: 8, bytesPerSecond: 200_000 });
    const job = await start(COMMANDS.exportCoursework, node('course'));
    await until('the first bytes', async () => ((await parts()).length > 0 ? true : undefined));
    await vscode.commands.executeCommand(COMMANDS.cancelExport, jobNode(job));
    assert.equal((await endOf(api, job.id)).step, 'cancelled');
    assert.deepEqual(await parts(), []);
  });

  it('cancels what the server is still working on', async () => {
    await campus.sandbox.turn({ taskOutcome: 'slow' });
    const job = await start(COMMANDS.exportSources, node('course'));
    await until('the task', () =>
      api.services.jobs.job(job.id)?.job.state.step === 'waiting' ? true : undefined,
    );
    await vscode.commands.executeCommand(COMMANDS.cancelExport, jobNode(job));
    const end = await endOf(api, job.id);
    // The list of the server may hold it still: then it is known as one's own.
    assert.ok(end.step === 'cancelled' && end.task?.askedAt !== undefined);
  });

  it('retries what has failed', async () => {
    await campus.sandbox.turn({ download: 'gone' });
    const job = await start(COMMANDS.exportCoachLogs, node('course'));
    const end = await endOf(api, job.id);
    assert.ok(end.step === 'failed');
    assert.deepEqual(end.failure, { kind: 'gone', missing: 'link' });
    const row = api.exports.getTreeItem(jobNode(job));
    assert.deepEqual(wordsOf(row), ['startable', 'ended']);
    assert.match(String(row.description), /^link expired/);
    await campus.sandbox.turn({ download: 'ok' });
    await vscode.commands.executeCommand(COMMANDS.startAgain, jobNode(job));
    await isAsServed(await savedBy(job, 'coachLogs'));
  });

  it('keeps the file of an export that is taken off the list', async () => {
    const job = await start(COMMANDS.exportLlmLogs, node('course'));
    const file = await savedBy(job, 'llmLogs');
    await vscode.commands.executeCommand(COMMANDS.removeExport, jobNode(job));
    assert.equal(api.services.jobs.job(job.id), undefined);
    assert.equal((await readFile(file.path)).length, file.size);
  });

  it('starts one export, not two, when the same is asked for twice at once', async () => {
    await campus.sandbox.turn({ taskOutcome: 'slow' });
    const known = jobIds(api);
    // A double click; the second one says that it is already being exported, and waits for an answer.
    for (const click of [1, 2])
      void vscode.commands.executeCommand(COMMANDS.exportSources, node('course'), click);
    const { id } = await newJob(api, known);
    const begun = await until('the server was asked', async () => {
      const starts = (await campus.sandbox.requests()).filter(
        ({ method, path, status }) => method === 'POST' && path.endsWith('/export/sources') && status === 200,
      );
      return starts.length > 0 && api.services.jobs.job(id)?.job.state.step === 'waiting'
        ? starts
        : undefined;
    });
    assert.equal(begun.length, 1);
    assert.equal(jobIds(api).length, known.length + 1);
  });

  it('never replaces a file', async () => {
    const first = await savedBy(await start(COMMANDS.exportCoachLogs, node('course')), 'coachLogs');
    const second = await savedBy(await start(COMMANDS.exportCoachLogs, node('course')), 'coachLogs');
    assert.notEqual(first.path, second.path);
    assert.equal(await sha256(first.path), first.sha256);
  });

  describe('whose link is of seven days', () => {
    const DAY_MS = 24 * 3_600_000;
    /** Puts a finished coursework export, asked for so long ago, on the ledger. */
    const exportOf = async (agoMs: number): Promise<{ readonly job: Job; readonly path: string }> => {
      const job = await start(COMMANDS.exportCoursework, node('course'));
      const { path } = await savedBy(job, 'coursework');
      // As another window that started it then would have written it.
      const ledger = new Ledger(join(api.services.storage, 'jobs'));
      const done = await ledger.readJob(job.id);
      assert.ok(done?.state.step === 'done' && done.state.task);
      const task = { ...done.state.task, askedAt: new Date(Date.now() - agoMs).toISOString() };
      await ledger.write({ ...done, state: { ...done.state, task } });
      await api.services.jobs.refresh();
      return { job, path };
    };
    const row = (job: Job): vscode.TreeItem => api.exports.getTreeItem(jobNode(job));

    it('the row says how many days are left, and by itself that there are none', async () => {
      const { job } = await exportOf(7 * DAY_MS - 10_000);
      assert.match(String(row(job).description), / · link ends to(day|morrow) · /);
      await until('the end of the link', () =>
        wordsOf(row(job)).includes('expired') ? row(job) : undefined,
      );
      assert.doesNotMatch(String(row(job).description), /link/);
      assert.match(tooltipOf(row(job)), /link on the server ended/);
    });

    it('the row of a file that is gone offers to start again, and does', async () => {
      const { job, path } = await exportOf(2 * DAY_MS);
      assert.match(String(row(job).description), / · link ends in 5 days · /);
      await campus.sandbox.reset();
      await rm(path);
      // Who opens it is told, in a message that waits for an answer, and the row knows it from then on.
      void vscode.commands.executeCommand(COMMANDS.openExport, jobNode(job));
      await until('the row that has no file', () =>
        String(row(job).description).startsWith('file is gone · ') ? row(job) : undefined,
      );
      assert.deepEqual(wordsOf(row(job)), ['startable', 'ended']);
      const known = jobIds(api);
      await vscode.commands.executeCommand(COMMANDS.startAgain, jobNode(job));
      const next = await newJob(api, known);
      await isAsServed(await savedBy(next, 'coursework'));
    });
  });
});
