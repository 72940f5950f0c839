import * as v from 'valibot';

const missing = v.picklist([
  'server',
  'kolibri',
  'place',
  'task',
  'link',
  'file',
  'sources',
  'guides',
  'manifest',
]);

/** A failure, as records keep it; those of what is never recorded, addresses and repositories, are left out. */
export const failureSchema = v.variant('kind', [
  v.object({ kind: v.literal('offline'), host: v.string(), code: v.string() }),
  v.object({ kind: v.literal('signedOut') }),
  v.object({ kind: v.literal('forbidden'), needs: v.exactOptional(v.literal('facilityAdmin')) }),
  v.object({ kind: v.literal('gone'), missing }),
  v.object({ kind: v.literal('rateLimited'), waitMs: v.number() }),
  v.object({ kind: v.literal('quotaUsedUp'), of: v.exactOptional(v.literal('share')) }),
  v.object({ kind: v.literal('serverFault'), status: v.exactOptional(v.number()), detail: v.string() }),
  v.object({ kind: v.literal('badInput'), detail: v.string() }),
  v.object({ kind: v.literal('unexpectedAnswer'), status: v.number(), at: v.string() }),
  v.object({ kind: v.literal('overtaken'), by: v.picklist(['cancellation', 'otherExport']) }),
  v.object({
    kind: v.literal('portal'),
    problem: v.picklist(['offline', 'badToken', 'refused']),
    status: v.exactOptional(v.number()),
  }),
  v.object({
    kind: v.literal('disk'),
    problem: v.picklist(['full', 'denied', 'missing', 'other']),
    path: v.string(),
  }),
  v.object({
    kind: v.literal('damaged'),
    problem: v.picklist(['truncated', 'webPage', 'wrongKind', 'unreadable', 'manifest']),
  }),
  v.object({ kind: v.literal('timedOut'), afterMs: v.number() }),
  v.object({ kind: v.literal('cancelled') }),
]);
