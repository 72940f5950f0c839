import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { Job } from '../../src/core/exports/job/job.ts';
import type { ExportRequest } from '../../src/core/platform/exportRequest.ts';
import type { Api } from '../../src/extension.ts';
import { entryUri } from '../../src/features/browse/entryUri.ts';
import { extractTo } from '../../src/features/browse/extractContent.ts';
import type { EntryNode } from '../../src/features/browse/contentNode.ts';
import { jobNode, type JobNode } from '../../src/features/exports/jobRow.ts';
import { COMMANDS } from '../../src/manifest.ts';
import { until } from '../until.ts';
import { endOf, lectern } from './lectern.ts';
import { GIVEN, theCampus, type TheCampus } from './theCampus.ts';
import { connectionRow, courseOf, labelOf, wordsOf } from './treeRows.ts';

const PYTHON = 'Introduction to Programming with Python';
const { Directory, File } = vscode.FileType;

describe('looking into an export', () => {
  let api: Api;
  let campus: TheCampus;
  let folder = '';
  let coursework: Job;
  let sources: Job;

  const saved = async (request: ExportRequest): Promise<Job> => {
    const { id } = await api.services.jobs.start(GIVEN, request);
    assert.equal((await endOf(api, id)).step, 'done');
    const job = api.services.jobs.job(id)?.job;
    assert.ok(job);
    return job;
  };
  /** Every file below a path, through archives inside; reads each of them. */
  const walk = async (jobId: string, path = ''): Promise<ReadonlyMap<string, Uint8Array>> => {
    const files = new Map<string, Uint8Array>();
    for (const [name, type] of await vscode.workspace.fs.readDirectory(entryUri(jobId, path))) {
      const below = path === '' ? name : `${path}/${name}`;
      const uri = entryUri(jobId, below);
      const stat = await vscode.workspace.fs.stat(uri);
      assert.equal(stat.type, type, below);
      if (type === Directory) for (const [key, bytes] of await walk(jobId, below)) files.set(key, bytes);
      else {
        const bytes = await vscode.workspace.fs.readFile(uri);
        assert.equal(bytes.length, stat.size, below);
        files.set(below, bytes);
      }
    }
    return files;
  };
  const rows = async (parent: JobNode | EntryNode): Promise<EntryNode[]> =>
    (await api.exports.getChildren(parent)).filter(
      (row): row is EntryNode => 'type' in row && row.type === 'entry',
    );
  /** The first archive inside the coursework: one student's workspace. */
  const workspace = async (): Promise<EntryNode & { readonly entry: { readonly path: string } }> => {
    let below = await rows(jobNode(coursework));
    for (;;) {
      const node = below.find(({ entry }) => entry.kind === 'archive');
      const path = node?.entry.path;
      if (node && path !== undefined) return { ...node, entry: { ...node.entry, path } };
      assert.ok(below[0], 'no archive inside');
      below = await rows(below[0]);
    }
  };
  const failureOf = async (work: Thenable<unknown>): Promise<{ code: string; message: string }> => {
    try {
      await work;
    } catch (error) {
      assert.ok(error instanceof vscode.FileSystemError, String(error));
      return error;
    }
    return assert.fail('nothing failed');
  };

  before(async () => {
    api = await lectern();
    campus = theCampus();
    await campus.sandbox.reset();
    await campus.sandbox.turn({ taskMs: 100 });
    api.courses.refresh();
    const { course } = await courseOf(api.courses, await connectionRow(api.courses, GIVEN), PYTHON);
    const { id, name } = course.place;
    coursework = await saved({ kind: 'coursework', course: { id, name } });
    sources = await saved({ kind: 'sources', course: { id, name } });
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-browse-'));
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => campus.sandbox.reset());

  it('reads every file of a workspace inside a coursework export', async () => {
    const { entry } = await workspace();
    const files = await walk(coursework.id, entry.path);
    assert.ok(files.size > 1);
    for (const path of files.keys()) assert.ok(path.startsWith(`${entry.path}/`), path);
    const beside = entry.path.slice(0, entry.path.lastIndexOf('/'));
    const names = (await vscode.workspace.fs.readDirectory(entryUri(coursework.id, beside))).map(
      ([name]) => name,
    );
    const table = names.find((name) => name.endsWith('.csv'));
    assert.ok(table !== undefined, names.join());
    const bytes = await vscode.workspace.fs.readFile(entryUri(coursework.id, `${beside}/${table}`));
    assert.match(Buffer.from(bytes).toString(), /,/);
  });

  it('says of a table inside an archive what its columns hold', async () => {
    const { entry } = await workspace();
    const beside = entry.path.slice(0, entry.path.lastIndexOf('/'));
    const found = await vscode.workspace.fs.readDirectory(entryUri(coursework.id, beside));
    const [name] = found.find(([one]) => one.endsWith('.csv')) ?? [];
    assert.ok(name !== undefined);
    const document = await vscode.workspace.openTextDocument(entryUri(coursework.id, `${beside}/${name}`));
    await vscode.window.showTextDocument(document);
    const hovers = await until('what the first column holds', async () => {
      const all = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(0, 1),
      );
      return all.length > 0 ? all : undefined;
    });
    assert.equal(hovers.length, 1);
  });

  it('reads a packed tar of a sources export', async () => {
    const tar = (await rows(jobNode(sources))).find(({ entry }) => entry.name.endsWith('.tar.zst'));
    assert.ok(tar?.entry.path !== undefined);
    assert.ok((await walk(sources.id, tar.entry.path)).size > 1);
  });

  it('opens a file of a workspace as a document that cannot be changed', async () => {
    const { entry } = await workspace();
    const path = [...(await walk(coursework.id, entry.path)).keys()].find((one) => one.endsWith('.py'));
    assert.ok(path);
    const document = await vscode.workspace.openTextDocument(entryUri(coursework.id, path));
    await vscode.window.showTextDocument(document);
    assert.equal(document.languageId, 'python');
    assert.ok(document.getText().length > 0);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, basename(path));
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), false);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(document.uri, new Uint8Array(1)));
    await assert.rejects(async () => vscode.workspace.fs.delete(document.uri));
  });

  it('says what is not there', async () => {
    const { fs } = vscode.workspace;
    assert.equal((await failureOf(fs.stat(entryUri(coursework.id, 'none')))).code, 'FileNotFound');
    assert.equal((await failureOf(fs.readFile(entryUri('no-job', 'a')))).code, 'FileNotFound');
  });

  it('shows the content below the row of the export', async () => {
    const [today] = api.exports.getChildren();
    assert.ok(today && 'day' in today);
    const top = await rows(jobNode(coursework));
    const listed = await vscode.workspace.fs.readDirectory(entryUri(coursework.id, ''));
    assert.deepEqual(
      top.map(({ entry }) => [entry.name, entry.kind === 'file' ? File : Directory]),
      listed,
    );
    const [first] = top;
    assert.ok(first);
    const row = await api.exports.getTreeItem(first);
    assert.equal(labelOf(row), first.entry.name);
    assert.deepEqual(wordsOf(row), ['folder', 'extractable', 'hasPath']);
    assert.equal(row.resourceUri?.toString(), entryUri(coursework.id, first.entry.name).toString());
    assert.equal(api.exports.getParent(first)?.id, jobNode(coursework).id);
    await vscode.commands.executeCommand(COMMANDS.copyEntryPath, first);
    assert.equal(await vscode.env.clipboard.readText(), first.entry.path);
    await vscode.commands.executeCommand(COMMANDS.openExport, jobNode(coursework));
    const [file] = (await rows(await workspace())).filter(({ entry }) => entry.kind === 'file');
    assert.ok(file?.entry.path !== undefined);
    const { command } = await api.exports.getTreeItem(file);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, file);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputText);
    assert.equal(input.uri.toString(), entryUri(coursework.id, file.entry.path).toString());
  });

  it('extracts what is in an archive inside, byte for byte', async () => {
    const node = await workspace();
    const { signal } = new AbortController();
    const report = await extractTo(api.services, node, folder, { report: () => undefined }, signal);
    assert.deepEqual([report.refused, report.stopped], [[], undefined]);
    assert.equal(report.target, join(folder, basename(node.entry.name, '.zip')));
    const files = await walk(coursework.id, node.entry.path);
    assert.equal(report.files, files.size);
    for (const [path, bytes] of files) {
      const onDisk = readFileSync(join(report.target, path.slice(node.entry.path.length + 1)));
      assert.ok(onDisk.equals(bytes), path);
    }
    assert.deepEqual(await readdir(folder), [basename(report.target)]);
  });
});
