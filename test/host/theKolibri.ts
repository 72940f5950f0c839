import type { Api } from '../../src/extension.ts';
import type { ConnectionNode } from '../../src/features/courses/courseNode.ts';
import { openKolibriSandbox, type KolibriSandbox } from '../campus/kolibriSandbox.ts';
import { until } from '../until.ts';
import { GIVEN_KOLIBRI } from './theCampus.ts';
import { connectionRow } from './treeRows.ts';

/** The Kolibri side of the campus: the row of the connection that Lectern makes by itself, and the switches for tests. */
export async function theKolibri(
  api: Api,
): Promise<{ readonly root: ConnectionNode; readonly sandbox: KolibriSandbox }> {
  await until('the connection that Lectern makes by itself', () =>
    api.services.connections.get(GIVEN_KOLIBRI),
  );
  const root = await connectionRow(api.courses, GIVEN_KOLIBRI);
  const sandbox = openKolibriSandbox((await api.services.campus.address()).kolibri);
  api.courses.refresh();
  return { root, sandbox };
}
