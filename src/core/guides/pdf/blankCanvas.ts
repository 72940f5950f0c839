import type { Piece } from '../text/run.ts';
import type { Script } from '../text/scripts.ts';
import type { Canvas } from './canvas.ts';
import { countLost } from './countLost.ts';

const nothing = (): void => undefined;

/** Draws nothing: what is laid out on it is only counted. */
export class BlankCanvas implements Canvas {
  readonly lacking = new Map<Script, number>();
  readonly newPage = nothing;
  readonly fill = nothing;
  readonly picture = nothing;
  readonly link = nothing;
  readonly jump = nothing;
  readonly anchor = nothing;
  readonly bookmark = nothing;

  text(piece: Piece): void {
    countLost(piece, this.lacking);
  }
}
