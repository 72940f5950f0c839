import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { EXPORT_LABELS } from '../../src/core/exports/exportLabel.ts';
import { exportsOf } from '../../src/core/exports/exportsOf.ts';
import { DEFAULT_FILE_NAME } from '../../src/core/exports/file/fileName.ts';
import type { CloseOutRecord } from '../../src/core/closeout/closeOutRecord.ts';
import type { Job, JobState } from '../../src/core/exports/job/job.ts';
import type { Connection } from '../../src/core/platform/connection.ts';
import type { Failure } from '../../src/core/platform/failure.ts';
import type { PlaceKind, PlaceOf } from '../../src/core/platform/place.ts';
import type { ContentNode } from '../../src/features/browse/contentNode.ts';
import type { PortalNews } from '../../src/features/portal/portalNews.ts';
import type { CourseNode, NoticeNode } from '../../src/features/courses/courseNode.ts';
import { COMMANDS, CONTEXT_KEYS, SETTINGS, VIEW_CONTAINER, VIEWS } from '../../src/manifest.ts';
import './withoutEditor.ts';

const MenuRow = v.object({
  command: v.string(),
  when: v.optional(v.string()),
  group: v.optional(v.string()),
});
const Manifest = v.object({
  contributes: v.object({
    commands: v.array(
      v.object({
        command: v.string(),
        title: v.string(),
        category: v.string(),
        icon: v.optional(v.string()),
      }),
    ),
    viewsContainers: v.record(v.string(), v.array(v.object({ id: v.string() }))),
    views: v.record(v.string(), v.array(v.object({ id: v.string() }))),
    viewsWelcome: v.array(v.object({ view: v.string(), contents: v.string() })),
    menus: v.record(v.string(), v.array(MenuRow)),
    configuration: v.object({
      properties: v.record(
        v.string(),
        v.object({
          default: v.union([v.string(), v.number(), v.boolean()]),
          markdownDescription: v.string(),
          minimum: v.optional(v.number()),
          maximum: v.optional(v.number()),
        }),
      ),
    }),
  }),
  capabilities: v.object({
    untrustedWorkspaces: v.object({ restrictedConfigurations: v.array(v.string()) }),
  }),
});

const text = (name: string): string => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');
const { contributes, capabilities } = v.parse(Manifest, JSON.parse(text('package.json')));
const texts = v.parse(v.record(v.string(), v.string()), JSON.parse(text('package.nls.json')));

const { commands, menus, views, viewsContainers, viewsWelcome } = contributes;
const settings = contributes.configuration.properties;
const commandIds: readonly string[] = Object.values(COMMANDS);
const viewIds: readonly string[] = Object.values(VIEWS);
const contextKeys: readonly string[] = Object.values(CONTEXT_KEYS);
const settingIds = Object.values(SETTINGS).map((key) => `lectern.${key}`);
const menuRows = Object.values(menus).flat();
const rowMenu = menus['view/item/context'] ?? [];
const whens = menuRows.flatMap(({ when }) => when ?? []);

const sorted = (values: Iterable<string>): string[] => [...values].sort();

/** What a `when` clause asks of a row: the view it is in and the word in its context value. */
function asked(when: string): { readonly view: string; readonly word: string; readonly not?: string } {
  const match =
    /^view == ([\w.]+) && viewItem =~ \/\(\^\| \)(\w+)\( \|\$\)\/(?: && !\(viewItem =~ \/\(\^\| \)(\w+)\( \|\$\)\/\))?$/.exec(
      when,
    );
  assert.ok(match, `not the usual form: ${when}`);
  const [, view = '', word = '', not] = match;
  return { view, word, ...(not !== undefined && { not }) };
}

