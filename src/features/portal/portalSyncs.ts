import * as vscode from 'vscode';
import type { DataPortal } from '../../core/platform/dataPortal.ts';
import type { TaskRef } from '../../core/platform/exportPort.ts';
import { fail, failureOf } from '../../core/platform/failure.ts';
import type { Ref } from '../../core/platform/place.ts';
import { sleep } from '../../core/platform/sleep.ts';
import type { Clients } from '../connections/clients.ts';
import type { PortalNews } from './portalNews.ts';
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
  readonly #news = new Map<string, PortalNews>();
  readonly #looked = new Set<string>();
  readonly #controller = new AbortController();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #ended = new vscode.EventEmitter<string>();
  /** The id of a connection on which a sync has ended, whichever way. */
  readonly onDidEnd = this.#ended.event;

  constructor(clients: Clients, log: vscode.LogOutputChannel, registered: RegisteredFacilities) {
    this.#clients = clients;
    this.#log = log;
    this.#registered = registered;
  }

  /** What is new of a facility; undefined while nothing is. */
  of(connectionId: string, facilityId: string): PortalNews | undefined {
    const news = this.#news.get(keyOf(connectionId, facilityId));
    return this.#registered.has(connectionId, facilityId) ? { ...news, registered: true } : news;
  }

  /** Fails as badInput for a connection without a data portal. */
  async portal(connectionId: string): Promise<DataPortal> {
    const { portal } = await this.#clients.client(connectionId);
    return portal ?? fail({ kind: 'badInput', detail: '' });
  }

  /** Notes, over restarts, that a facility has become part of a project. */
  async registered(connectionId: string, facility: Ref): Promise<void> {
    await this.#registered.add(connectionId, facility.id, new Date().toISOString());
    this.#changed.fire();
  }

  /** Forgets what it knows of a connection that is removed. */
  async forget(connectionId: string): Promise<void> {
    this.#looked.delete(connectionId);
    for (const key of [...this.#news.keys()]) if (key.startsWith(`${connectionId}/`)) this.#news.delete(key);
    await this.#registered.forget(connectionId);
    this.#changed.fire();
  }

  /** Begins a sync, unless one of that facility is under way; resolves when it has ended, whichever way. */
  async sync(connectionId: string, facility: Ref): Promise<PortalNews> {
    return this.#start(keyOf(connectionId, facility.id), connectionId, (portal, signal) =>
      portal.sync(facility, signal),
    );
  }

  /** Follows a sync that the server has begun; resolves when it has ended, whichever way. */
  async follow(connectionId: string, facility: Ref, task: TaskRef): Promise<PortalNews> {
    return this.#start(keyOf(connectionId, facility.id), connectionId, () => Promise.resolve(task));
  }

  /** Follows the syncs that are under way on a server: after a restart, or those of others. Looks once, unless `again`. */
  async adopt(connectionId: string, again = false): Promise<void> {
    if (this.#looked.has(connectionId) && !again) return;
    this.#looked.add(connectionId);
    try {
      const portal = await this.portal(connectionId);
      for (const { facilityId, task } of await portal.running(this.#controller.signal)) {
        const key = keyOf(connectionId, facilityId);
        if (!this.#news.get(key)?.running) void this.#carry(key, connectionId, () => Promise.resolve(task));
      }
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

  async #start(key: string, connectionId: string, begin: Begin): Promise<PortalNews> {
    const known = this.#news.get(key);
    if (known?.running) return known;
    this.#put(key, { ...known, running: { stage: 'waiting', sent: 0, received: 0 } });
    return this.#carry(key, connectionId, begin);
  }

  async #carry(key: string, connectionId: string, begin: Begin): Promise<PortalNews> {
    const { signal } = this.#controller;
    let ended: NonNullable<PortalNews['ended']>;
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
      this.#ended.fire(connectionId);
    }
    return news;
  }

  async #follow(
    key: string,
    portal: DataPortal,
    task: TaskRef,
    signal: AbortSignal,
  ): Promise<NonNullable<PortalNews['ended']>> {
    const since = Date.now();
    for (;;) {
      const state = await portal.check(task, signal);
      const at = new Date().toISOString();
      if (state.step === 'done') return { at, progress: state.progress };
      if (state.step === 'failed') return { at, failure: state.failure };
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
