import { readManifest, type CloseOutManifest } from '../../src/core/manifest/closeOutManifest.ts';
import { until } from '../until.ts';

/** The manifest of a close-out, once its run rests: it is written a moment after the last export has ended. */
export function restingManifest(folder: string): Promise<CloseOutManifest> {
  return until('the manifest of a run at rest', async () => {
    const manifest = await readManifest(folder);
    return manifest.state === 'running' ? undefined : manifest;
  });
}
