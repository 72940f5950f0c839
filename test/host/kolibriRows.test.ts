import assert from 'node:assert/strict';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ServerJobPlace } from '../../src/core/platform/place.ts';
import type { Api } from '../../src/extension.ts';
import type { ConnectionNode, CourseNode, PlaceNode } from '../../src/features/courses/courseNode.ts';
import { placeNode } from '../../src/features/courses/courseTree.ts';
import { jobNode } from '../../src/features/exports/jobRow.ts';
import { recoverRows } from '../../src/features/courses/recoverRows.ts';
import { watchServerJobs } from '../../src/features/serverJobs/watchServerJobs.ts';
import type { KolibriSandbox } from '../campus/kolibriSandbox.ts';
import { openWire, type Wire } from '../campus/wire.ts';
import { untilTrue } from '../untilTrue.ts';
import { endOf, lectern } from './lectern.ts';
import { GIVEN_KOLIBRI } from './theCampus.ts';
import { connectionRow, placesBelow, rowsBelow, tooltipOf, wordsOf, type RowOf } from './treeRows.ts';
import { theKolibri } from './theKolibri.ts';

const SCHOOL = 'Lakeside School';
const CUT = 'cut-kolibri';
const Begun = v.object({ id: v.string() });
const Status = v.object({ status: v.string() });
const never = new AbortController().signal;

/** A view of which the test says what is seen in it. */
class StagedView {
  visible = true;
  readonly #visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  readonly #expanded = new vscode.EventEmitter<vscode.TreeViewExpansionEvent<CourseNode>>();
  readonly #collapsed = new vscode.EventEmitter<vscode.TreeViewExpansionEvent<CourseNode>>();
  readonly onDidChangeVisibility = this.#visibility.event;
  readonly onDidExpandElement = this.#expanded.event;
  readonly onDidCollapseElement = this.#collapsed.event;

  expand(element: CourseNode): void {
    this.#expanded.fire({ element });
  }

  collapse(element: CourseNode): void {
    this.#collapsed.fire({ element });
  }
}

