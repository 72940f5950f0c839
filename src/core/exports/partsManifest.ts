import type { ExportRequest } from '../platform/exportRequest.ts';
import type { Job } from './job.ts';

/** One line of a manifest. `source` says what the part is of; `sha256` and `size` are of the file in the zip. */
export type ManifestPart = {
  readonly path: string;
  readonly source: ExportRequest;
} & (
  | { readonly outcome: 'saved'; readonly size: number; readonly sha256: string }
  | { readonly outcome: 'failed'; readonly reason: string }
);

export type Manifest = {
  readonly format: 'lectern-manifest-1';
  readonly export: ExportRequest;
  readonly createdAt: string;
  readonly parts: readonly ManifestPart[];
};

/** What a composed export holds and what it lacks, for people and programs that open it later. */
export function partsManifest(job: Job, parts: readonly Job[]): Manifest {
  return {
    format: 'lectern-manifest-1',
    export: job.request,
    createdAt: job.createdAt,
    parts: parts.map(({ name = '', request, state }): ManifestPart => {
      if (state.step !== 'done') {
        const reason = state.step === 'failed' ? reasonOf(state.failure) : state.step;
        return { path: name, source: request, outcome: 'failed', reason };
      }
      const { kind, size, sha256 } = state.file;
      return { path: `${name}.${kind}`, source: request, outcome: 'saved', size, sha256 };
    }),
  };
}

function reasonOf(failure: Extract<Job['state'], { step: 'failed' }>['failure']): string {
  if ('detail' in failure && failure.detail !== '') return `${failure.kind}: ${failure.detail}`;
  return failure.kind === 'gone' ? `gone: ${failure.missing}` : failure.kind;
}
