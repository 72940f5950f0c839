/** The start of a platform's id: enough to tell the students or assignments of one course apart in a file name. */
export function shortId(id: string): string {
  return id.replace(/[^0-9a-z]/gi, '').slice(0, 8);
}
