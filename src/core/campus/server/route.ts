import type { IncomingMessage } from 'node:http';
import type { CampusContext } from './campusContext.ts';

/** A request as a route sees it. `path` holds the named parts of the route's pattern, decoded. */
export type Call = {
  readonly context: CampusContext;
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly path: Readonly<Record<string, string>>;
};

/** Answers with JSON and status 200, or throws a Refusal. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly pattern: string;
  answer(call: Call): unknown;
};

/** The named part of a pattern; the pattern must have it. */
export function part(call: Call, name: string): string {
  const value = call.path[name];
  if (value === undefined) throw new Error(`No ${name} in this route.`);
  return value;
}

/** The parts of `pathname` under `pattern`, for instance `/courses/:course`; undefined if it is another path. */
export function matchPath(pattern: string, pathname: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/');
  const given = pathname.split('/');
  if (wanted.length !== given.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [at, name] of wanted.entries()) {
    const text = decoded(given[at] ?? '');
    if (name.startsWith(':') && text !== undefined && text !== '') parts[name.slice(1)] = text;
    else if (name !== text) return undefined;
  }
  return parts;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
