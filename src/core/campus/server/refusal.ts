/** A request that the campus answers with an error. Its shape is invented (Codio protocol, section 3). */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

export function refuse(code: number, message: string): never {
  throw new Refusal(code, message);
}
