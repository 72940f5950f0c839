import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Connection, Credentials, Platform } from '../../core/platform/connection.ts';
import { createDailyShare, withinShare, type DailyShare } from '../../core/platform/dailyShare.ts';
import type { ExportPort } from '../../core/platform/exportPort.ts';
import { fail, failureOf } from '../../core/platform/failure.ts';
import type { Http, HttpOptions } from '../../core/platform/http.ts';
import type { Ref } from '../../core/platform/place.ts';
import { noticeReturn } from '../../core/platform/noticeReturn.ts';
import type { PlatformClient } from '../../core/platform/platformClient.ts';
import { DayCount } from '../../core/storage/dayCount.ts';
import { readSettings } from '../../host/settings.ts';
import type { SampleCampus } from '../campus/sampleCampus.ts';
import type { ConnectionStore } from './connectionStore.ts';

type Entry = { readonly key: string; readonly client: PlatformClient };

/**
 * One client for each connection, made when it is first needed and made anew when its address, secrets or settings change. A
 * Codio client holds the organisation's rate limiter, so there must never be two for one connection.
 */
export class Clients implements vscode.Disposable {
  readonly #connections: ConnectionStore;
  readonly #campus: SampleCampus;
  readonly #userAgent: string;
  readonly #usageFolder: string;
  readonly #counts = new Map<string, DayCount>();
  readonly #entries = new Map<string, Promise<Entry>>();
  readonly #returned = new vscode.EventEmitter<string>();
  readonly #serverJobs = new vscode.EventEmitter<string>();
  /** The id of a connection whose server answers again after it could not be reached. */
  readonly onDidReturn = this.#returned.event;
  /** The id of a connection on whose server Lectern has begun or cleared a job. */
  readonly onDidChangeServerJobs = this.#serverJobs.event;

  /** @param usageFolder where the requests of the day are counted, for all windows together */
  constructor(connections: ConnectionStore, campus: SampleCampus, version: string, usageFolder: string) {
    this.#connections = connections;
    this.#campus = campus;
    this.#usageFolder = usageFolder;
    this.#userAgent = `Lectern/${version}`;
  }

  /** Fails as gone/server for a removed connection and as signedOut without secrets; sends nothing itself. */
  async client(connectionId: string): Promise<PlatformClient> {
    // Calls for one connection follow one another, so that two at once do not make two clients.
    const last = this.#entries.get(connectionId);
    const next = (last ?? Promise.resolve(undefined)).then(
      (entry) => this.#current(connectionId, entry),
      () => this.#current(connectionId, undefined),
    );
    this.#entries.set(connectionId, next);
    return (await next).client;
  }

  /** The client of a connection; undefined while it is signed out, for what can do without. */
  async clientIfSignedIn(connectionId: string): Promise<PlatformClient | undefined> {
    try {
      return await this.client(connectionId);
    } catch (error) {
      if (failureOf(error).kind === 'signedOut') return undefined;
      throw error;
    }
  }