const course = { id: 'c', name: 'C' };
const facility = { id: 'f', name: 'F' };
const inClass = { id: 'k', name: 'K' };
/** One place of each kind; the type asks for a new one with every new kind. */
const PLACES: { readonly [K in PlaceKind]: PlaceOf<K> } = {
  course: { kind: 'course', ...course, archived: false },
  modules: { kind: 'modules', course },
  module: { kind: 'module', id: 'm', name: 'M', course, assignments: [] },
  assignment: { kind: 'assignment', id: 'a', name: 'A', course, hidden: true },
  students: { kind: 'students', course },
  student: { kind: 'student', id: 's', name: 'S', course },
  facility: { kind: 'facility', ...facility, classCount: 1, userCount: 2, portal: false, syncs: {} },
  class: { kind: 'class', ...inClass, facility, learnerCount: 1, coaches: [] },
  lessons: { kind: 'lessons', facility, class: inClass, work: [] },
  lesson: { kind: 'lesson', id: 'e', name: 'E', class: inClass, active: true, resourceCount: 1 },
  quiz: { kind: 'quiz', id: 'q', name: 'Q', class: inClass, state: 'draft', questionCount: 1 },
  learners: { kind: 'learners', facility, class: inClass, count: 1 },
  coaches: { kind: 'coaches', facility, class: inClass, coaches: [] },
  learner: { kind: 'learner', id: 'l', name: 'L', class: inClass, username: 'l' },
  coach: { kind: 'coach', id: 'o', name: 'O', class: inClass, username: 'o' },
  serverJobs: { kind: 'serverJobs' },
  serverJob: {
    kind: 'serverJob',
    id: 'b',
    work: 'users',
    state: 'done',
    own: true,
    request: { kind: 'users', facility, locale: 'en' },
  },
};
const CODIO = { platform: 'codio', id: 'x', name: 'X', oauthBaseUrl: '', apiBaseUrl: '' } as const;
const SIGNED_OUT: Failure = { kind: 'signedOut' };
const OFFLINE: Failure = { kind: 'offline', host: 'h', code: 'ECONNREFUSED' };

const NOTICES: { readonly [K in NoticeNode['notice']['kind']]: Extract<NoticeNode['notice'], { kind: K }> } =
  {
    loading: { kind: 'loading' },
    empty: { kind: 'empty' },
    more: { kind: 'more', shown: 200 },
    failed: { kind: 'failed', failure: SIGNED_OUT },
  };

const SYNCING = { stage: 'waiting', sent: 0, received: 0 } as const;
const at = '2026-03-05T10:00:00.000Z';
const part = { name: 'C/Coursework.part' };
const saved = { path: '/x/a.zip', size: 1, sha256: '', kind: 'zip' } as const;
const STATES: { readonly [K in JobState['step']]: Extract<JobState, { step: K }> } = {
  queued: { step: 'queued' },
  asking: { step: 'asking', askedAt: at },
  waiting: { step: 'waiting', task: { id: 't' }, since: at },
  downloading: { step: 'downloading', part },
  collecting: { step: 'collecting', total: 2 },
  packing: { step: 'packing' },
  rendering: { step: 'rendering' },
  saving: { step: 'saving', part, file: saved },
  done: { step: 'done', file: saved, finishedAt: at },
  failed: { step: 'failed', failure: SIGNED_OUT, resume: { step: 'queued' }, finishedAt: at },
  cancelled: { step: 'cancelled', finishedAt: at },
};

const inArchive = { jobId: 'j', parent: { id: 'j', jobId: 'j' } } as const;
const entry = { name: 'a', path: 'a', kind: 'file', size: 1, modifiedMs: 0 } as const;
/** What may be below the row of a finished export. */
const CONTENT: readonly ContentNode[] = [
  { type: 'entry', id: 'a', entry, ...inArchive },
  { type: 'entry', id: 'b', entry: { ...entry, refusal: { reason: 'link' } }, ...inArchive },
  { type: 'note', id: 'c', note: { kind: 'empty' }, ...inArchive },
  { type: 'note', id: 'd', note: { kind: 'more', shown: 500, total: 501 }, ...inArchive },
  {
    type: 'note',
    id: 'e',
    note: { kind: 'problem', refusal: { reason: 'tooMany', limit: 1 } },
    ...inArchive,
  },
  { type: 'note', id: 'f', note: { kind: 'failed', text: { short: '', sentence: '' } }, ...inArchive },
];

