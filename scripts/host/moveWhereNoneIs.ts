import { existsSync, renameSync } from 'node:fs';

/** Moves a folder that is complete to its place, unless another run was first: then its copy is as good, and this one stays. */
export function moveWhereNoneIs(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
