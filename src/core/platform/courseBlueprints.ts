import type { RemoteFile } from './exportPort.ts';
import type { Ref } from './place.ts';

/** The blueprints of courses, where a server has an endpoint for them. */
export interface CourseBlueprints {
  /** What the course's blueprints are called, in its order; empty for one without a name. */
  names(course: Ref, signal: AbortSignal): Promise<readonly string[]>;

  /**
   * Adds all that a blueprints file holds to the course's, and answers how many the server says that it took. Nothing is replaced: of one
   * name there may be several afterwards.
   */
  add(course: Ref, file: Uint8Array, signal: AbortSignal): Promise<number>;

  /** Has the file with all of the course's blueprints made. */
  file(course: Ref, signal: AbortSignal): Promise<RemoteFile>;
}
