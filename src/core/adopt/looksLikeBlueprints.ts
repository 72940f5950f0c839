/**
 * Whether a JSON value may be a course's blueprints. The format is not published: a list, an object that has one, or an object of
 * named ones is taken, if each has a name and some text (Codio protocol, section 7).
 */
export function looksLikeBlueprints(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => isBlueprint(one, undefined));
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  if (entries.some(([, inner]) => Array.isArray(inner) && looksLikeBlueprints(inner))) return true;
  return entries.length > 0 && entries.every(([name, inner]) => isBlueprint(inner, name));
}

const NAMES: readonly string[] = ['name', 'title'];
/** What holds a page's text, and what says how it is laid out. */
const TEXTS: readonly string[] = ['content', 'markdown', 'md', 'text', 'body', 'page', 'layout'];

function isBlueprint(value: unknown, name: string | undefined): boolean {
  if (!isObject(value)) return false;
  const keys = Object.keys(value).map((key) => key.toLowerCase());
  const named = name !== undefined || keys.some((key) => NAMES.includes(key));
  return named && keys.some((key) => TEXTS.includes(key));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
