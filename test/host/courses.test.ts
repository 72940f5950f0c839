import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import type { CourseNode, NoticeNode } from '../../src/features/courses/courseNode.ts';
import { COMMANDS } from '../../src/manifest.ts';
import { lectern } from './lectern.ts';
import { GIVEN, GIVEN_KOLIBRI, theCampus, type TheCampus } from './theCampus.ts';
import {
  connectionRow,
  courseOf,
  labelOf,
  noticeBelow,
  placesBelow,
  rowsBelow,
  wordsOf,
} from './treeRows.ts';

const PYTHON = 'Introduction to Programming with Python';

describe('the sample campus in the Courses view', () => {
  let api: Api;

  before(async () => {
    api = await lectern();
    await theCampus().sandbox.reset();
    api.courses.refresh();
  });

  it('shows the campus that it was told of, as a sample', async () => {
    const given = await connectionRow(api.courses, GIVEN);
    const row = api.courses.getTreeItem(given);
    assert.equal(labelOf(row), 'Sample Campus');
    assert.deepEqual(wordsOf(row), ['refreshable', 'codio', 'sample']);
    assert.ok((await placesBelow(api.courses, given, 'course')).length > 0);
  });

  it('shows the Kolibri side of the campus beside it, signed in with its own credentials', async () => {
    const given = await connectionRow(api.courses, GIVEN_KOLIBRI);
    const row = api.courses.getTreeItem(given);
    assert.equal(labelOf(row), 'Sample Campus (Kolibri)');
    assert.deepEqual(wordsOf(row), ['refreshable', 'kolibri', 'sample']);
    const facilities = await placesBelow(api.courses, given, 'facility');
    assert.deepEqual(
      facilities.map(({ place }) => place.name),
      ['École du Nord', 'Lakeside School'],
    );
  });
});

