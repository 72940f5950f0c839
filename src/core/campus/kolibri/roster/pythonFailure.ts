/**
 * A failure inside the server's own code. It ends a job as FAILED; `exception` is what the job shows, `lastLine` what its
 * traceback ends with.
 */
export class PythonFailure extends Error {
  readonly exception: string;
  readonly lastLine: string;

  constructor(exception: string, text: string, module = '') {
    super(text);
    this.name = 'PythonFailure';
    this.exception = exception;
    this.lastLine = `${module}${exception}${text === '' ? '' : `: ${text}`}`;
  }
}

/** What Python says to a method call on a cell that is not there. */
export function noneHasNo(method: string): never {
  throw new PythonFailure('AttributeError', `'NoneType' object has no attribute '${method}'`);
}
