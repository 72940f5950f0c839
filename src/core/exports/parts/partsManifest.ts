import type { ExportRequest } from '../../platform/exportRequest.ts';
import type { Failure } from '../../platform/failure.ts';
import { entryNames } from './entryNames.ts';
import type { Job, RenderNote } from '../job/job.ts';

/** One line of a manifest. `source` says what the part is of, with the true names; `sha256` and `size` are of the file in the zip. */
export type ManifestPart = {
  readonly path: string;
  readonly source: ExportRequest;
} & (
  | {
      readonly outcome: 'saved';
      readonly size: number;
      readonly sha256: string;
      /** What a rendered part does not hold as it should be. */
      readonly notes?: readonly RenderNote[];
    }
  | { readonly outcome: 'failed'; readonly reason: string }
);

export type Manifest = {
  readonly format: 'lectern-manifest-1';
  readonly export: ExportRequest;
  readonly createdAt: string;
  readonly parts: readonly ManifestPart[];
};

/** The text of `manifest.json`: what a zip holds and what it lacks, for people and programs that open it later. */
export function manifestText(request: ExportRequest, at: Date, parts: readonly ManifestPart[]): string {
  const createdAt = at.toISOString();
  const manifest: Manifest = { format: 'lectern-manifest-1', export: request, createdAt, parts };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The lines of a composed export's manifest. */
export function partsManifest(parts: readonly Job[]): readonly ManifestPart[] {
  const names = entryNames(parts);
  return parts.map(({ id, request, state }): ManifestPart => {
    const name = names.get(id) ?? id;
    if (state.step !== 'done') {
      const reason = state.step === 'failed' ? reasonOf(state.failure) : state.step;
      return { path: name, source: request, outcome: 'failed', reason };
    }
    const { kind, size, sha256 } = state.file;
    return { path: `${name}.${kind}`, source: request, outcome: 'saved', size, sha256 };
  });
}

function reasonOf(failure: Failure): string {
  if ('detail' in failure && failure.detail !== '') return `${failure.kind}: ${failure.detail}`;
  return failure.kind === 'gone' ? `gone: ${failure.missing}` : failure.kind;
}
