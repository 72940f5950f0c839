/** A name as it is compared with what a file says: browsers and servers write case and spaces in many ways. */
export function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_+\-.]+/g, ' ')
    .trim();
}
