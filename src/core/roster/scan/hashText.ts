const PRIME = 0x85eb_ca6b | 0;
const PRIME_2 = Math.imul(PRIME, PRIME);
const PRIME_3 = Math.imul(PRIME_2, PRIME);
const PRIME_4 = Math.imul(PRIME_3, PRIME);

/** A hash of some UTF-16 units, which is not 0. Four at a time, as one multiplication has to wait for the one before it. */
export function hashUnits(units: Uint16Array, start: number, end: number): number {
  let hash = 0;
  let i = start;
  for (; i + 3 < end; i += 4) {
    const three = Math.imul(units[i] ?? 0, PRIME_3) + Math.imul(units[i + 1] ?? 0, PRIME_2);
    const one = Math.imul(units[i + 2] ?? 0, PRIME) + (units[i + 3] ?? 0);
    hash = (Math.imul(hash, PRIME_4) + three + one) | 0;
  }
  for (; i < end; i++) hash = (Math.imul(hash, PRIME) + (units[i] ?? 0)) | 0;
  return hash === 0 ? 1 : hash;
}

/** The hash that {@link hashUnits} gives for the same in small letters; for ASCII only. */
export function hashLower(units: Uint16Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) {
    const unit = units[i] ?? 0;
    hash = (Math.imul(hash, PRIME) + (unit >= 65 && unit <= 90 ? unit + 32 : unit)) | 0;
  }
  return hash === 0 ? 1 : hash;
}

/** The hash that {@link hashUnits} gives for the units of a text. */
export function hashText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, PRIME) + text.charCodeAt(i)) | 0;
  return hash === 0 ? 1 : hash;
}
