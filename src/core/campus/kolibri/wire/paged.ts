import { refuseCode } from './refusal.ts';
import { jsonReply, type KolibriReply } from './reply.ts';
import type { KolibriCall } from './route.ts';

/** A list, or a page of it where the query has a `page_size` (Kolibri protocol, section 2.3). Past the end is 404. */
export function paged<T>(call: KolibriCall, items: readonly T[], row: (item: T) => unknown): KolibriReply {
  const size = Number(call.query.get('page_size') ?? '');
  if (!Number.isInteger(size) || size < 1) return jsonReply(items.map(row));
  const pages = Math.max(1, Math.ceil(items.length / size));
  const asked = call.query.get('page') ?? '1';
  const page = asked === 'last' ? pages : Number(asked);
  if (!Number.isInteger(page) || page < 1 || page > pages) return refuseCode(404, 'NOT_FOUND', call.view);
  return jsonReply({
    page,
    count: items.length,
    total_pages: pages,
    results: items.slice((page - 1) * size, page * size).map(row),
  });
}
