import { createServer, request } from 'node:http';
import { startSyncPartner } from './kolibri-server.mjs';

/**
 * Starts a data portal on loopback that a real Kolibri can sync with. Tokens and registrations are answered by the campus's small
 * portal; Morango, which moves the data, is spoken by a second real Kolibri (Kolibri protocol, section 7). `partnerUrl` is that one.
 */
export async function startKolibriPortal({ say = () => {} } = {}) {
  // Here, for it is TypeScript: `serve` runs on any Node.
  const { startPortal } = await import('../src/core/campus/kolibri/portal/startPortal.ts');
  const partner = await startSyncPartner({ say });
  const portal = await startPortal();
  const front = createServer((incoming, outgoing) => {
    const isMorango = incoming.url.startsWith('/api/morango/');
    relay(incoming, outgoing, new URL(incoming.url, isMorango ? partner.baseUrl : portal.baseUrl));
  });
  await new Promise((resolve, reject) => front.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${front.address().port}`,
    partnerUrl: partner.baseUrl,
    async close() {
      const closed = new Promise((resolve) => front.close(resolve));
      front.closeAllConnections();
      await Promise.all([closed, portal.close(), partner.close()]);
    },
  };
}

function relay(incoming, outgoing, url) {
  const headers = { ...incoming.headers, host: url.host };
  const onward = request(url, { method: incoming.method, headers }, (reply) => {
    outgoing.writeHead(reply.statusCode, reply.headers);
    reply.pipe(outgoing);
    reply.on('error', () => outgoing.destroy());
  });
  onward.on('error', () => outgoing.destroy());
  incoming.on('error', () => onward.destroy());
  incoming.pipe(onward);
}
