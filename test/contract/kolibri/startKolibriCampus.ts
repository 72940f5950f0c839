import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSchool, seedSchool, type SeedSchool } from '../../../scripts/kolibri-seed.mjs';
import { startCampus, type Campus } from '../../../src/core/campus/campus.ts';

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
  const close = async (): Promise<void> => {
    await campus.close();
    await rm(stateDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await fill(campus, school);
  } catch (error) {
    await close();
    throw error;
  }
  return { baseUrl, close };
}

async function fill(campus: Campus, school: SeedSchool): Promise<void> {
  const reply = await fetch(`${campus.origin}/__sandbox/kolibri/logs`, {
    method: 'POST',
    headers: { 'X-Sandbox': '1' },
    body: JSON.stringify({ logs: await seedSchool(campus.kolibri.baseUrl, school) }),
  });
  if (!reply.ok) throw new Error(await reply.text());
}