/** The words of each view's context values, made by the code that makes the rows. */
async function words(): Promise<Readonly<Record<string, ReadonlySet<string>>>> {
  const { courseRow } = await import('../../src/features/courses/courseRow.ts');
  const { placeNode } = await import('../../src/features/courses/courseTree.ts');
  const { jobRow } = await import('../../src/features/exports/jobRow.ts');
  const { contentRow } = await import('../../src/features/browse/contentRow.ts');
  const { runRow } = await import('../../src/features/closeout/runRow.ts');
  const { waitingRow } = await import('../../src/features/adopt/waitingRow.ts');
  const { runNode } = await import('../../src/features/closeout/runNode.ts');
  const connections: readonly Connection[] = [
    CODIO,
    { ...CODIO, sample: true },
    { platform: 'kolibri', id: 'y', name: 'Y', baseUrl: 'http://localhost' },
  ];
  const roots = connections.map(
    (connection) => ({ type: 'connection', id: connection.id, connection }) as const,
  );
  const [root] = roots;
  assert.ok(root);
  const below: CourseNode[] = [
    ...Object.values(PLACES).map((place) => placeNode(root, place)),
    ...Object.values(NOTICES).map((notice): NoticeNode => ({
      type: 'notice',
      id: notice.kind,
      notice,
      parent: root,
    })),
  ];
  const courseRows = [
    ...roots.flatMap((node) => [
      courseRow(node, undefined),
      courseRow(node, SIGNED_OUT),
      courseRow(node, OFFLINE),
    ]),
    ...below.map((node) => courseRow(node, undefined)),
    ...below.map((node) => courseRow(node, undefined, { news: { registered: true } })),
    ...below.map((node) => courseRow(node, undefined, { news: { running: SYNCING } })),
  ];
  const notOffered: JobState = {
    ...STATES.failed,
    failure: { kind: 'gone', missing: 'place' },
    resume: { step: 'asking', askedAt: at },
  };
  const jobRows = [...Object.values(STATES), notOffered].map((state) => {
    const request = { kind: 'coursework', course } as const;
    const job: Job = { id: 'j', connectionId: 'x', request, folder: '/x', createdAt: at, state };
    return jobRow({ job });
  });
  // What the first look does not show: a file that is gone, and a link that is.
  const task = { id: 't', askedAt: at };
  const done: Job = {
    id: 'j',
    connectionId: 'x',
    request: { kind: 'coursework', course },
    folder: '/x',
    createdAt: at,
    state: { ...STATES.done, task },
  };
  const later = new Date(Date.parse(at) + 8 * 24 * 3_600_000);
  jobRows.push(jobRow({ job: done }, false, later), jobRow({ job: done }, true, later));
  const range = { preset: 'own', start: '2026-03-01', end: '2026-03-05' } as const;
  const withRepeats = { ...saved, kind: 'csv', rows: { total: 3, repeats: 1 } } as const;
  jobRows.push(
    jobRow({
      job: {
        id: 'k',
        connectionId: 'y',
        request: { kind: 'summaryLogs', facility, range, locale: 'en' },
        folder: '/x',
        createdAt: at,
        state: { ...STATES.done, file: withRepeats },
      },
    }),
  );
  const all = (rows: readonly { readonly contextValue?: string }[]): ReadonlySet<string> =>
    new Set(rows.flatMap(({ contextValue }) => contextValue?.split(' ') ?? []));
  const contentRows = CONTENT.map((node) => contentRow(node));
  const run: CloseOutRecord = {
    id: 'r',
    connectionId: 'x',
    createdAt: at,
    folder: '/x/Close-out',
    courses: [],
    status: 'running',
    counts: { total: 4, saved: 1, absent: 0, failed: 1, damaged: 0 },
  };
  const item = { course: { ...course, folder: 'x' }, kind: 'coursework', state: STATES.queued } as const;
  const items = [item, { ...item, state: STATES.done, problem: 'changed' } as const];
  const part = { id: 'p', runId: 'r', course: course.id } as const;
  const parent = { ...part, level: 'course', first: 0, items } as const;
  const runRows = [
    ...[run, { ...run, status: 'ended' } as const].map((record) => runRow(runNode(record), record)),
    runRow(parent, run),
    ...items.map((one) =>
      runRow({ ...part, level: 'export', kind: one.kind, jobId: 'r.0', parent, item: one }, run),
    ),
  ];
  const wanted = { connection: CODIO, request: { kind: 'accessData', course } } as const;
  const waitingRows = [
    waitingRow({ id: 'w', wanted, watching: false }),
    waitingRow({ id: 'w', wanted, watching: true, arrived: '/x/access.csv' }),
  ];
  return {
    [VIEWS.courses]: all(courseRows),
    [VIEWS.exports]: all([...jobRows, ...contentRows, ...runRows, ...waitingRows]),
  };
}

