import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { openCampus, RequestsSchema, type TestCampus } from './openCampus.ts';
import * as v from 'valibot';

describe('the pages of the sample campus', () => {
  let lab: TestCampus;
  let course: string;
  let page: string;

  before(async () => {
    lab = await openCampus();
    course = (await lab.course(/Databases/)).id;
    page = `${lab.campus.codio.portalBaseUrl}/home/teacher/${course}/overview`;
  });
  after(() => lab.end());

  it('show the Export page of a course to a browser, without a bearer, and let it run nothing', async () => {
    const reply = await fetch(page);
    const html = await reply.text();
    assert.equal(reply.status, 200);
    assert.match(reply.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(html, /<html lang="en">/);
    assert.match(html, /<h1>[^<]*Databases/);
    for (const title of ['Data Exports', 'Course Access Data', 'Course Blueprint Transfer'])
      assert.ok(html.includes(title), title);
    assert.ok(!/<script|\son\w+=|style=|https?:/i.test(html), 'plain HTML, and nothing from elsewhere');
    const policy = reply.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    assert.ok(policy.includes(`sha256-${createHash('sha256').update(style).digest('base64')}`));
    assert.equal(reply.headers.get('referrer-policy'), 'no-referrer');
  });

  it('give each export as a file to save', async () => {
    const html = await (await fetch(page)).text();
    const links = [...html.matchAll(/href="([^"]+)" download/g)].map(([, href]) => href!);
    assert.equal(links.length, 7);
    for (const link of links) {
      const reply = await fetch(new URL(link, page));
      const bytes = Buffer.from(await reply.arrayBuffer());
      assert.equal(reply.status, 200, link);
      assert.match(
        reply.headers.get('content-disposition') ?? '',
        /^attachment; filename="\w+\.(csv|zip|json)"/,
      );
      assert.equal(reply.headers.get('x-content-type-options'), 'nosniff');
      assert.ok(bytes.length > 0, link);
    }
  });

  it('are found by nobody who does not know the address', async () => {
    const { portalBaseUrl } = lab.campus.codio;
    const { pathname } = new URL(portalBaseUrl);
    assert.ok(pathname.length > '/portal/'.length + 20);
    for (const path of [
      '/portal/',
      '/portal/x/home/teacher/',
      `${pathname}x/home/teacher/${course}/overview`,
    ])
      assert.equal((await fetch(new URL(path, lab.campus.origin))).status, 404, path);
    assert.equal((await fetch(`${portalBaseUrl}/home/teacher/nowhere/overview`)).status, 404);
    assert.equal((await fetch(`${page.replace('overview', 'export')}/secrets.csv`)).status, 404);
    assert.equal((await fetch(page, { method: 'POST' })).status, 405);
    assert.equal((await fetch(page, { headers: { Origin: 'http://evil.example' } })).status, 403);
    assert.equal(await statusUnder('evil.example', `/portal/x/home/teacher/${course}/overview`), 403);
    assert.equal(await statusUnder('evil.example', '/api/v1/courses'), 403);
  });

  it('answer under the name of an editor in the browser to whoever knows the address', async () => {
    assert.equal(await statusUnder('editor.example', new URL(page).pathname), 200);
    assert.equal(
      await statusUnder('editor.example', `${new URL(page).pathname}/../../../../../../api/v1/courses`),
      403,
    );
  });

  const statusUnder = async (name: string, path: string): Promise<number | undefined> => {
    const { port } = new URL(lab.campus.origin);
    const request = get({ port, host: '127.0.0.1', path, headers: { Host: name } });
    const [reply] = (await once(request, 'response')) as [IncomingMessage];
    reply.resume();
    return reply.statusCode;
  };

  it('keep their address out of the list of requests', async () => {
    await fetch(page);
    const requests = v.parse(RequestsSchema, await lab.sandbox('/requests'));
    const key = new URL(lab.campus.codio.portalBaseUrl).pathname.split('/').at(-1) ?? '';
    assert.ok(requests.some(({ path }) => path.startsWith('/portal/…/home')));
    assert.ok(!JSON.stringify(requests).includes(key));
  });

  it('can do without an endpoint', async () => {
    await lab.sandbox('/faults', { noEndpoint: '/export/coach' });
    assert.equal((await lab.call(`/courses/${course}/export/coach`, 'POST')).status, 404);
    assert.equal((await lab.call(`/courses/${course}/students`)).status, 200);
    await lab.sandbox('/faults', { noEndpoint: '' });
  });
});
