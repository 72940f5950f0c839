import type { BrowserContext } from 'playwright-core';
import type { Server } from './startServer.ts';

/** The server keeps secrets in memory unless the page can mint a key; with this they outlive a reload. */
export async function persistSecrets(context: BrowserContext, server: Server): Promise<void> {
  const cookie = { name: 'vscode-secret-key-path', value: '/mint-key', url: `http://${server.authority}` };
  await context.addCookies([cookie]);
  await context.route('**/mint-key', (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
}
