import * as v from 'valibot';
import type { CodioConnection, CodioCredentials, Connection } from '../../src/core/platform/connection.ts';
import type { Api } from '../../src/extension.ts';
import { openSandbox, type Sandbox } from '../campus/sandbox.ts';

const Address = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    oauthBaseUrl: v.string(),
    apiBaseUrl: v.string(),
    clientId: v.string(),
    clientSecret: v.string(),
  }),
);

/** The campus that the test run has started beside this editor. */
export type TheCampus = {
  readonly sandbox: Sandbox;
  readonly credentials: CodioCredentials;
  /** Adds a connection to it, as the wizard would; the same id again replaces it. */
  connect(api: Api, id: string, credentials?: CodioCredentials): Promise<CodioConnection>;
  /** Takes such a connection away again. */
  disconnect(api: Api, id: string): Promise<void>;
  /** Takes the connections away that Lectern made by itself, until `bringBack`. */
  setAside(api: Api): Promise<void>;
  bringBack(api: Api): Promise<void>;
};

/** The connections that Lectern makes by itself to a campus that it was told of. */
export const GIVEN = 'campus';
export const GIVEN_KOLIBRI = 'campus-kolibri';

export function theCampus(): TheCampus {
  const { oauthBaseUrl, apiBaseUrl, clientId, clientSecret } = v.parse(
    Address,
    process.env['LECTERN_CAMPUS'],
  );
  let aside: readonly Connection[] = [];
  const right: CodioCredentials = { platform: 'codio', clientId, clientSecret };
  return {
    sandbox: openSandbox(apiBaseUrl),
    credentials: right,
    async connect({ services }, id, credentials = right) {
      const connection = {
        platform: 'codio',
        id,
        name: `Organisation ${id}`,
        oauthBaseUrl,
        apiBaseUrl,
      } as const;
      await services.connections.put(connection, credentials);
      return connection;
    },
    async disconnect({ services }, id) {
      await services.clients.forget(id);
      await services.connections.remove(id);
    },
    async setAside(api) {
      aside = api.services.connections.all.filter(({ sample }) => sample);
      for (const { id } of aside) await this.disconnect(api, id);
    },
    async bringBack({ services }) {
      for (const connection of aside) await services.connections.put(connection);
    },
  };
}