describe('package.json and src/manifest.ts', () => {
  it('have the same commands', () => {
    assert.deepEqual(sorted(commands.map(({ command }) => command)), sorted(commandIds));
  });

  it('have the same views and the same container', () => {
    assert.deepEqual(
      sorted(Object.values(views).flatMap((list) => list.map(({ id }) => id))),
      sorted(viewIds),
    );
    assert.deepEqual(Object.keys(views), [VIEW_CONTAINER]);
    const containers = Object.values(viewsContainers).flatMap((list) => list.map(({ id }) => id));
    assert.deepEqual(containers, [VIEW_CONTAINER]);
    assert.deepEqual(sorted(viewsWelcome.map(({ view }) => view)), sorted(viewIds));
  });

  it('have the same settings', () => {
    assert.deepEqual(sorted(Object.keys(settings)), sorted(settingIds));
    for (const id of capabilities.untrustedWorkspaces.restrictedConfigurations)
      assert.ok(settingIds.includes(id), `${id} is restricted but no setting`);
  });

  it('have the same context keys', () => {
    const used = whens.flatMap((when) => when.match(/\blectern\.\w+/g) ?? []);
    const keys = new Set(used.filter((id) => !viewIds.includes(id)));
    assert.deepEqual(sorted(keys), sorted(contextKeys));
  });
});

