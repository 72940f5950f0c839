import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { checkServer } from '../../../src/core/kolibri/checkServer.ts';
import { createKolibriClient } from '../../../src/core/kolibri/kolibriClient.ts';
import { failureFrom } from '../../failureFrom.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, connectionTo, http, never, serverUrl } from './server.ts';
import { tracedPaths, watchedHttp } from './watchedHttp.ts';

const [head, tutor, coach] = school.staff;

describe('Kolibri: connecting', () => {
  it('recognises the server without signing in', async () => {
    const server = await checkServer(http, serverUrl(), never);
    assert.equal(server.version, '0.19.5');
    assert.equal(server.baseUrl, serverUrl());
    assert.equal(server.learnersOnly, false);
    assert.notEqual(server.deviceName, '');
  });

  it('signs the superuser in and names the account', async () => {
    const client = clientOf(school.superuser);
    assert.deepEqual(await client.check(never), { name: 'admin' });
    // The second time the session is only proved.
    assert.deepEqual(await client.check(never), { name: 'admin' });
    await client.close();
  });

  it('asks for one sign-in when several requests come at the same time', async () => {
    const watched = watchedHttp();
    const client = clientOf(school.superuser, { http: watched });
    await Promise.all([client.check(never), client.check(never), client.check(never)]);
    await client.close();
    assert.deepEqual(tracedPaths(watched), ['POST /api/auth/session/', 'DELETE /api/auth/session/current/']);
  });

  it('signs in an administrator of the facility who is no superuser', async () => {
    const client = clientOf(head!);
    assert.deepEqual(await client.check(never), { name: head!.full_name });
    await client.close();
  });

  it('finds an administrator of a facility that is not the default one', async () => {
    const client = clientOf(school.otherFacility.head);
    assert.deepEqual(await client.check(never), { name: school.otherFacility.head.full_name });
    await client.close();
  });

  it('refuses a wrong password and an unknown name as signed out', async () => {
    const wrong = clientOf({ username: 'admin', password: 'x' });
    assert.deepEqual(await failureFrom(wrong.check(never)), { kind: 'signedOut' });
    const nobody = clientOf({ username: 'nobody', password: 'x' });
    assert.deepEqual(await failureFrom(nobody.check(never)), { kind: 'signedOut' });
    const empty = clientOf({ username: 'admin', password: '' });
    assert.deepEqual(await failureFrom(empty.check(never)), { kind: 'signedOut' });
  });

  it('turns coaches and learners away', async () => {
    const learner = { username: school.learners[0]!.username, password: school.learnerPassword };
    for (const person of [tutor!, coach!, learner]) {
      assert.deepEqual(await failureFrom(clientOf(person).check(never)), {
        kind: 'forbidden',
        needs: 'facilityAdmin',
      });
    }
  });

  it('leaves no session behind of somebody whom it turns away', async () => {
    const watched = watchedHttp();
    await failureFrom(clientOf(coach!, { http: watched }).check(never));
    assert.ok(tracedPaths(watched).includes('DELETE /api/auth/session/current/'));
  });

  it('says offline when nothing listens on the port', async () => {
    const closed = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const baseUrl = `http://127.0.0.1:${port}`;
    const offline = { kind: 'offline', host: `127.0.0.1:${port}`, code: 'ECONNREFUSED' };
    assert.deepEqual(await failureFrom(checkServer(http, baseUrl, never)), offline);
    const client = createKolibriClient({
      connection: connectionTo(baseUrl),
      credentials: { platform: 'kolibri', ...school.superuser },
      http,
    });
    assert.deepEqual(await failureFrom(client.check(never)), offline);
  });

  it('says clearly that another web server is no Kolibri', async () => {
    const other = createServer((_request, reply) => {
      reply.setHeader('Content-Type', 'text/html').end('<html><h1>Welcome, Ana María</h1></html>');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const baseUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const client = createKolibriClient({
      connection: connectionTo(baseUrl),
      credentials: { platform: 'kolibri', ...school.superuser },
      http,
    });
    try {
      const noKolibri = { kind: 'gone', missing: 'kolibri' };
      assert.deepEqual(await failureFrom(checkServer(http, baseUrl, never)), noKolibri);
      assert.deepEqual(await failureFrom(client.check(never)), noKolibri);
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  it('a path that is not below the server is no Kolibri either', async () => {
    const elsewhere = `${serverUrl()}/elsewhere`;
    const noKolibri = { kind: 'gone', missing: 'kolibri' };
    assert.deepEqual(await failureFrom(checkServer(http, elsewhere, never)), noKolibri);
    const client = createKolibriClient({
      connection: connectionTo(elsewhere),
      credentials: { platform: 'kolibri', ...school.superuser },
      http,
    });
    assert.deepEqual(await failureFrom(client.check(never)), noKolibri);
    const list = client.children(undefined, { archived: false }, never)[Symbol.asyncIterator]();
    assert.deepEqual(await failureFrom(list.next()), noKolibri);
  });
});
