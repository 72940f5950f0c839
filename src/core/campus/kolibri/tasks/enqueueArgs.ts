import * as v from 'valibot';
import { jsonReply } from '../wire/reply.ts';
import { refuseWith } from '../wire/refusal.ts';

const EnqueueArgsSchema = v.looseObject({
  enqueue_at: v.nullish(v.string()),
  enqueue_in: v.nullish(v.union([v.number(), v.string()])),
  repeat: v.nullish(v.number()),
  repeat_interval: v.nullish(v.number()),
  priority: v.nullish(v.number()),
});

/** When a job is to begin, in milliseconds since 1970; undefined for now (Kolibri protocol, section 3). */
export function readEnqueueArgs(args: unknown, now: number): { readonly at: number | undefined } {
  const result = v.safeParse(EnqueueArgsSchema, args ?? {});
  if (!result.success) return refuse({ non_field_errors: ['Invalid data.'] });
  const given = <T>(value: T | null | undefined): T | undefined => value ?? undefined;
  const at = given(result.output.enqueue_at);
  const wait = given(result.output.enqueue_in);
  const repeat = given(result.output.repeat) ?? given(result.output.repeat_interval);
  const priority = given(result.output.priority);
  if (priority !== undefined && ![5, 10, 15].includes(priority))
    refuse({ priority: [`"${priority}" is not a valid choice.`] });
  if (at !== undefined && wait !== undefined)
    refuse({ non_field_errors: ['Only one of `enqueue_at` or `enqueue_in` can be specified.'] });
  if (repeat !== undefined && at === undefined && wait === undefined) {
    const text = '`repeat` can only be specified when either `enqueue_in` or `enqueue_at` is specified.';
    refuse({ non_field_errors: [text] });
  }
  if (at !== undefined) return { at: Date.parse(at) };
  return { at: wait === undefined ? undefined : now + Number(wait) * 1000 };
}

function refuse(errors: Readonly<Record<string, readonly string[]>>): never {
  refuseWith(jsonReply({ enqueue_args: errors }, 400));
}
