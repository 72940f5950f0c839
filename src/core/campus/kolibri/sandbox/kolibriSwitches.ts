import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Everything about the Kolibri side that can be turned, with what it is turned to at first; see docs/campus.md. */
const KolibriSwitchesSchema = v.object({
  sessionSeconds: v.optional(count, 1200),

  failTimes: v.optional(count, 0),
  failWith: v.optional(v.union([count, v.picklist(['html', 'hang', 'cut', 'locked'])]), 500),
  failPath: v.optional(v.string(), ''),
  slowMs: v.optional(count, 0),

  jobMs: v.optional(count, 300),
  jobOutcome: v.optional(v.picklist(['ok', 'failed', 'stuck']), 'ok'),
  jobWorkers: v.optional(v.pipe(count, v.minValue(1)), 4),
  overwriteExport: v.optional(v.boolean(), false),

  portal: v.optional(v.picklist(['ok', 'offline']), 'ok'),
});

export type KolibriSwitches = v.InferOutput<typeof KolibriSwitchesSchema>;
export type KolibriSwitchChanges = Partial<KolibriSwitches>;

/** The switches after `changes`; an unknown switch or a value that it does not have is refused with a ValiError. */
export function turnedKolibri(switches: KolibriSwitches | undefined, changes: unknown): KolibriSwitches {
  return v.parse(v.strictObject(KolibriSwitchesSchema.entries), {
    ...switches,
    ...v.parse(v.looseObject({}), changes),
  });
}
