/** True for a UTF-16 unit that surely is no white space. */
export function isInk(code: number): boolean {
  return code > 32 && code !== 0x85 && code !== 0xa0 && (code < 0x1680 || code > 0x3000);
}
