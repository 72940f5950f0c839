import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * Everything about the campus that can be turned, with what it is turned to at first. docs/campus.md explains each one. Times in
 * milliseconds unless the name says seconds.
 */
export const SwitchesSchema = v.object({
  tokenSeconds: v.optional(count, 3600),
  tokenFormBody: v.optional(v.boolean(), false),

  pageSize: v.optional(v.pipe(count, v.minValue(1)), 3),
  strictPaging: v.optional(v.boolean(), true),

  extraCourses: v.optional(count, 0),

  burst: v.optional(count, 50),
  daily: v.optional(count, 10_000),
  resetUnit: v.optional(
    v.picklist(['ns-duration', 'epoch-seconds', 'delta-seconds', 'absent']),
    'ns-duration',
  ),

  failTimes: v.optional(count, 0),
  failWith: v.optional(v.union([count, v.picklist(['html', 'hang', 'cut'])]), 503),
  failPath: v.optional(v.string(), ''),

  noEndpoint: v.optional(v.string(), ''),
  blueprintsTaken: v.optional(v.nullable(count), null),

  taskOutcome: v.optional(v.picklist(['ok', 'error', 'noUrl', 'errorAndUrl', 'vanished', 'slow']), 'ok'),
  taskMs: v.optional(v.nullable(count), null),
  taskPolls: v.optional(count, 0),
  slowMs: v.optional(count, 180_000),
  taskError: v.optional(v.string(), 'workspace 12 could not be packed'),
  notStarted: v.optional(v.picklist(['error', '404']), 'error'),
  courseworkLayout: v.optional(v.picklist(['zips', 'tars', 'folders']), 'zips'),
  big: v.optional(count, 0),

  completionDate: v.optional(v.picklist(['iso', 'seconds']), 'iso'),
  emptyValues: v.optional(v.picklist(['omit', 'null', 'empty']), 'omit'),

  download: v.optional(
    v.picklist(['ok', 'gone', 'forbidden', 'truncated', 'short', 'html', 'redirect']),
    'ok',
  ),
  downloadTimes: v.optional(v.nullable(count), null),
  cutAfter: v.optional(v.nullable(count), null),
  bytesPerSecond: v.optional(count, 0),
  contentLength: v.optional(v.boolean(), true),
  ranges: v.optional(v.boolean(), true),
  validator: v.optional(v.picklist(['strong', 'weak', 'date', 'none', 'changing']), 'strong'),
  linkSeconds: v.optional(count, 7 * 24 * 3600),
});

export type Switches = v.InferOutput<typeof SwitchesSchema>;
/** Some switches and what to turn them to. */
export type SwitchChanges = Partial<Switches>;

/** The switches after `changes`; an unknown switch or a value that it does not have is refused. */
export function turned(switches: Switches | undefined, changes: unknown): Switches {
  const known = v.parse(v.strictObject(SwitchesSchema.entries), {
    ...switches,
    ...v.parse(v.looseObject({}), changes),
  });
  return known;
}
