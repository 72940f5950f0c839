import type { IncomingMessage } from 'node:http';
import { refuse } from './refusal.ts';

/**
 * Keeps web pages away. A page of another name that resolves to loopback carries that name as Host, and a page of another origin
 * says so; the campus's own routes ask for a header that no page can send without asking first.
 *
 * @param route `sandbox`: one of those routes. `secret`: an address that nobody can guess, so whoever has it may come under any name:
 *   an editor in the browser opens it through its own server, which passes on the name that it has itself
 */
export function guard(request: IncomingMessage, origin: string, route: 'sandbox' | 'secret' | 'other'): void {
  const { host, origin: from } = request.headers;
  const port = new URL(origin).port;
  if (route !== 'secret' && host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    refuse(403, 'Unknown host');
  if (from !== undefined && from !== origin) refuse(403, 'Requests from web pages are refused');
  if (route === 'sandbox' && request.headers['x-sandbox'] !== '1')
    refuse(403, 'The header X-Sandbox: 1 is missing');
}
