import type { CourseBlueprints } from './courseBlueprints.ts';
import type { DataPortal } from './dataPortal.ts';
import type { ExportPort } from './exportPort.ts';
import type { Platform } from './connection.ts';
import type { Place, Ref } from './place.ts';
import type { RosterPort } from './rosterPort.ts';
import type { RosterSnapshot } from '../roster/snapshot/rosterSnapshot.ts';

/** Who the server says we are. `name` is shown while a connection is added; it is no secret and no student. */
export type Account = { readonly name: string };

export type ListOptions = {
  /** Archived courses too (Codio). */
  readonly archived: boolean;
};

/** A piece of work that a student has begun: only such work has a workspace to download. */
export type StartedWork = { readonly student: Ref; readonly assignment: Ref; readonly completed: boolean };

/** A student of whom the server knows no recent work. `lastCompleted` is an ISO date; absent: nothing was ever begun. */
export type QuietStudent = { readonly student: Ref; readonly lastCompleted?: string };

/** What is left of an organisation's request limits, as the server last said. */
export type RequestBudget = {
  readonly burstLeft?: number;
  readonly dayLeft?: number;
  /** Of a whole day. */
  readonly dayLimit?: number;
  /** When the server said so, in milliseconds since 1970. */
  readonly saidAt: number;
};

/**
 * What Lectern can ask of a connection. Every method takes the one AbortSignal that leads from the button to the socket, and
 * throws only `FailureError`s.
 */
export interface PlatformClient {
  readonly platform: Platform;
  readonly exports: ExportPort;
  /** Absent on platforms without a data portal. */
  readonly portal?: DataPortal;
  /** Absent where no endpoint has them: Codio's API does not, the sample campus does. */
  readonly blueprints?: CourseBlueprints;
  /** Absent on platforms without users of their own. */
  readonly roster?: RosterPort;

  /** Signs in, or proves that the session still holds. Fails as signedOut, forbidden (no right to administer) or offline. */
  check(signal: AbortSignal): Promise<Account>;

  /**
   * The places below `parent` (undefined: below the connection), page by page as the server gives them. Nothing is asked of the
   * server until the first page is pulled, and no page is pulled before it is wanted.
   */
  children(
    parent: Place | undefined,
    options: ListOptions,
    signal: AbortSignal,
  ): AsyncIterable<readonly Place[]>;

  /** The begun work of one student, or of one assignment. Absent on platforms without workspaces. */
  startedWork?(
    of: { readonly course: Ref } & ({ readonly student: Ref } | { readonly assignment: Ref }),
    signal: AbortSignal,
  ): Promise<readonly StartedWork[]>;

  /**
   * The students of a course who have completed nothing for so long that the platform may leave them out of its exports. None where
   * that cannot be known with few requests. Absent on platforms that leave nobody out.
   */
  quietStudents?(course: Ref, signal: AbortSignal): Promise<readonly QuietStudent[]>;
  /** The day of the first usage log of a facility, `2026-03-05`. Absent on platforms without usage logs. */
  firstLogDay?(facility: Ref, signal: AbortSignal): Promise<string>;

  /** All users and classes of a facility as they are now, to check a roster against. Absent on platforms that import no rosters. */
  rosterSnapshot?(facility: Ref, signal: AbortSignal): Promise<RosterSnapshot>;

  /**
   * Takes an ended job of ours off the server's list. Fails as forbidden for a job that somebody else has begun, as badInput for one
   * that has not ended. Absent on platforms whose jobs are not listed.
   */
  clearServerJob?(id: string, signal: AbortSignal): Promise<void>;

  /** Absent on platforms without request limits; undefined until the server has said. */
  requestBudget?(): RequestBudget | undefined;
  /** The server is believed to have requests left until it says otherwise; for when the user wants it asked again. */
  forgetBudget?(): void;

  /** Ends the session on the server where there is one. Never fails. */
  close(): Promise<void>;
}
