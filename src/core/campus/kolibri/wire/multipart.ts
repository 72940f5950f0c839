/** A file in a form. */
export class UploadedFile {
  /** As the sender calls it. */
  readonly name: string;
  readonly bytes: Buffer;

  constructor(name: string, bytes: Buffer) {
    this.name = name;
    this.bytes = bytes;
  }
}

const BREAK = '\r\n';

/** The parts of a multipart/form-data body by name; undefined if it is none. The whole body is in memory already. */
export function readMultipart(
  body: Buffer,
  contentType: string,
): Readonly<Record<string, string | UploadedFile>> | undefined {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain?.trim();
  if (boundary === undefined) return undefined;
  const parts: Record<string, string | UploadedFile> = {};
  const mark = `--${boundary}`;
  let from = body.indexOf(mark);
  if (from < 0) return undefined;
  for (;;) {
    from += mark.length;
    if (body.subarray(from, from + 2).toString('latin1') === '--') return parts;
    const to = body.indexOf(`${BREAK}${mark}`, from);
    const headersEnd = body.indexOf(`${BREAK}${BREAK}`, from);
    if (to < 0 || headersEnd < 0 || headersEnd > to) return undefined;
    const headers = body.subarray(from, headersEnd).toString('utf8');
    const content = body.subarray(headersEnd + 2 * BREAK.length, to);
    const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
    const name = /;\s*name="([^"]*)"/i.exec(disposition)?.[1];
    const filename = /;\s*filename="([^"]*)"/i.exec(disposition)?.[1];
    if (name !== undefined)
      parts[name] = filename === undefined ? content.toString('utf8') : new UploadedFile(filename, content);
    from = to + BREAK.length;
  }
}
