import * as vscode from 'vscode';
import type { DataPortal } from '../../core/platform/dataPortal.ts';
import type { TaskRef } from '../../core/platform/exportPort.ts';
import { fail, failureOf } from '../../core/platform/failure.ts';
import type { Ref } from '../../core/platform/place.ts';
import { sleep } from '../../core/platform/sleep.ts';
import type { Clients } from '../connections/clients.ts';
import type { PortalNews, SyncOutcome } from './portalNews.ts';
import type { SyncOutcomes } from './syncOutcomes.ts';
import type { RegisteredFacilities } from './registeredFacilities.ts';

/** How often a sync is looked at, in milliseconds: at first, and after a minute. */
const SOON_MS = 1000;
const LATER_MS = 5000;
const SOON_FOR_MS = 60_000;

type Begin = (portal: DataPortal, signal: AbortSignal) => Promise<TaskRef>;

/**
 * The syncs of facilities with their data portals, as far as this window knows of them: those that it began, and those that it found
 * under way. The server carries them; closing the editor stops nothing.
 */
export class PortalSyncs implements vscode.Disposable {
  readonly #clients: Clients;
  readonly #log: vscode.LogOutputChannel;
  readonly #registered: RegisteredFacilities;
  readonly #outcomes: SyncOutcomes;
  readonly #news = new Map<string, PortalNews>();
  readonly #carried = new Map<string, Promise<PortalNews>>();
  /** By connection, the facilities that its server syncs by itself. */
  readonly #daily = new Map<string, ReadonlySet<string>>();
  readonly #controller = new AbortController();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #ended = new vscode.EventEmitter<string>();
  /** The id of a connection on which a sync has ended, whichever way. */
  readonly onDidEnd = this.#ended.event;

  constructor(
    clients: Clients,
    log: vscode.LogOutputChannel,
    registered: RegisteredFacilities,
    outcomes: SyncOutcomes,
  ) {
    this.#clients = clients;
    this.#log = log;
    this.#registered = registered;
    this.#outcomes = outcomes;
  }

  /** What is new of a facility; undefined while nothing is. */
  of(connectionId: string, facilityId: string): PortalNews | undefined {
    const ended = this.#outcomes.of(connectionId, facilityId);
    const news = this.#news.get(keyOf(connectionId, facilityId)) ?? (ended && { ended });
    const isRegistered =
      this.#daily.get(connectionId)?.has(facilityId) === true ||
      this.#registered.has(connectionId, facilityId);
    return isRegistered ? { ...news, registered: true } : news;
  }

  /** Fails as badInput for a connection without a data portal. */
  async portal(connectionId: string): Promise<DataPortal> {
    const { portal } = await this.#clients.client(connectionId);
    return portal ?? fail({ kind: 'badInput', detail: '' });
  }

  /** Notes, over restarts, that a facility has become part of a project: servers before 0.19 say so after its first sync only. */
  async registered(connectionId: string, facility: Ref): Promise<void> {
    await this.#registered.add(connectionId, facility.id, new Date().toISOString());
    this.#changed.fire();
  }

  /** Forgets what it knows of a connection that is removed. */
  async forget(connectionId: string): Promise<void> {
    this.#daily.delete(connectionId);
    for (const key of [...this.#news.keys()]) if (key.startsWith(`${connectionId}/`)) this.#news.delete(key);
    await this.#registered.forget(connectionId);
    await this.#outcomes.forget(connectionId);
    this.#changed.fire();
  }

  /** Begins a sync, unless one of that facility is under way; resolves when it has ended, whichever way. */
  async sync(connectionId: string, facility: Ref): Promise<PortalNews> {
    return this.#start(connectionId, facility.id, (portal, signal) => portal.sync(facility, signal));
  }

  /** Follows a sync that the server has begun; resolves when it has ended, whichever way. */
  async follow(connectionId: string, facility: Ref, task: TaskRef): Promise<PortalNews> {
    return this.#start(connectionId, facility.id, () => Promise.resolve(task));
  }

  /** Asks the server which facilities it knows as registered, and follows the syncs that are under way: after a restart, or of others. */
  async adopt(connectionId: string): Promise<void> {
    try {
      const portal = await this.portal(connectionId);
      const { running, registered } = await portal.standing(this.#controller.signal);
      this.#daily.set(connectionId, new Set(registered));
      this.#changed.fire();
      for (const { facilityId, task } of running)
        if (!this.#carried.has(keyOf(connectionId, facilityId)))
          void this.#carry(connectionId, facilityId, () => Promise.resolve(task));
    } catch (error) {
      // The list of facilities says already what is wrong with the server.
      this.#log.info(`syncs cannot be looked for: ${failureOf(error).kind}`);
    }
  }

  dispose(): void {
    this.#controller.abort();
    this.#changed.dispose();
    this.#ended.dispose();
  }

  async #start(connectionId: string, facilityId: string, begin: Begin): Promise<PortalNews> {
    const key = keyOf(connectionId, facilityId);
    const carried = this.#carried.get(key);
    if (carried) return carried;
    this.#put(key, { ...this.#news.get(key), running: { stage: 'waiting', sent: 0, received: 0 } });
    return this.#carry(connectionId, facilityId, begin);
  }

  /** Follows a sync to its end; whoever asks for one of that facility meanwhile waits for the same end. */
  async #carry(connectionId: string, facilityId: string, begin: Begin): Promise<PortalNews> {
    const key = keyOf(connectionId, facilityId);
    const carried = this.#toItsEnd(connectionId, facilityId, begin).finally(() => this.#carried.delete(key));
    this.#carried.set(key, carried);
    return carried;
  }

  async #toItsEnd(connectionId: string, facilityId: string, begin: Begin): Promise<PortalNews> {
    const key = keyOf(connectionId, facilityId);
    const { signal } = this.#controller;
    let ended: SyncOutcome;
    try {
      const portal = await this.portal(connectionId);
      const task = await begin(portal, signal);
      ended = await this.#follow(key, portal, task, signal);
      await portal.release(task, signal);
    } catch (error) {
      ended = { at: new Date().toISOString(), failure: failureOf(error) };
    }
    this.#log.info(`sync with the data portal: ${ended.failure?.kind ?? 'done'}`);
    const news: PortalNews = { ended };
    if (!signal.aborted) {
      this.#put(key, news);
      await this.#outcomes.put(connectionId, facilityId, ended);
      this.#ended.fire(connectionId);
    }
    return news;
  }

  async #follow(key: string, portal: DataPortal, task: TaskRef, signal: AbortSignal): Promise<SyncOutcome> {
    const since = Date.now();
    for (;;) {
      const state = await portal.check(task, signal);
      if (state.step !== 'running') {
        const at = new Date(await portal.serverNow(signal)).toISOString();
        return state.step === 'done' ? { at, progress: state.progress } : { at, failure: state.failure };
      }
      this.#put(key, { ...this.#news.get(key), running: state.progress });
      await sleep(Date.now() - since < SOON_FOR_MS ? SOON_MS : LATER_MS, signal);
    }
  }

  #put(key: string, news: PortalNews): void {
    this.#news.set(key, news);
    this.#changed.fire();
  }
}

function keyOf(connectionId: string, facilityId: string): string {
  return `${connectionId}/${facilityId}`;
}
