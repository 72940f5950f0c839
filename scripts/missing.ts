/** Something that a command needs is not there. The message is one sentence that says what to do. */
export class Missing extends Error {
  override readonly name = 'Missing';
}
