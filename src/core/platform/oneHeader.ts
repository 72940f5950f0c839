import type { HttpHeaders } from './http.ts';

/** The value of a header, by its name in lower case; undefined if it is absent, empty or came several times. */
export function oneHeader(headers: HttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
