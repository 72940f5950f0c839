import * as v from 'valibot';
import type * as vscode from 'vscode';
import { readRepositoryAddress } from '../../core/blueprints/address/readRepositoryAddress.ts';

const KEY = 'lectern.blueprints.recent';
const MOST = 8;

const RecentSchema = v.object({
  url: v.string(),
  path: v.string(),
  ref: v.exactOptional(v.string()),
});

/** A file that was fetched from a repository before. There are no credentials in an address that was taken. */
export type RecentRepository = v.InferOutput<typeof RecentSchema>;

/** The files that were fetched last, the newest first. */
export function recentRepositories(memory: vscode.Memento): readonly RecentRepository[] {
  const kept = v.safeParse(v.array(v.unknown()), memory.get<unknown>(KEY));
  return (kept.success ? kept.output : []).flatMap((one) => {
    const recent = v.safeParse(RecentSchema, one);
    // An address that was taken once may be read otherwise today, or not at all.
    const reading = recent.success ? readRepositoryAddress(recent.output.url) : undefined;
    return recent.success && reading?.ok ? [{ ...recent.output, url: reading.address.url }] : [];
  });
}

/** Puts a file first among those that are offered again. */
export async function rememberRepository(memory: vscode.Memento, recent: RecentRepository): Promise<void> {
  const others = recentRepositories(memory).filter((one) => fileOf(one) !== fileOf(recent));
  await memory.update(KEY, [v.parse(RecentSchema, recent), ...others].slice(0, MOST));
}

/** The same for one file of one branch, however that was named: `HEAD` is the default, and `refs/heads/main` the branch `main`. */
function fileOf({ url, path, ref = '' }: RecentRepository): string {
  const name = ref === 'HEAD' ? '' : ref.replace(/^refs\/(?:heads|tags)\//, '');
  return JSON.stringify([url.replace(/\.git$/, ''), path, name]);
}
