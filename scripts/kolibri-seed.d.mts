import type { Log } from '../src/core/campus/kolibri/store/rows.ts';

/** What the tests' school is, as far as its seeding needs to be known by type. */
export type SeedSchool = {
  readonly facility: string;
  readonly superuser: { readonly username: string; readonly password: string };
};

export const SCHOOL_FILE: string;
export function readSchool(): Promise<SeedSchool>;
export function seedSchool(baseUrl: string, school: SeedSchool): Promise<readonly Log[]>;
