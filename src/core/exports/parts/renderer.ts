import type { RenderedRequest } from '../../platform/exportRequest.ts';
import type { Job } from '../job/job.ts';
import type { Made } from './made.ts';
import type { JobProgress } from '../run/jobProgress.ts';

/** What is to be rendered: `sources` is the saved export to read from, `path` the file to write; both absolute. */
export type Rendering = {
  readonly job: Pick<Job, 'createdAt'> & { readonly request: RenderedRequest };
  readonly sources: string;
  readonly path: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Extract<JobProgress, { step: 'rendering' }>) => void;
};

/**
 * Makes a file of a saved export. Fails as gone/sources or damaged if that cannot be read, and as gone/guides if it holds nothing of
 * what is wanted.
 */
export type Renderer = (rendering: Rendering) => Promise<Required<Made>>;
