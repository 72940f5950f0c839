/** As much of the editor's memory as is asked for here. What is kept is a copy, as it is after a restart. */
export type KeptValues = {
  readonly values: Map<string, unknown>;
  get(key: string): unknown;
  update(key: string, value: unknown): Promise<void>;
};

export function keptValues(): KeptValues {
  const values = new Map<string, unknown>();
  return {
    values,
    get: (key) => values.get(key),
    update(key, value) {
      values.set(key, structuredClone(value));
      return Promise.resolve();
    },
  };
}
