import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type PortalOptions = {
  /** Project names by token, tokens without dashes. */
  readonly tokens?: Readonly<Record<string, string>>;
};

/** A running portal on loopback. */
export type Portal = {
  readonly baseUrl: string;
  /** The facilities that have been registered, as ids. */
  readonly registered: ReadonlySet<string>;
  close(): Promise<void>;
};

/** The one project of a portal that was told of none. Written `demo-0001` by people. */
const TOKENS: Readonly<Record<string, string>> = { demo0001: 'Lakeside Schools' };

/**
 * A small Kolibri Data Portal on loopback, for a server whose portal setting leads here: it checks tokens and registers facilities
 * (Kolibri protocol, section 7). The token `taken` belongs to a project that has the facility already (409), `broken` gets a page.
 */
export async function startPortal({ tokens = TOKENS }: PortalOptions = {}): Promise<Portal> {
  const registered = new Set<string>();
  const server = createServer((request, response) => {
    answer(request, tokens, registered).then(
      ({ status, value }) => send(response, status, value),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The portal has no port.');
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    registered,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Answer = { readonly status: number; readonly value: unknown };

async function answer(
  request: IncomingMessage,
  tokens: Readonly<Record<string, string>>,
  registered: Set<string>,
): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const call = `${request.method ?? 'GET'} ${url.pathname}`;
  switch (call) {
    case 'GET /portal/api/public/v1/registerfacility/validate_token': {
      const token = url.searchParams.get('token') ?? '';
      if (token === 'broken') return { status: 500, value: '<h1>oops</h1>' };
      const name = tokens[token];
      if (name !== undefined) return { status: 200, value: { name } };
      return { status: 400, value: [{ id: INVALID, metadata: { message: 'Invalid token' } }] };
    }
    case 'POST /api/morango/v1/nonces/':
      return { status: 201, value: { id: '0'.repeat(32) } };
    case 'POST /portal/api/public/v1/registerfacility/': {
      const form = new URLSearchParams(await textOf(request));
      const token = form.get('token') ?? '';
      if (token === 'taken') return { status: 409, value: [{ id: 'ALREADY_REGISTERED', metadata: {} }] };
      if (tokens[token] === undefined) return { status: 400, value: [{ id: INVALID, metadata: {} }] };
      registered.add(form.get('facility_id') ?? '');
      return { status: 201, value: {} };
    }
    case 'GET /api/morango/v1/morangoinfo/1/':
      return { status: 200, value: { instance_id: '0'.repeat(32), version: '0.8.0' } };
    default:
      return { status: 404, value: {} };
  }
}

const INVALID = 'INVALID_KDP_REGISTRATION_TOKEN';

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += String(chunk);
  return text;
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const isPage = typeof value === 'string';
  response
    .writeHead(status, { 'Content-Type': isPage ? 'text/html' : 'application/json' })
    .end(isPage ? value : JSON.stringify(value));
}