  /** The page of a course on which a browser makes exports, where it is known. It takes no sign-in of ours. */
  async exportPage(connectionId: string, course: Ref): Promise<string | undefined> {
    const stored = this.#connections.get(connectionId);
    if (stored?.platform !== 'codio') return undefined;
    const connection = stored.sample ? (await this.#resolve(stored)).connection : stored;
    const { coursePage } = await import('../../core/codio/coursePage.ts');
    return connection.platform === 'codio' ? coursePage(connection, course.id) : undefined;
  }

  /** The exports of a connection as jobs use them: within Lectern's share of the day, unless the user wants this one now. */
  async jobPort(connectionId: string, { pastShare }: { readonly pastShare: boolean }): Promise<ExportPort> {
    const client = await this.client(connectionId);
    if (pastShare || client.platform !== 'codio') return client.exports;
    return withinShare(client.exports, await this.share(connectionId));
  }

  /** The assignments of a Codio course, hidden ones too, for what runs by itself: within the share of the day. */
  async assignments(connectionId: string, course: Ref, signal: AbortSignal): Promise<readonly Ref[]> {
    await (await this.share(connectionId)).pass();
    const client = await this.client(connectionId);
    const found: Ref[] = [];
    for await (const page of client.children({ kind: 'modules', course }, { archived: false }, signal))
      for (const place of page) if (place.kind === 'module') found.push(...place.assignments);
    return found;
  }

  /** How many requests jobs may take of the day of a connection's organisation. */
  async share(connectionId: string): Promise<DailyShare> {
    const client = await this.client(connectionId);
    return createDailyShare({
      used: () => this.#count(connectionId).today(),
      budget: () => client.requestBudget?.(),
      percent: () => readSettings().codioDailyShare,
      now: Date.now,
    });
  }

  /** What the server said of its request limits holds nobody back any more: the next answer tells. */
  async lookAnew(connectionId: string): Promise<void> {
    (await this.client(connectionId)).forgetBudget?.();
  }

  /** A client that is not kept: to check a connection before it is saved. */
  async trial(connection: Connection, credentials: Credentials): Promise<PlatformClient> {
    const { id, platform } = connection;
    const count = this.#count(id);
    const http = noticeReturn(await this.http(platform), () => this.#returned.fire(id));
    return makeClient(connection, credentials, http, {
      onCounted: () => count.add(),
      onServerJobs: () => this.#serverJobs.fire(id),
    });
  }

  /** HTTP as the settings want it, for what is asked of a server before there is a connection. */
  async http(platform: Platform): Promise<Http> {
    const { createHttp } = await import('../../core/platform/http.ts');
    return createHttp({
      ...this.httpOptions(),
      // Kolibri drops idle connections without saying so.
      keepAlive: platform !== 'kolibri',
    });
  }

  /** What all requests have in common, whoever they go to. */
  httpOptions(): HttpOptions {
    const { networkCaFile } = readSettings();
    return {
      userAgent: this.#userAgent,
      ...(networkCaFile !== undefined && { caFile: networkCaFile }),
    };
  }

  /** Forgets the client of a removed or changed connection. */
  async forget(connectionId: string): Promise<void> {
    const entry = this.#entries.get(connectionId);
    this.#entries.delete(connectionId);
    await entry?.then(
      ({ client }) => client.close(),
      () => undefined,
    );
  }

  dispose(): void {
    for (const id of [...this.#entries.keys()]) void this.forget(id);
    this.#returned.dispose();
    this.#serverJobs.dispose();
  }

  #count(connectionId: string): DayCount {
    let count = this.#counts.get(connectionId);
    if (!count) this.#counts.set(connectionId, (count = new DayCount(join(this.#usageFolder, connectionId))));
    return count;
  }

  async #current(id: string, entry: Entry | undefined): Promise<Entry> {
    const stored = this.#connections.get(id);
    if (!stored) fail({ kind: 'gone', missing: 'server' });
    const { connection, credentials } = await this.#resolve(stored);
    const settings = readSettings();
    const key = JSON.stringify([
      connection,
      credentials,
      settings.networkCaFile,
      settings.codioRequestsPerTenSeconds,
    ]);
    if (entry?.key === key) return entry;
    void entry?.client.close();
    return { key, client: await this.trial(connection, credentials) };
  }

  async #resolve(stored: Connection): Promise<{ connection: Connection; credentials: Credentials }> {
    if (stored.platform === 'kolibri' && stored.sample) {
      const { baseUrl, username, password } = (await this.#campus.address()).kolibri;
      return {
        connection: { ...stored, baseUrl },
        credentials: { platform: 'kolibri', username, password },
      };
    }
    if (stored.platform === 'codio' && stored.sample) {
      const { clientId, clientSecret, oauthBaseUrl, apiBaseUrl, portalBaseUrl } =
        await this.#campus.address();
      return {
        connection: {
          ...stored,
          oauthBaseUrl,
          apiBaseUrl,
          ...(portalBaseUrl !== undefined && { portalBaseUrl }),
        },
        credentials: { platform: 'codio', clientId, clientSecret },
      };
    }
    const credentials = await this.#connections.credentials(stored.id);
    if (credentials?.platform !== stored.platform) fail({ kind: 'signedOut' });
    return { connection: stored, credentials };
  }
}

async function makeClient(
  connection: Connection,
  credentials: Credentials,
  http: Http,
  { onCounted, onServerJobs }: { onCounted: () => Promise<void>; onServerJobs: () => void },
): Promise<PlatformClient> {
  if (connection.platform === 'codio' && credentials.platform === 'codio') {
    const { createCodioClient } = await import('../../core/codio/codioClient.ts');
    const requestsPerTenSeconds = readSettings().codioRequestsPerTenSeconds;
    return createCodioClient({ connection, credentials, http, requestsPerTenSeconds, onCounted });
  }
  if (connection.platform === 'kolibri' && credentials.platform === 'kolibri') {
    const { createKolibriClient } = await import('../../core/kolibri/kolibriClient.ts');
    return createKolibriClient({ connection, credentials, http, onServerJobs });
  }
  fail({ kind: 'signedOut' });
}
