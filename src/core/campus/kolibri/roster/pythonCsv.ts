/** The csv module has refused the file; the message is Python's. */
export class CsvFailure extends Error {
  override readonly name = 'CsvFailure';
}

/**
 * The records of a CSV as Python's `csv.reader(strict=True)` reads them (Kolibri protocol, section 6.3): comma, `"`, doubled
 * quotes; CR, LF or CRLF. A blank line is a record without cells. Throws a CsvFailure when the reader comes to what it refuses.
 */
export function* readCsv(text: string): Generator<readonly string[]> {
  const reader = new RecordReader();
  for (const line of linesOf(text)) {
    for (const character of line) reader.read(character);
    reader.read(END);
    const record = reader.take();
    if (record) yield record;
  }
  reader.end();
}

/** Python's limit for one cell, in characters. */
const FIELD_LIMIT = 131_072;
/** The end of a line, after its line break. */
const END = null;

type State = 'record' | 'field' | 'plain' | 'quoted' | 'quoteInQuoted' | 'lineEnd';

/** The state machine of Python's csv module. */
class RecordReader {
  #state: State = 'record';
  #cells: string[] = [];
  #cell = '';
  #length = 0;

  /** Takes one character in, or the end of a line. */
  read(character: string | null): void {
    switch (this.#state) {
      case 'record':
        if (character === END) return;
        if (isBreak(character)) this.#state = 'lineEnd';
        else this.#begin(character);
        return;
      case 'field':
        if (!this.#close(character)) this.#begin(character ?? '');
        return;
      case 'plain':
        if (!this.#close(character)) this.#add(character ?? '');
        return;
      case 'quoted':
        if (character === '"') this.#state = 'quoteInQuoted';
        else if (character !== END) this.#add(character);
        return;
      case 'quoteInQuoted':
        if (character === '"') {
          this.#add('"');
          this.#state = 'quoted';
        } else if (!this.#close(character)) throw new CsvFailure(`',' expected after '"'`);
        return;
      case 'lineEnd':
        if (character === END) this.#state = 'record';
    }
  }

  /** The record that the last line has completed; undefined within one. */
  take(): readonly string[] | undefined {
    if (this.#state !== 'record') return undefined;
    const cells = this.#cells;
    this.#cells = [];
    return cells;
  }

  /** The file ends here; only a quote can still be open. */
  end(): void {
    if (this.#state !== 'record') throw new CsvFailure('unexpected end of data');
  }

  #begin(character: string): void {
    if (this.#close(character)) return;
    if (character === '"') this.#state = 'quoted';
    else {
      this.#add(character);
      this.#state = 'plain';
    }
  }

  /** Ends the cell where a comma or a line break does; false for any other character. */
  #close(character: string | null): boolean {
    if (character !== ',' && character !== END && !isBreak(character)) return false;
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#length = 0;
    this.#state = character === ',' ? 'field' : character === END ? 'record' : 'lineEnd';
    return true;
  }

  #add(character: string): void {
    if (this.#length >= FIELD_LIMIT) throw new CsvFailure(`field larger than field limit (${FIELD_LIMIT})`);
    this.#cell += character;
    this.#length += 1;
  }
}

function isBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}

/** The lines with their breaks, as a Python file opened with `newline=""` gives them. */
function* linesOf(text: string): Generator<string> {
  let from = 0;
  for (const found of text.matchAll(/\r\n|\r|\n/g)) {
    const to = found.index + found[0].length;
    yield text.slice(from, to);
    from = to;
  }
  if (from < text.length) yield text.slice(from);
}
