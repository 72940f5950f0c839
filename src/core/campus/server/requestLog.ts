const KEPT = 2000;
const SECRET = /secret|token/i;
const PORTAL_KEY = /^(\/portal\/)[^/]+/;

/** One request as the log shows it. `status` is 0 and `ended` false until it is answered; `bytes` counts the body that was sent. */
export type RequestRecord = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly range?: string;
  readonly authorized: boolean;
  status: number;
  bytes: number;
  ended: boolean;
  /** Why the campus itself failed: a bug in it. */
  fault?: string;
};

/** The latest requests, without what must stay secret. */
export class RequestLog {
  #records: RequestRecord[] = [];

  add(method: string, url: URL, range: string | undefined, authorized: boolean): RequestRecord {
    const record: RequestRecord = {
      method,
      path: url.pathname.replace(PORTAL_KEY, '$1…'),
      query: Object.fromEntries(
        [...url.searchParams].map(([name, value]) => [name, SECRET.test(name) ? '…' : value]),
      ),
      ...(range !== undefined && { range }),
      authorized,
      status: 0,
      bytes: 0,
      ended: false,
    };
    this.#records.push(record);
    if (this.#records.length > KEPT) this.#records.shift();
    return record;
  }

  all(): readonly RequestRecord[] {
    return this.#records;
  }

  clear(): void {
    this.#records = [];
  }
}
