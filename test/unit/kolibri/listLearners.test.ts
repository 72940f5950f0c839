import assert from 'node:assert/strict';
import { listLearners } from '../../../src/core/kolibri/places.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import { startFakeKolibri, type FakeKolibri, type FakeReply } from './fakeKolibri.ts';

const never = new AbortController().signal;
const http = createHttp({ userAgent: 'Lectern tests', keepAlive: false });

describe('listLearners', () => {
  let server: FakeKolibri;
  afterEach(() => server.close());

  const pagesOf = async (replies: readonly FakeReply[]): Promise<readonly (readonly string[])[]> => {
    server = await startFakeKolibri((_request, count) => replies[count - 1]);
    const folder = {
      kind: 'learners',
      facility: { id: 'f', name: 'F' },
      class: { id: 'c d', name: 'C' },
      count: 0,
    } as const;
    const pages: string[][] = [];
    for await (const page of listLearners(http, server.baseUrl, folder, 2, never))
      pages.push(page.map(({ id }) => id));
    return pages;
  };
  const page = (total_pages: number, ...ids: readonly string[]): FakeReply => ({
    body: { page: 1, count: 9, total_pages, results: ids.map((id) => ({ id, username: id, full_name: id })) },
  });

  it('asks for the pages that the server counts, in the order of user names', async () => {
    assert.deepEqual(await pagesOf([page(2, 'a', 'b'), page(2, 'c')]), [['a', 'b'], ['c']]);
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      [1, 2].map(
        (number) => `/api/auth/facilityuser/?member_of=c%20d&ordering=username&page_size=2&page=${number}`,
      ),
    );
  });

  it('lists nobody twice when somebody joins meanwhile', async () => {
    assert.deepEqual(await pagesOf([page(2, 'b', 'c'), page(3, 'c', 'd'), page(3, 'e')]), [
      ['b', 'c'],
      ['d'],
      ['e'],
    ]);
  });

  it('ends where the list has become shorter meanwhile', async () => {
    const pastTheEnd = { status: 404, body: [{ id: 'NOT_FOUND', metadata: {} }] };
    assert.deepEqual(await pagesOf([page(2, 'a', 'b'), pastTheEnd]), [['a', 'b']]);
  });

  it('has no page for an empty class', async () => {
    assert.deepEqual(await pagesOf([page(1)]), []);
  });
});
