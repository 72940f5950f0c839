/** The types of users a roster can name. */
export const USER_TYPES = ['LEARNER', 'ADMIN', 'FACILITY_COACH', 'CLASS_COACH'] as const;

export type UserType = (typeof USER_TYPES)[number];

/** The server compares without case and without trimming. */
export function userTypeOf(value: string): UserType | undefined {
  const lower = value.toLowerCase();
  return USER_TYPES.find((type) => type.toLowerCase() === lower);
}
