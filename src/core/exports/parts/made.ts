import type { Downloaded } from '../file/download.ts';
import type { Rendered } from '../job/job.ts';

/** What is made of the parts: `rendered` says what came of it, where there is more to say than the file. */
export type Made = Downloaded & { readonly rendered?: Rendered };