describe('package.json', () => {
  it('has a text for every placeholder, and no text that nobody shows', () => {
    const used = [...text('package.json').matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key!);
    assert.deepEqual(sorted(new Set(used)), sorted(Object.keys(texts)));
    for (const [key, value] of Object.entries(texts)) assert.ok(value.trim() !== '', `${key} is empty`);
  });

  it('keeps every title, view name and setting translatable', () => {
    for (const { command, title } of commands) assert.match(title, /^%.+%$/, command);
    for (const [id, { markdownDescription }] of Object.entries(settings))
      assert.match(markdownDescription, /^%.+%$/, id);
    for (const { view, contents } of viewsWelcome) assert.match(contents, /^%.+%$/, view);
  });

  it('puts only declared commands into menus and welcome texts', () => {
    for (const { command } of menuRows) assert.ok(commandIds.includes(command), command);
    const linked = Object.values(texts).flatMap((value) =>
      [...value.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command!),
    );
    assert.ok(linked.length > 0);
    for (const command of linked) assert.ok(commandIds.includes(command), command);
  });

  it('shows every row of a menu in a view that exists', () => {
    for (const menu of ['view/title', 'view/item/context'])
      for (const { command, when = '' } of menus[menu] ?? []) {
        const view = /\bview == ([\w.]+)/.exec(when)?.[1];
        assert.ok(view !== undefined && viewIds.includes(view), `${menu}: ${command}: ${when}`);
      }
  });

  it('gives an icon to every command that is shown as one', () => {
    const shown = menuRows.filter(({ group }) => /^(inline|navigation)/.test(group ?? ''));
    for (const { command } of shown)
      assert.ok(commands.find((one) => one.command === command)?.icon, `${command} has no icon`);
  });

  it('asks only for words that a row of that view can have', async () => {
    const made = await words();
    for (const { command, when = '' } of rowMenu) {
      const { view, word, not = word } = asked(when);
      for (const one of [word, not])
        assert.ok(made[view]?.has(one), `${command} waits for "${one}" in ${view}`);
    }
  });

  it('leaves room for what a facility says of its syncs: one button, and none while one runs', async () => {
    const { courseRow } = await import('../../src/features/courses/courseRow.ts');
    const { placeNode } = await import('../../src/features/courses/courseTree.ts');
    const root = { type: 'connection', id: CODIO.id, connection: CODIO } as const;
    const buttons = (news: PortalNews): readonly string[] => {
      const { contextValue = '' } = courseRow(placeNode(root, PLACES.facility), undefined, { news });
      const has = contextValue.split(' ');
      return rowMenu
        .filter(({ when = '', group = '' }) => {
          const { view, word, not = '' } = asked(when);
          const fits = view === VIEWS.courses && has.includes(word) && !has.includes(not);
          return group.startsWith('inline') && fits;
        })
        .map(({ command }) => command);
    };
    assert.deepEqual(buttons({ registered: true }), ['lectern.exportUsers']);
    assert.deepEqual(buttons({ running: SYNCING }), []);
  });

  it('offers every export in the menu of the rows that have it, each by a command of its own', () => {
    const kinds = Object.keys(EXPORT_LABELS);
    const offered = new Set(Object.values(PLACES).flatMap((place) => exportsOf(place)));
    assert.deepEqual(sorted(offered), sorted(kinds), 'an export that no place offers');
    const byKind = kinds.map((kind) => {
      const rows = rowMenu.filter(({ when = '', group = '' }) => {
        return asked(when).word === kind && !group.startsWith('inline');
      });
      assert.equal(rows.length, 1, `menu rows for ${kind}`);
      return rows[0]!.command;
    });
    for (const command of byKind) assert.match(command, /^lectern\.export[A-Z]/);
    assert.equal(new Set(byKind).size, kinds.length);
    const exportCommands = commandIds.filter((id) => /^lectern\.export[A-Z]/.test(id));
    assert.deepEqual(sorted(byKind), sorted(exportCommands));
  });

  it('hides from the palette what means nothing without a row, and nothing else', () => {
    const hidden = (menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');
    // All other commands ask for what the row would have told them.
    assert.deepEqual(
      sorted(hidden.map(({ command }) => command)),
      sorted([
        COMMANDS.copyId,
        COMMANDS.showMore,
        COMMANDS.openEntry,
        COMMANDS.copyEntryPath,
        COMMANDS.showMoreCourses,
        COMMANDS.showMoreEntries,
        // "Adopt File…" is there.
        COMMANDS.adoptResource,
      ]),
    );
  });

  it('declares the defaults that the code falls back to', async () => {
    const { readSettings } = await import('../../src/host/settings.ts');
    const fallback = readSettings();
    const declared = (key: keyof typeof SETTINGS): string | number | boolean | undefined =>
      settings[`lectern.${SETTINGS[key]}`]?.default;
    assert.equal(declared('exportsFileName'), DEFAULT_FILE_NAME);
    assert.equal(declared('exportsFileName'), fallback.exportsFileName);
    assert.equal(declared('exportsSimultaneous'), fallback.exportsSimultaneous);
    assert.equal(declared('codioRequestsPerTenSeconds'), fallback.codioRequestsPerTenSeconds);
    // Empty means "not set".
    assert.equal(declared('exportsFolder'), '');
    assert.equal(fallback.exportsFolder, join(homedir(), 'Lectern'));
    assert.match(texts['setting.exports.folder'] ?? '', /`Lectern`/);
    assert.equal(declared('networkCaFile'), '');
    assert.equal(fallback.networkCaFile, undefined);
  });
});
