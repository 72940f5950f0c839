import { randomBytes } from 'node:crypto';
import { refuse } from './refusal.ts';

type Rest<T> = { readonly items: readonly T[]; readonly size: number };
export type Page<T> = { readonly items: readonly T[]; readonly nextToken?: string };

/** Hands out lists page by page, with opaque tokens that are good for one use (Codio protocol, section 4.2). */
export class Pages<T> {
  readonly #rests = new Map<string, Rest<T>>();

  first(items: readonly T[], size: number): Page<T> {
    const rest = items.slice(size);
    if (rest.length === 0) return { items };
    const nextToken = randomBytes(18).toString('base64url');
    this.#rests.set(nextToken, { items: rest, size });
    return { items: items.slice(0, size), nextToken };
  }

  /** The page behind a token. A token that is unknown or (when `strict`) used before gives 404. */
  next(token: string, strict: boolean): Page<T> {
    const rest = this.#rests.get(token) ?? refuse(404, 'Page token not found');
    if (strict) this.#rests.delete(token);
    return this.first(rest.items, rest.size);
  }

  reset(): void {
    this.#rests.clear();
  }
}
