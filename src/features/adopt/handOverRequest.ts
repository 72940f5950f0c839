import type { AdoptKind } from '../../core/adopt/recognition.ts';
import type { Connection } from '../../core/platform/connection.ts';
import type { ExportRequestOf } from '../../core/platform/exportRequest.ts';

/** What the browser makes. */
export type BrowserRequest = ExportRequestOf<AdoptKind>;

/** What a file is wanted for. `failedJob` is the job that the file takes the place of. */
export type HandOver = {
  readonly connection: Connection;
  readonly request: BrowserRequest;
  readonly failedJob?: string;
  /** The user has said that a file is of this course, whatever it names. */
  readonly confirmed?: true;
};
