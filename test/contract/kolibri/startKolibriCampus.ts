import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSchool, seedSchool } from '../../../scripts/kolibri-seed.mjs';
import { startCampus } from '../../../src/core/campus/campus.ts';

/** A sample campus with the school that the real server has, too. */
export type KolibriCampus = { readonly baseUrl: string; close(): Promise<void> };

/** Starts one as it is after provisioning, and fills it through its own API, as the real server is filled. */
export async function startKolibriCampus(): Promise<KolibriCampus> {
  const school = await readSchool();
  const stateDir = await mkdtemp(join(tmpdir(), 'lectern-kolibri-'));
  const campus = await startCampus({
    stateDir,
    kolibri: { provision: { facility: school.facility, ...school.superuser } },
  });
  const { baseUrl } = campus.kolibri;
  await seedSchool(baseUrl, school);
  return {
    baseUrl,
    async close() {
      await campus.close();
      await rm(stateDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
