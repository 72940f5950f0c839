import { stringify } from 'csv-stringify/sync';
import type { CampusProcess } from '../../scripts/campus/startCampusProcess.ts';
import { createKolibriClient } from '../../src/core/kolibri/kolibriClient.ts';
import { createHttp } from '../../src/core/platform/http.ts';
import { COLUMNS, type Column } from '../../src/core/roster/header/column.ts';
import type { RosterSnapshot, SnapshotUser } from '../../src/core/roster/snapshot/rosterSnapshot.ts';

/** The facility of the campus that the tests import into. */
export const SCHOOL = 'Lakeside School';

/** The cells of a row by their columns. */
export type SchoolRow = Partial<Record<Column, string>>;

/** The users and classes of {@link SCHOOL}, as they are now. */
export async function schoolSnapshot({ kolibri }: Pick<CampusProcess, 'kolibri'>): Promise<RosterSnapshot> {
  const { baseUrl, username, password } = kolibri;
  const client = createKolibriClient({
    connection: { platform: 'kolibri', id: 'test', name: 'Test', baseUrl },
    credentials: { platform: 'kolibri', username, password },
    http: createHttp({ userAgent: 'Lectern tests', keepAlive: false }),
  });
  const { signal } = new AbortController();
  try {
    for await (const page of client.children(undefined, { archived: false }, signal))
      for (const place of page)
        if (place.kind === 'facility' && place.name === SCHOOL && client.rosterSnapshot !== undefined)
          return await client.rosterSnapshot(place, signal);
    throw new Error('The campus has no such facility.');
  } finally {
    await client.close();
  }
}

/** The row that an export writes for a user. */
export function exportedRow(user: SnapshotUser): SchoolRow {
  const known = (value: string): string => (value === 'NOT_SPECIFIED' || value === 'DEFERRED' ? '' : value);
  return {
    UUID: user.id,
    USERNAME: user.username,
    PASSWORD: '*',
    FULL_NAME: user.fullName,
    USER_TYPE: user.userType,
    IDENTIFIER: user.identifier,
    BIRTH_YEAR: known(user.birthYear),
    GENDER: known(user.gender),
    ENROLLED_IN: user.enrolledIn.join(','),
    ASSIGNED_TO: user.assignedTo.join(','),
  };
}

/** Everybody whom an export of the facility has, in the order of their user names. */
export function exportedRows({ users }: RosterSnapshot): SchoolRow[] {
  return users
    .filter(({ isDeleted, isAdmin }) => !isDeleted && !isAdmin)
    .sort((a, b) => (a.username < b.username ? -1 : 1))
    .map(exportedRow);
}

/** A users file of rows. */
export function schoolFile(rows: readonly SchoolRow[]): string {
  return stringify([COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column] ?? ''))], {
    record_delimiter: 'windows',
  });
}
