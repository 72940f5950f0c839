import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onEnd } from './onEnd.ts';

export type ScratchFolder = {
  readonly path: string;
  remove(): void;
};

/** A new empty folder that is gone when this process is. */
export function scratchFolder(name: string): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), `lectern-${name}-`));
  const wipe = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = onEnd(wipe);
  return {
    path,
    remove: () => {
      forget();
      wipe();
    },
  };
}
