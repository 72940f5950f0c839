/** What the server takes for a gender beside an empty cell; DEFERRED is stored as none (Kolibri protocol, section 6.4). */
export const GENDERS = ['MALE', 'FEMALE', 'NOT_SPECIFIED'] as const;

/** The server compares without case and without trimming. */
export function isGender(value: string): boolean {
  const lower = value.toLowerCase();
  return lower === 'deferred' || GENDERS.some((gender) => gender.toLowerCase() === lower);
}
