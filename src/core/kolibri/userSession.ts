import * as v from 'valibot';

/** The session object that sign-in and "who am I" answer (Kolibri protocol, section 1.2). */
export const UserSession = v.object({
  username: v.string(),
  full_name: v.optional(v.string(), ''),
  user_id: v.nullable(v.string()),
  facility_id: v.nullable(v.string()),
  kind: v.array(v.string()),
  server_time: v.optional(v.string()),
});
export type UserSession = v.InferOutput<typeof UserSession>;
