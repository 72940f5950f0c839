import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Connection, Credentials } from '../../core/platform/connection.ts';

const STATE_KEY = 'lectern.connections';

const connection = v.variant('platform', [
  v.object({
    platform: v.literal('codio'),
    id: v.string(),
    name: v.string(),
    oauthBaseUrl: v.string(),
    apiBaseUrl: v.string(),
    sample: v.exactOptional(v.literal(true)),
  }),
  v.object({
    platform: v.literal('kolibri'),
    id: v.string(),
    name: v.string(),
    baseUrl: v.string(),
    sample: v.exactOptional(v.literal(true)),
  }),
]);

const credentials = v.variant('platform', [
  v.object({ platform: v.literal('codio'), clientId: v.string(), clientSecret: v.string() }),
  v.object({ platform: v.literal('kolibri'), username: v.string(), password: v.string() }),
]);

/** The user's connections: what may be read in the editor's state, their secrets in its secret storage. */
export class ConnectionStore implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(context: Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>) {
    this.#state = context.globalState;
    this.#secrets = context.secrets;
  }

  /** In the order in which they were added. */
  get all(): readonly Connection[] {
    const stored = this.#state.get<unknown>(STATE_KEY);
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((item) => {
      const result = v.safeParse(connection, item);
      return result.success ? [result.output] : [];
    });
  }

  get(id: string): Connection | undefined {
    return this.all.find((item) => item.id === id);
  }

  /** A new id for a connection that is about to be added. */
  static newId(): string {
    return randomUUID();
  }

  /** Adds a connection, or replaces the one with its id. Secrets first: a connection without them would be signed out. */
  async put(item: Connection, secret?: Credentials): Promise<void> {
    if (secret) await this.#secrets.store(secretKey(item.id), JSON.stringify(secret));
    const others = this.all;
    const list = others.some(({ id }) => id === item.id)
      ? others.map((other) => (other.id === item.id ? item : other))
      : [...others, item];
    await this.#state.update(STATE_KEY, list);
    this.#changed.fire();
  }

  async remove(id: string): Promise<void> {
    await this.#secrets.delete(secretKey(id));
    await this.#state.update(
      STATE_KEY,
      this.all.filter((item) => item.id !== id),
    );
    this.#changed.fire();
  }

  /** Undefined when the editor has none, or has forgotten them. */
  async credentials(id: string): Promise<Credentials | undefined> {
    const text = await this.#secrets.get(secretKey(id));
    if (text === undefined) return undefined;
    const result = v.safeParse(v.pipe(v.string(), v.parseJson(), credentials), text);
    return result.success ? result.output : undefined;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function secretKey(id: string): string {
  return `lectern.connection.${id}`;
}
