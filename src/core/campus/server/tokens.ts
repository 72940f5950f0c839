import { randomBytes } from 'node:crypto';

/** The bearer tokens that are out. They live in memory only: after a restart every client has to ask again. */
export class Tokens {
  readonly #expiries = new Map<string, number>();

  /** A new token, good until `expiry` (epoch milliseconds). */
  issue(now: number, expiry: number): string {
    for (const [token, at] of this.#expiries) if (at <= now) this.#expiries.delete(token);
    const token = randomBytes(24).toString('base64url');
    this.#expiries.set(token, expiry);
    return token;
  }

  holds(token: string, now: number): boolean {
    return (this.#expiries.get(token) ?? 0) > now;
  }

  reset(): void {
    this.#expiries.clear();
  }
}
