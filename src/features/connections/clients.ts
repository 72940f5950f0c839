import * as vscode from 'vscode';
import type { Connection, Credentials, Platform } from '../../core/platform/connection.ts';
import { fail } from '../../core/platform/failure.ts';
import type { Http } from '../../core/platform/http.ts';
import type { PlatformClient } from '../../core/platform/platformClient.ts';
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
  readonly #entries = new Map<string, Promise<Entry>>();

  constructor(connections: ConnectionStore, campus: SampleCampus, version: string) {
    this.#connections = connections;
    this.#campus = campus;
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

  /** A client that is not kept: to check a connection before it is saved. */
  async trial(connection: Connection, credentials: Credentials): Promise<PlatformClient> {
    return makeClient(connection, credentials, await this.http(connection.platform));
  }

  /** HTTP as the settings want it, for what is asked of a server before there is a connection. */
  async http(platform: Platform): Promise<Http> {
    const { networkCaFile } = readSettings();
    const { createHttp } = await import('../../core/platform/http.ts');
    return createHttp({
      userAgent: this.#userAgent,
      ...(networkCaFile !== undefined && { caFile: networkCaFile }),
      // Kolibri drops idle connections without saying so.
      keepAlive: platform !== 'kolibri',
    });
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
    if (stored.platform === 'codio' && stored.sample) {
      const { oauthBaseUrl, apiBaseUrl, clientId, clientSecret } = await this.#campus.address();
      return {
        connection: { ...stored, oauthBaseUrl, apiBaseUrl },
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
): Promise<PlatformClient> {
  if (connection.platform === 'codio' && credentials.platform === 'codio') {
    const { createCodioClient } = await import('../../core/codio/codioClient.ts');
    const requestsPerTenSeconds = readSettings().codioRequestsPerTenSeconds;
    return createCodioClient({ connection, credentials, http, requestsPerTenSeconds });
  }
  if (connection.platform === 'kolibri' && credentials.platform === 'kolibri') {
    const { createKolibriClient } = await import('../../core/kolibri/kolibriClient.ts');
    return createKolibriClient({ connection, credentials, http });
  }
  fail({ kind: 'signedOut' });
}
