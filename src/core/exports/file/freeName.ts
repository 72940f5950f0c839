/**
 * A name that is not taken yet: the wanted one, or that with a number; it is taken then. Some systems do not tell capitals from small
 * letters.
 */
export function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${wanted} (${i})`;
  taken.add(name.toLowerCase());
  return name;
}