describe('the Courses view', () => {
  let api: Api;
  let campus: TheCampus;
  const added: string[] = [];

  const item = (node: CourseNode): vscode.TreeItem => api.courses.getTreeItem(node);
  /** A connection whose client has asked nothing yet. */
  const fresh = async (id: string, secret?: string): Promise<CourseNode> => {
    added.push(id);
    const { credentials } = campus;
    await campus.connect(
      api,
      id,
      secret === undefined ? credentials : { ...credentials, clientSecret: secret },
    );
    return connectionRow(api.courses, id);
  };
  const failure = (row: NoticeNode): string => {
    assert.ok(row.notice.kind === 'failed', `a notice of kind ${row.notice.kind}`);
    return row.notice.failure.kind;
  };

  // The view in the window asks for the rows below every connection, too. Requests can be counted where there is one only.
  before(async () => {
    api = await lectern();
    campus = theCampus();
    await campus.setAside(api);
  });

  beforeEach(() => campus.sandbox.reset());

  afterEach(async () => {
    for (const id of added.splice(0)) await campus.disconnect(api, id);
    await campus.sandbox.reset();
  });

  after(() => campus.bringBack(api));

  it('answers with the new rows when it is refreshed while it still waits for the old ones', async () => {
    const root = await fresh('school');
    const rows = api.courses.getChildren(root);
    api.courses.refresh();
    const [first] = await rows;
    assert.equal(first?.type, 'place');
  });

  it('lists the courses of a connection, page by page', async () => {
    const root = await fresh('school');
    const courses = await placesBelow(api.courses, root, 'course');
    const expected = (await campus.sandbox.courses()).filter(({ archived }) => !archived);
    assert.deepEqual(
      courses.map((row) => labelOf(item(row))),
      expected.map(({ name }) => name),
    );
    for (const row of courses) assert.ok(wordsOf(item(row)).includes('coursework'));
    const pages = (await campus.sandbox.requests()).filter(
      ({ path, status }) => path.endsWith('/courses_list') && status === 200,
    );
    assert.equal(pages.length, Math.ceil(expected.length / 3));
    assert.deepEqual(
      pages.map(({ query }) => 'nextToken' in query),
      pages.map((_page, index) => index > 0),
    );
  });

  it('asks nothing of the server before a row is opened, and nothing twice', async () => {
    const root = await fresh('school');
    const { course, modules } = await courseOf(api.courses, root, PYTHON);
    const before = (await campus.sandbox.requests()).length;
    await rowsBelow(api.courses, course);
    await rowsBelow(api.courses, root);
    assert.equal((await campus.sandbox.requests()).length, before);
    await rowsBelow(api.courses, modules);
    const after = (await campus.sandbox.requests()).length;
    assert.ok(after > before);
    await rowsBelow(api.courses, modules);
    assert.equal((await campus.sandbox.requests()).length, after);
  });

  it('shows modules and their assignments, and marks what students do not see', async () => {
    const root = await fresh('school');
    const { modules } = await courseOf(api.courses, root, PYTHON);
    const rows = await placesBelow(api.courses, modules, 'module');
    assert.deepEqual(rows.map(({ place }) => place.name).slice(0, 3), [
      'Getting Started',
      'Control Flow',
      'Functions & Data',
    ]);
    const flow = rows.find(({ place }) => place.name === 'Control Flow');
    assert.ok(flow);
    const assignments = (await placesBelow(api.courses, flow, 'assignment')).map(item);
    assert.deepEqual(
      assignments.map((row) => [labelOf(row), row.description]),
      [
        ['Lab 3: Branches', undefined],
        ['Lab 4: Loops', undefined],
        ['Quiz: Control Flow', 'hidden'],
      ],
    );
    for (const row of assignments) assert.ok(wordsOf(row).includes('assignmentCsv'));
  });

  it('shows the students', async () => {
    const root = await fresh('school');
    const { students } = await courseOf(api.courses, root, PYTHON);
    const rows = await placesBelow(api.courses, students, 'student');
    const known = (await campus.sandbox.courses()).find(({ name }) => name === PYTHON);
    assert.equal(rows.length, known?.students);
    assert.equal(
      new Set(rows.map(({ id }) => id)).size,
      rows.length,
      'two students may share a name, not a row',
    );
    for (const row of rows) {
      assert.notEqual(labelOf(item(row)), '');
      assert.ok(wordsOf(item(row)).includes('studentCsv'));
    }
  });

  it('shows archived courses when asked to, and hides them again', async () => {
    const root = await fresh('school');
    const archived = (await campus.sandbox.courses()).find((course) => course.archived);
    assert.ok(archived);
    const names = async (): Promise<readonly string[]> =>
      (await placesBelow(api.courses, root, 'course')).map(({ place }) => place.name);
    assert.ok(!(await names()).includes(archived.name));
    await vscode.commands.executeCommand(COMMANDS.showArchived);
    try {
      assert.ok((await names()).includes(archived.name));
      const { course } = await courseOf(api.courses, root, archived.name);
      assert.match(String(item(course).description), /^archived/);
      assert.equal(api.services.memory.get('lectern.archivedShown'), true);
    } finally {
      await vscode.commands.executeCommand(COMMANDS.hideArchived);
    }
    assert.ok(!(await names()).includes(archived.name));
  });

  it('says that a list is empty', async () => {
    const root = await fresh('school');
    const lonely = (await campus.sandbox.courses()).find(({ students }) => students === 0);
    assert.ok(lonely);
    const { students, modules } = await courseOf(api.courses, root, lonely.name);
    assert.equal(labelOf(item(await noticeBelow(api.courses, students))), 'No students');
    const all = await Promise.all(
      (await placesBelow(api.courses, root, 'course')).map(async ({ place }) => {
        const { modules: folder } = await courseOf(api.courses, root, place.name);
        return placesBelow(api.courses, folder, 'module');
      }),
    );
    const empty = all.flat().find(({ place }) => place.assignments.length === 0);
    assert.ok(empty, `no empty module, not even below ${modules.id}`);
    assert.equal(labelOf(item(await noticeBelow(api.courses, empty))), 'No assignments');
  });

  it('says why a list failed, and mends it by a refresh of that row', async () => {
    await campus.sandbox.turn({ failTimes: 1000, failWith: 501, failPath: '/courses_list' });
    const node = await fresh('failing');
    const notice = await noticeBelow(api.courses, node);
    assert.equal(failure(notice), 'serverFault');
    assert.equal(labelOf(item(notice)), 'Server error 501');
    assert.match(String(item(notice).description), /^The server could not do it: “.+”\. Try again later\.$/);
    assert.equal(item(notice).contextValue, 'refreshable');
    assert.match(String(item(node).description), /server error 501/);
    await campus.sandbox.turn({ failTimes: 0 });
    await vscode.commands.executeCommand(COMMANDS.refresh, notice);
    assert.ok((await placesBelow(api.courses, node, 'course')).length > 0);
    assert.doesNotMatch(String(item(node).description), /error/);
  });

  it('sits out a server that fails for a moment', async () => {
    await campus.sandbox.turn({ failTimes: 1, failWith: 500, failPath: '/courses_list' });
    const node = await fresh('hiccup');
    assert.ok((await placesBelow(api.courses, node, 'course')).length > 0);
    const failed = (await campus.sandbox.requests()).filter(({ status }) => status === 500);
    assert.equal(failed.length, 1);
  });

  it('says that an account may not list the courses', async () => {
    await campus.sandbox.turn({ failTimes: 1000, failWith: 403, failPath: '/courses_list' });
    const node = await fresh('forbidden');
    const notice = await noticeBelow(api.courses, node);
    assert.equal(failure(notice), 'forbidden');
    assert.match(String(item(node).description), /not allowed/);
    assert.ok(!wordsOf(item(node)).includes('signedOut'), 'signing in again would not help');
  });

  it('offers to sign in when the credentials were revoked, and goes on with new ones', async () => {
    const node = await fresh('revoked', 'no longer right');
    const notice = await noticeBelow(api.courses, node);
    assert.equal(failure(notice), 'signedOut');
    assert.ok(wordsOf(item(notice)).includes('signedOut'));
    assert.ok(wordsOf(item(node)).includes('signedOut'));
    await campus.connect(api, 'revoked');
    assert.ok((await placesBelow(api.courses, node, 'course')).length > 0);
    assert.ok(!wordsOf(item(node)).includes('signedOut'));
  });

  it('keeps the rows that came when a later page fails', async () => {
    // One token and one page: then the day's requests are used up.
    await campus.sandbox.turn({ daily: 2 });
    const node = await fresh('halfway');
    const rows = await rowsBelow(api.courses, node);
    assert.equal(rows.filter(({ type }) => type === 'place').length, 3);
    const last = rows.at(-1);
    assert.ok(last?.type === 'notice');
    assert.equal(failure(last), 'quotaUsedUp');
  });
});