describe('rows of a Kolibri server that change by themselves', () => {
  let api: Api;
  let sandbox: KolibriSandbox;
  let root: ConnectionNode;
  let facility: RowOf<'facility'>;
  let folder: PlaceNode;

  /** What stands below the folder now. The tree is asked as the editor asks it: without Refresh. */
  const listed = async (): Promise<readonly ServerJobPlace[]> =>
    (await rowsBelow(api.courses, folder)).flatMap((row) =>
      row.type === 'place' && row.place.kind === 'serverJob' ? [row.place] : [],
    );

  before(async () => {
    api = await lectern();
    ({ root, sandbox } = await theKolibri(api));
    [facility] = (await placesBelow(api.courses, root, 'facility')) as [RowOf<'facility'>];
    folder = placeNode(root, { kind: 'serverJobs' });
  });
  afterEach(() => sandbox.turn({ jobMs: 300, jobOutcome: 'ok' }));

  describe('the jobs on the server', () => {
    it('lists a job that Lectern begins, and lists again when it is cleared', async () => {
      await sandbox.turn({ jobOutcome: 'failed' });
      const { id, name } = facility.place;
      const known = new Set((await listed()).map((job) => job.id));
      const client = await api.services.clients.client(GIVEN_KOLIBRI);
      const request = { kind: 'users', facility: { id, name }, locale: 'en' } as const;
      const begun = await client.exports.begin(request, never);
      assert.ok(begun.step === 'task');
      assert.ok(!known.has(begun.task.id));
      await untilTrue('the job in the list', async () =>
        (await listed()).some((job) => job.id === begun.task.id),
      );
      await client.exports.release(request, begun.task, never);
      await untilTrue('the list without it', async () =>
        (await listed()).every((job) => job.id !== begun.task.id),
      );
    });

    it('lists what somebody else has begun when their folder is opened again', async () => {
      const view = new StagedView();
      const watch = watchServerJobs(view, api.courses, api.services);
      try {
        view.expand(folder);
        const known = new Set((await listed()).map((job) => job.id));
        const deputy = await sandbox.otherAdministrator();
        const begin = async (): Promise<string> => {
          const type = 'kolibri.core.auth.tasks.exportuserstocsv';
          const body = { type, facility: deputy.facilityId, locale: 'en' };
          return v.parse(Begun, await deputy.send('POST', '/api/tasks/tasks/', body)).id;
        };
        const first = await begin();
        assert.ok(
          (await listed()).every((job) => known.has(job.id)),
          'nothing is listed without a cause',
        );
        view.collapse(folder);
        view.expand(folder);
        assert.ok((await listed()).some(({ id }) => id === first));
        const second = await begin();
        view.collapse(root);
        view.expand(root);
        assert.ok((await listed()).some(({ id }) => id === second));
      } finally {
        watch.dispose();
      }
    });
  });

  it('knows of a registration that was done through another connection', async () => {
    const OTHER = 'other-kolibri';
    const { baseUrl, username, password } = (await api.services.campus.address()).kolibri;
    const connection = { platform: 'kolibri', id: OTHER, name: 'The Same', baseUrl } as const;
    // Its first sync goes on for long: until it has ended, the list of facilities does not tell.
    await sandbox.turn({ jobMs: 60_000 });
    try {
      const unregistered = (await placesBelow(api.courses, root, 'facility')).find(
        ({ place }) => place.name !== SCHOOL && !place.portal,
      );
      assert.ok(unregistered, 'a facility that nobody has registered');
      const portal = await api.services.syncs.portal(GIVEN_KOLIBRI);
      await portal.register(unregistered.place, 'demo-0001', never);
      await api.services.connections.put(connection, { platform: 'kolibri', username, password });
      const otherRoot = await connectionRow(api.courses, OTHER);
      const row = async (): Promise<RowOf<'facility'> | undefined> =>
        (await placesBelow(api.courses, otherRoot, 'facility')).find(
          ({ place }) => place.id === unregistered.place.id,
        );
      assert.equal((await row())?.place.portal, false);
      await untilTrue('the word of the server', async () => {
        const found = await row();
        return found !== undefined && wordsOf(api.courses.getTreeItem(found)).includes('syncable');
      });
    } finally {
      await api.services.clients.forget(OTHER);
      await api.services.connections.remove(OTHER);
    }
  });

  it('refuses logs whose columns somebody else has had written in another language meanwhile', async () => {
    const OTHER = 'overtaken-kolibri';
    const { baseUrl, username, password } = (await api.services.campus.address()).kolibri;
    const deputy = await sandbox.otherAdministrator();
    const range = { preset: 'own', start: '2020-01-01', end: '2035-12-31' } as const;
    let overtaken = false;
    const wire = await openWire(baseUrl, async (path) => {
      if (overtaken || !path.includes('/downloadcsvfile/session/')) return;
      overtaken = true;
      const begun = v.parse(
        Begun,
        await deputy.send('POST', '/api/tasks/tasks/', {
          type: 'kolibri.core.logger.tasks.exportsessionlogcsv',
          facility: deputy.facilityId,
          locale: 'fr-fr',
          start_date: `${range.start}T00:00:00.000Z`,
          end_date: `${range.end}T00:00:00.000Z`,
        }),
      );
      await untilTrue('the end of their export', async () => {
        const job = v.parse(Status, await deputy.send('GET', `/api/tasks/tasks/${begun.id}/`));
        return job.status === 'COMPLETED';
      });
    });
    try {
      const connection = { platform: 'kolibri', id: OTHER, name: 'Busy', baseUrl: wire.baseUrl } as const;
      await api.services.connections.put(connection, { platform: 'kolibri', username, password });
      const request = {
        kind: 'sessionLogs',
        facility: { id: deputy.facilityId, name: SCHOOL },
        range,
        locale: 'en',
      } as const;
      const { id } = await api.services.jobs.start(OTHER, request);
      const end = await endOf(api, id);
      assert.ok(overtaken);
      assert.ok(end.step === 'failed', JSON.stringify(end));
      assert.deepEqual(end.failure, { kind: 'overtaken', by: 'otherExport' });
      const job = api.services.jobs.job(id)?.job;
      assert.ok(job);
      const row = api.exports.getTreeItem(jobNode(job));
      assert.match(
        tooltipOf(row),
        /Somebody else has exported other days, or in another language, meanwhile/,
      );
    } finally {
      await api.services.clients.forget(OTHER);
      await api.services.connections.remove(OTHER);
      await wire.close();
    }
  });

  describe('a facility whose server was away', () => {
    let wire: Wire;
    let cutRoot: ConnectionNode;
    let cutFacility: RowOf<'facility'>;

    const failureOf = async (node: CourseNode): Promise<string | undefined> => {
      const rows = await rowsBelow(api.courses, node);
      const notice = rows.flatMap((row) => (row.type === 'notice' ? [row.notice] : []))[0];
      return notice?.kind === 'failed' ? notice.failure.kind : undefined;
    };

    beforeEach(async () => {
      const { baseUrl, username, password } = (await api.services.campus.address()).kolibri;
      wire = await openWire(baseUrl);
      const connection = { platform: 'kolibri', id: CUT, name: 'Far School', baseUrl: wire.baseUrl } as const;
      await api.services.connections.put(connection, { platform: 'kolibri', username, password });
      cutRoot = await connectionRow(api.courses, CUT);
      [cutFacility] = (await placesBelow(api.courses, cutRoot, 'facility')) as [RowOf<'facility'>];
      wire.cut();
      assert.equal(await failureOf(cutFacility), 'offline');
    });
    afterEach(async () => {
      await api.services.clients.forget(CUT);
      await api.services.connections.remove(CUT);
      await wire.close();
    });

    it('comes back with the next answer of its server to anything', async () => {
      wire.mend();
      assert.equal(await failureOf(cutFacility), 'offline', 'nobody has asked yet');
      await (await api.services.clients.client(CUT)).check(never);
      await untilTrue('its classes', async () => (await failureOf(cutFacility)) === undefined);
      assert.ok((await placesBelow(api.courses, cutFacility, 'class')).length > 0);
    });

    it('is asked again when it is opened again', async () => {
      const view = new StagedView();
      view.visible = false;
      const recovery = recoverRows(view, api.courses, api.services.clients);
      try {
        wire.mend();
        view.collapse(cutFacility);
        assert.ok((await placesBelow(api.courses, cutFacility, 'class')).length > 0);
      } finally {
        recovery.dispose();
      }
    });

    it('is tried again now and then while it is in sight', async () => {
      const recovery = recoverRows(new StagedView(), api.courses, api.services.clients, [20]);
      try {
        api.courses.refresh(cutFacility);
        assert.equal(await failureOf(cutFacility), 'offline');
        wire.mend();
        await untilTrue('its classes', async () => (await failureOf(cutFacility)) === undefined);
      } finally {
        recovery.dispose();
      }
    });
  });
});
