import type { TextEdit } from './fix.ts';

/** A stretch of the first text that stays, or text that is new. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

/**
 * One list of edits that does what two do one after the other. Each list is in order and without overlaps; `second` counts in the text
 * that `first` makes.
 */
export function composeEdits(first: readonly TextEdit[], second: readonly TextEdit[]): readonly TextEdit[] {
  const before = piecesOf(first);
  const after: Piece[] = [];
  // Not taken off the front of the list: there may be hundreds of thousands.
  let next = 0;
  let piece = before[next];
  let at = 0;
  /** Goes on to an offset of the middle text, and keeps or drops what it passes. */
  const passTo = (end: number, isKept: boolean): void => {
    while (piece !== undefined && at < end) {
      const length = lengthOf(piece);
      const take = Math.min(length, end - at);
      if (isKept) after.push(cut(piece, 0, take));
      piece = take < length ? cut(piece, take, length) : before[++next];
      at += take;
    }
  };
  for (const { start, end, text } of second) {
    passTo(start, true);
    after.push({ text });
    passTo(end, false);
  }
  while (piece !== undefined) {
    after.push(piece);
    piece = before[++next];
  }
  return editsOf(after);
}

function piecesOf(edits: readonly TextEdit[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, text } of edits) {
    if (start > at) pieces.push({ from: at, to: start });
    if (text !== '') pieces.push({ text });
    at = end;
  }
  pieces.push({ from: at, to: Number.POSITIVE_INFINITY });
  return pieces;
}

function lengthOf(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.to - piece.from;
}

function cut(piece: Piece, from: number, to: number): Piece {
  return 'text' in piece
    ? { text: piece.text.slice(from, to) }
    : { from: piece.from + from, to: piece.from + to };
}

function editsOf(pieces: readonly Piece[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let text = '';
  for (const piece of pieces) {
    if ('text' in piece) {
      text += piece.text;
      continue;
    }
    if (piece.from > at || text !== '') edits.push({ start: at, end: piece.from, text });
    at = piece.to;
    text = '';
  }
  return edits;
}
