import assert from 'node:assert/strict';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import * as v from 'valibot';
import { CoursePageSchema, openCampus, RequestsSchema, tokenUrl, type TestCampus } from './openCampus.ts';

const ErrorSchema = v.object({ code: v.number(), message: v.string() });

describe('the protocol of the sample campus', () => {
  let lab: TestCampus;
  beforeEach(async () => {
    lab = await openCampus();
  });
  afterEach(() => lab.end());

  const refused = async (reply: Response, status: number): Promise<void> => {
    assert.equal(reply.status, status);
    assert.equal(v.parse(ErrorSchema, await reply.json()).code, status);
  };

  describe('tokens', () => {
    it('are given for a query, by GET and by POST', async () => {
      for (const method of ['GET', 'POST']) {
        const reply = await fetch(tokenUrl(lab.campus), { method });
        assert.equal(reply.status, 200);
        const token = v.parse(
          v.object({ access_token: v.string(), expires_in: v.number() }),
          await reply.json(),
        );
        assert.equal(token.expires_in, 3600);
      }
    });

    it('are given for a form only when the switch says so', async () => {
      const { href, search, origin, pathname } = new URL(tokenUrl(lab.campus));
      assert.ok(href);
      const ask = (): Promise<Response> =>
        fetch(`${origin}${pathname}`, {
          method: 'POST',
          body: search.slice(1),
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        });
      await refused(await ask(), 400);
      await lab.sandbox('/faults', { tokenFormBody: true });
      assert.equal((await ask()).status, 200);
    });

    it('are refused for wrong credentials', async () => {
      await refused(await fetch(tokenUrl(lab.campus, { client_secret: 'x' })), 401);
      await refused(await fetch(tokenUrl(lab.campus, { client_id: '' })), 401);
      await refused(await fetch(tokenUrl(lab.campus, { grant_type: 'password' })), 400);
    });

    it('end', async () => {
      await lab.sandbox('/faults', { tokenSeconds: 5 });
      assert.equal((await lab.call('/courses_list')).status, 200);
      await lab.sandbox('/clock', { advanceMs: 5000 });
      await refused(await lab.call('/courses_list'), 401);
    });

    it('are needed', async () => {
      const list = `${lab.campus.codio.apiBaseUrl}/api/v1/courses_list`;
      await refused(await fetch(list), 401);
      await refused(await fetch(list, { headers: { Authorization: 'Bearer x' } }), 401);
    });
  });

  describe('courses', () => {
    it('come in pages, with tokens that are good once', async () => {
      const first = v.parse(CoursePageSchema, await lab.json('/courses_list'));
      assert.equal(first.courses.length, 3);
      const next = `/courses_list?nextToken=${first.nextToken!}`;
      assert.equal(v.parse(CoursePageSchema, await lab.json(next)).courses.length, 3);
      await refused(await lab.call(next), 404);
      await lab.sandbox('/faults', { pageSize: 100 });
      const all = v.parse(CoursePageSchema, await lab.json('/courses_list'));
      assert.equal(all.courses.length, 7);
      assert.equal(all.nextToken, undefined);
    });

    it('are filtered by archived', async () => {
      await lab.sandbox('/faults', { pageSize: 100 });
      const count = async (filter: string): Promise<number> =>
        v.parse(CoursePageSchema, await lab.json(`/courses_list?archived=${filter}`)).courses.length;
      assert.deepEqual([await count('true'), await count('false'), await count('')], [1, 6, 7]);
    });

    it('show hidden assignments only on request, by id and by name', async () => {
      const { id, name } = await lab.course(/Java/);
      const CourseSchema = v.looseObject({
        modules: v.array(v.looseObject({ assignments: v.array(v.unknown()) })),
      });
      const count = async (path: string): Promise<number> =>
        v.parse(CourseSchema, await lab.json(path)).modules.flatMap((module) => module.assignments).length;
      assert.equal(await count(`/courses/${id}`), 5);
      assert.equal(await count(`/courses/${id}?withHiddenAssignments=true`), 7);
      assert.equal(await count(`/courses?name=${encodeURIComponent(name)}&withHiddenAssignments=true`), 7);
      await refused(await lab.call('/courses?name=Nothing'), 404);
    });

    it('of others are forbidden, unknown ones are not found', async () => {
      const { foreignCourse } = v.parse(
        v.looseObject({ foreignCourse: v.object({ id: v.string() }) }),
        await lab.sandbox('/seed'),
      );
      await refused(await lab.call(`/courses/${foreignCourse.id}`), 403);
      await refused(await lab.call(`/courses/${foreignCourse.id}/export/workdata`, 'POST'), 403);
      await refused(await lab.call('/courses/nothing'), 404);
      const { id } = await lab.course(/Java/);
      await refused(await lab.call(`/courses/${id}/students/nobody/progress`), 404);
      await refused(await lab.call(`/courses/${id}/assignments/nothing/students`), 404);
    });
  });

  it('tells progress by student and by assignment, and they agree', async () => {
    const { id, modules } = await lab.course(/Java/);
    const assignment = modules[0]!.assignments[0]!;
    const byAssignment = v.parse(
      v.array(
        v.looseObject({
          student_id: v.string(),
          status: v.string(),
          completion_date: v.optional(v.string()),
        }),
      ),
      await lab.json(`/courses/${id}/assignments/${assignment.id}/students`),
    );
    assert.equal(byAssignment.length, 24);
    for (const row of byAssignment) {
      const items = v.parse(
        v.array(
          v.looseObject({
            assignment_id: v.string(),
            started: v.boolean(),
            progress: v.optional(v.looseObject({ status: v.string() })),
          }),
        ),
        await lab.json(`/courses/${id}/students/${row.student_id}/progress`),
      );
      const item = items.find(({ assignment_id }) => assignment_id === assignment.id)!;
      assert.equal(item.progress?.status ?? 'NOT_STARTED', row.status);
      assert.equal(item.started, row.status !== 'NOT_STARTED');
    }
    await lab.sandbox('/faults', { completionDate: 'seconds' });
    const again = v.parse(
      v.array(
        v.looseObject({ completion_date: v.optional(v.object({ seconds: v.number(), nanos: v.number() })) }),
      ),
      await lab.json(`/courses/${id}/assignments/${assignment.id}/students`),
    );
    for (const [at, { completion_date: date }] of again.entries()) {
      const iso = byAssignment[at]!.completion_date;
      assert.equal(date?.seconds, iso === undefined ? undefined : Date.parse(iso) / 1000);
    }
  });

  it('has settings and teachers', async () => {
    const { id, modules } = await lab.course(/Java/);
    const settings = await lab.json(`/courses/${id}/assignments/${modules[0]!.assignments[0]!.id}/settings`);
    assert.ok(
      v.is(
        v.looseObject({ dueTime: v.string(), penaltiesV2: v.looseObject({ enabled: v.boolean() }) }),
        settings,
      ),
    );
    const teachers = await lab.json(`/courses/${id}/teachers`);
    assert.equal(v.parse(v.array(v.looseObject({ email: v.string() })), teachers).length, 2);
  });

  it('says what it does not have', async () => {
    const { id } = await lab.course(/Java/);
    await refused(await lab.call('/events'), 501);
    await refused(await lab.call(`/courses/${id}`, 'DELETE'), 501);
    await refused(await lab.call('/nothing'), 404);
    await refused(await lab.call(`/courses/${id}/students`, 'PUT'), 405);
  });

  it('survives a request for nonsense', async () => {
    const { hostname, port, host } = new URL(lab.campus.origin);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) }, () => {
        socket.write(`GET //[ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      });
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
    assert.match(answer, /^HTTP\/1\.1 404 /);
    assert.equal((await lab.call('/courses_list')).status, 200);
  });

  it('limits requests, and says so on every answer', async () => {
    await lab.json('/courses_list');
    await lab.sandbox('/faults', { burst: 3 });
    const reply = await lab.call('/nothing');
    assert.equal(reply.headers.get('x-ratelimit-limit'), '3');
    assert.equal(reply.headers.get('x-ratelimit-remaining'), '0');
    await refused(await lab.call('/courses_list'), 429);
    await lab.sandbox('/clock', { advanceMs: 10_000 });
    assert.equal((await lab.call('/courses_list')).status, 200);
    await lab.sandbox('/faults', { daily: 0 });
    const over = await lab.call('/courses_list');
    assert.equal(over.headers.get('x-ratelimit-dailylimit-remaining'), '0');
    await refused(over, 429);
  });

  it('fails on purpose, for a while', async () => {
    await lab.json('/courses_list');
    await lab.sandbox('/faults', { failTimes: 2, failWith: 502, failPath: '/courses_list' });
    assert.equal((await lab.call('/courses/nothing')).status, 404);
    await refused(await lab.call('/courses_list'), 502);
    await refused(await lab.call('/courses_list'), 502);
    assert.equal((await lab.call('/courses_list')).status, 200);
    await lab.sandbox('/faults', { failTimes: 1, failWith: 'cut' });
    await assert.rejects(lab.call('/courses_list'));
    await lab.sandbox('/faults', { failTimes: 1, failWith: 'html' });
    assert.match(await (await lab.call('/courses_list')).text(), /^<!doctype html>/);
  });

  describe('its own routes', () => {
    it('refuse who does not send their header', async () => {
      await refused(await fetch(`${lab.campus.origin}/__sandbox/faults`), 403);
    });

    it('refuse a switch that does not exist', async () => {
      const reply = await fetch(`${lab.campus.origin}/__sandbox/faults`, {
        method: 'POST',
        headers: { 'X-Sandbox': '1' },
        body: '{"nothing":1}',
      });
      await refused(reply, 400);
    });

    it('keep a log without secrets', async () => {
      await fetch(tokenUrl(lab.campus));
      const text = JSON.stringify(await lab.sandbox('/requests'));
      assert.match(text, /api\/v1\/token/);
      assert.ok(!text.includes(lab.campus.codio.clientSecret));
      await lab.sandbox('/requests', undefined, 'DELETE');
      assert.equal(v.parse(RequestsSchema, await lab.sandbox('/requests')).length, 1);
    });

    it('have samples of what the API does not give', async () => {
      const { id } = await lab.course(/Java/);
      const sample = async (name: string): Promise<string> => {
        const reply = await fetch(`${lab.campus.origin}/__sandbox/samples/${id}/${name}`, {
          headers: { 'X-Sandbox': '1' },
        });
        assert.equal(reply.status, name === 'nothing' ? 404 : 200);
        return Buffer.from(await reply.arrayBuffer()).toString('latin1');
      };
      assert.match(await sample('access.csv'), /^Username,Email,/);
      assert.ok(
        v.is(v.array(v.looseObject({ name: v.string() })), JSON.parse(await sample('blueprints.json'))),
      );
      const pdf = await sample('guides.pdf');
      const at = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)![1]);
      assert.ok(pdf.startsWith('%PDF-') && pdf.slice(at).startsWith('xref\n'));
      await sample('nothing');
    });

    it('reset everything, and change the seed', async () => {
      await lab.sandbox('/faults', { pageSize: 1 });
      const { id } = await lab.course(/Java/);
      const url = await lab.link(`/courses/${id}/export/coach`, 'POST');
      await lab.sandbox('/reset', { seed: 7 });
      assert.equal((await fetch(url)).status, 404);
      await refused(await lab.call('/courses_list'), 401);
      assert.ok(v.is(v.looseObject({ pageSize: v.literal(3) }), await lab.sandbox('/faults')));
      assert.ok(!JSON.stringify(await lab.sandbox('/seed')).includes(id));
    });
  });

  describe('against web pages', () => {
    const ask = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const { port } = new URL(lab.campus.origin);
        const asked = request({
          host: '127.0.0.1',
          port,
          path: '/__sandbox/faults',
          headers: { 'X-Sandbox': '1', ...headers },
        });
        asked.on('error', reject);
        asked.on('response', (reply) => {
          reply.resume();
          resolve(reply.statusCode);
        });
        asked.end();
      });

    it('refuses another name for itself', async () => {
      assert.equal(await ask({}), 200);
      assert.equal(await ask({ Host: 'evil.example' }), 403);
      assert.equal(await ask({ Host: `evil.example:${new URL(lab.campus.origin).port}` }), 403);
    });

    it('refuses requests from another origin', async () => {
      assert.equal(await ask({ Origin: lab.campus.origin }), 200);
      assert.equal(await ask({ Origin: 'https://evil.example' }), 403);
      assert.equal(await ask({ Origin: 'null' }), 403);
    });

    it('listens on loopback and nowhere else', async () => {
      const { hostname, port } = new URL(lab.campus.origin);
      assert.equal(hostname, '127.0.0.1');
      const others = Object.values(networkInterfaces())
        .flatMap((addresses) => addresses ?? [])
        .filter(({ internal, family }) => !internal && family === 'IPv4');
      for (const { address } of others) {
        const reached = await new Promise<boolean>((resolve) => {
          const socket = connect({ host: address, port: Number(port) });
          socket.on('connect', () => {
            socket.destroy();
            resolve(true);
          });
          socket.on('error', () => resolve(false));
        });
        assert.equal(reached, false, 'reached through another interface');
      }
    });
  });
});
