/** The teaching platforms that Lectern speaks to. */
export type Platform = 'codio' | 'kolibri';

/** A Codio organisation. `sample` marks the embedded sample campus, whose addresses change with every start. */
export type CodioConnection = {
  readonly platform: 'codio';
  readonly id: string;
  readonly name: string;
  /** Without a trailing slash; `/api/v1/token` is appended. */
  readonly oauthBaseUrl: string;
  /** Without a trailing slash; `/api/v1/...` is appended. */
  readonly apiBaseUrl: string;
  /** Where a browser finds the pages, if that does not follow from the API's address; without a trailing slash. */
  readonly portalBaseUrl?: string;
  readonly sample?: true;
};

/** A Kolibri server. `baseUrl` carries the server's path prefix and no trailing slash. `sample`: the embedded sample campus. */
export type KolibriConnection = {
  readonly platform: 'kolibri';
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly sample?: true;
};

/** An account on a teaching platform, without its secrets. Safe to keep in the editor's state. */
export type Connection = CodioConnection | KolibriConnection;

export type CodioCredentials = {
  readonly platform: 'codio';
  readonly clientId: string;
  readonly clientSecret: string;
};

export type KolibriCredentials = {
  readonly platform: 'kolibri';
  readonly username: string;
  readonly password: string;
};

/** The secrets of a connection. Kept in the editor's secret storage and nowhere else. */
export type Credentials = CodioCredentials | KolibriCredentials;
