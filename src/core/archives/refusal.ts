import { FailureError } from '../platform/failure.ts';

/**
 * Why one entry of an archive, or the rest of an archive, is not opened. Everything beside it still is.
 *
 * - `outside`, `absolute`, `drive`, `backslash`, `nul`, `noName`: its name would lead, or may lead, out of the folder it belongs to.
 * - `tooLong`: its name is longer, or leads through more folders, than any file system takes.
 * - `link`, `linkOutside`: a symbolic or hard link. None is followed, wherever it points.
 * - `special`: a device, a pipe or a socket.
 * - `duplicate`: the archive has an entry of this name already; the first one counts.
 * - `encrypted`, `compression`: it cannot be read here.
 * - `tooLarge`, `bomb`, `overlap`: it would expand beyond reason. `limit` is in bytes, or how many times larger it may get.
 * - `tooDeep`: archives inside archives, beyond `limit` levels.
 * - `tooMany`: entries after the first `limit` are not listed.
 * - `breaksOff`: the archive cannot be read any further; `limit` entries could be.
 * - `damaged`: its bytes are not what the archive says that they are.
 * - `caseDuplicate`, `reservedName`, `notWritten`: it can be read, and not be extracted to a folder.
 */
export type RefusalReason =
  | 'outside'
  | 'absolute'
  | 'drive'
  | 'backslash'
  | 'nul'
  | 'noName'
  | 'tooLong'
  | 'link'
  | 'linkOutside'
  | 'special'
  | 'duplicate'
  | 'encrypted'
  | 'compression'
  | 'tooLarge'
  | 'bomb'
  | 'overlap'
  | 'tooDeep'
  | 'tooMany'
  | 'breaksOff'
  | 'damaged'
  | 'caseDuplicate'
  | 'reservedName'
  | 'notWritten';

export type Refusal = { readonly reason: RefusalReason; readonly limit?: number };

/**
 * An entry was asked for that is refused. To whoever knows nothing of archives it is a file that cannot be read; its message names
 * the reason only, so that it may be logged.
 */
export class RefusedError extends FailureError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super({ kind: 'damaged', problem: 'unreadable' }, options);
    this.name = 'RefusedError';
    this.message = `Lectern: refused, ${refusal.reason}`;
    this.refusal = refusal;
  }
}

/** Throws; for use where an expression is wanted. */
export function refuse(reason: RefusalReason, limit?: number, cause?: unknown): never {
  throw new RefusedError(
    limit === undefined ? { reason } : { reason, limit },
    cause === undefined ? undefined : { cause },
  );
}
