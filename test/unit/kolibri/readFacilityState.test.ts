import assert from 'node:assert/strict';
import { readFacilityState } from '../../../src/core/kolibri/readFacilityState.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import type { FacilityState } from '../../../src/core/platform/rosterPort.ts';
import { snapshotOf } from '../../../src/core/platform/snapshotOf.ts';
import { startFakeKolibri, type FakeKolibri, type FakeReply } from './fakeKolibri.ts';

const http = createHttp({ userAgent: 'Lectern tests', keepAlive: false });
const caller = { id: 'admin', name: 'Admin', facilityId: 'f', superuser: true };

describe('readFacilityState', () => {
  let server: FakeKolibri;
  afterEach(() => server.close());

  const user = (id: string, roles: readonly (readonly [string, string])[] = []): unknown => ({
    id,
    username: `name of ${id}`,
    full_name: id.toUpperCase(),
    gender: 'FEMALE',
    birth_year: '2001',
    id_number: 'X1',
    roles: roles.map(([kind, collection]) => ({ id: 'r', kind, collection })),
  });
  const read = async (deleted: FakeReply): Promise<FacilityState> => {
    server = await startFakeKolibri(({ path }) => {
      const { pathname, searchParams } = new URL(path, 'http://localhost');
      const page = Number(searchParams.get('page'));
      switch (pathname) {
        case '/api/auth/classroom/':
          return {
            body: [
              { id: 'c1', name: 'Class 1' },
              { id: 'c2', name: 'Class 2' },
            ],
          };
        case '/api/auth/membership/':
          return { body: searchParams.get('collection') === 'c1' ? [{ user: 'l' }, { user: 'd' }] : [] };
        case '/api/auth/learnergroup/':
          return {
            body: [
              { id: 'g1', name: 'Group', parent: 'c1', user_ids: ['l'] },
              { id: 'g2', name: 'Of another school', parent: 'c9', user_ids: [] },
            ],
          };
        case '/api/auth/facilityuser/':
          return {
            body: {
              total_pages: 2,
              // Somebody has joined meanwhile, so that one is on both pages.
              results:
                page === 1
                  ? [user('a', [['admin', 'f']]), user('l')]
                  : [
                      user('l'),
                      user('k', [
                        ['classroom assignable coach', 'f'],
                        ['coach', 'c2'],
                      ]),
                      user('o', [['coach', 'f']]),
                    ],
            },
          };
        case '/api/auth/deletedfacilityuser/':
          return deleted;
        default:
          return undefined;
      }
    });
    const options = { http, baseUrl: server.baseUrl, caller, now: () => 42, pageSize: 2 };
    return readFacilityState(options, { id: 'f', name: 'School' }, new AbortController().signal);
  };

  it('has every user with type, classes and what is stored, deleted ones too', async () => {
    const snapshot = snapshotOf(await read({ body: { total_pages: 1, results: [user('d')] } }));
    assert.equal(snapshot.takenAt, 42);
    assert.equal(snapshot.callerId, 'admin');
    assert.equal(snapshot.facilityId, 'f');
    assert.deepEqual(snapshot.classes, [
      { id: 'c1', name: 'Class 1' },
      { id: 'c2', name: 'Class 2' },
    ]);
    assert.deepEqual(
      snapshot.users.map(({ id, userType, isAdmin, isDeleted, enrolledIn, assignedTo }) => [
        id,
        userType,
        isAdmin,
        isDeleted,
        enrolledIn.join(),
        assignedTo.join(),
      ]),
      [
        ['a', 'ADMIN', true, false, '', ''],
        ['l', 'LEARNER', false, false, 'Class 1', ''],
        ['k', 'CLASS_COACH', false, false, '', 'Class 2'],
        ['o', 'FACILITY_COACH', false, false, '', ''],
        ['d', 'LEARNER', false, true, 'Class 1', ''],
      ],
    );
    assert.deepEqual(snapshot.users[1], {
      id: 'l',
      username: 'name of l',
      fullName: 'L',
      gender: 'FEMALE',
      birthYear: '2001',
      identifier: 'X1',
      userType: 'LEARNER',
      isAdmin: false,
      roles: [],
      isSuperuser: false,
      enrolledIn: ['Class 1'],
      assignedTo: [],
      isDeleted: false,
    });
  });

  it('has the groups of the classes, the memberships and the roles by their ids', async () => {
    const state = await read({ body: { total_pages: 1, results: [user('d')] } });
    assert.deepEqual(state.groups, [{ id: 'g1', name: 'Group', classId: 'c1', userIds: ['l'] }]);
    assert.deepEqual(state.memberships, [
      { user: 'l', collection: 'c1' },
      { user: 'd', collection: 'c1' },
    ]);
    assert.deepEqual(state.users.find(({ id }) => id === 'k')?.roles, [
      { kind: 'classroom assignable coach', collection: 'f' },
      { kind: 'coach', collection: 'c2' },
    ]);
    assert.equal(state.marksDeleted, true);
  });

  it('does without deleted users where the server has no such list', async () => {
    const state = await read({ status: 404, body: 'Not Found' });
    assert.ok(state.users.length === 4 && !state.users.some(({ isDeleted }) => isDeleted));
    assert.equal(state.marksDeleted, false);
  });
});
