import type { TaskRef } from './exportPort.ts';
import type { Failure } from './failure.ts';
import type { Ref } from './place.ts';

/** What a sync is doing. `sent` and `received` are bytes so far. */
export type SyncStage = 'waiting' | 'connecting' | 'receiving' | 'preparing' | 'sending' | 'finishing';
export type SyncProgress = { readonly stage: SyncStage; readonly sent: number; readonly received: number };

export type SyncState =
  | { readonly step: 'running'; readonly progress: SyncProgress }
  | { readonly step: 'done'; readonly progress: SyncProgress }
  | { readonly step: 'failed'; readonly failure: Failure };

/** A sync that the server has begun, for whomever. */
export type BegunSync = { readonly facilityId: string; readonly task: TaskRef };

/** What a server knows of its facilities and their portals, beside its list of facilities. */
export type PortalStanding = {
  /** The syncs that are under way, whoever has begun them. */
  readonly running: readonly BegunSync[];
  /** The ids of facilities that the server syncs day by day: it does so from their registration on. */
  readonly registered: readonly string[];
};

/**
 * The server's way to its data portal, where an organisation gathers what its facilities record. All methods fail as portal/offline
 * when the server cannot reach the portal: that is its internet connection, not ours.
 */
export interface DataPortal {
  /** The name of the project that a token is of. Fails as portal/badToken for one that the portal does not know. */
  project(token: string, signal: AbortSignal): Promise<string>;

  /** Makes a facility part of the project. Gives the first sync where the server begins one by itself. */
  register(facility: Ref, token: string, signal: AbortSignal): Promise<TaskRef | undefined>;

  /** Begins a sync of a registered facility. */
  sync(facility: Ref, signal: AbortSignal): Promise<TaskRef>;

  /** What the server's list of jobs tells of registrations and syncs, in one request. */
  standing(signal: AbortSignal): Promise<PortalStanding>;

  /** The server's clock, in milliseconds since 1970: times of syncs are compared with those that the server keeps. */
  serverNow(signal: AbortSignal): Promise<number>;

  /** Fails as gone/task when the server has forgotten it. */
  check(task: TaskRef, signal: AbortSignal): Promise<SyncState>;

  /** Takes an ended sync of ours off the server's list of jobs. Never fails. */
  release(task: TaskRef, signal: AbortSignal): Promise<void>;
}
