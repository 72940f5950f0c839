import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Font, FontCollection } from 'fontkit';
import { scriptOf, type Script } from './scripts.ts';
import { filesForScript, fontFilesIn } from './systemFonts.ts';

/** One font, ready to measure and to be embedded. */
export type Face = {
  /** Unique on a shelf. */
  readonly id: string;
  readonly font: Font;
  readonly bytes: Buffer;
  /** Which font of a collection it is; undefined for a file with one font. */
  readonly member?: string;
  /** False for fonts of signs, whose spaces and digits are not made for text. */
  readonly forText: boolean;
};

/** What the choice of a font depends on. */
export type FaceStyle = { readonly bold: boolean; readonly italic: boolean; readonly mono: boolean };

/** A family that Lectern brings, by the ends of its file names. A weight or slant that is absent falls back to the regular one. */
type Family = {
  readonly regular: string;
  readonly bold?: string;
  readonly italic?: string;
  readonly boldItalic?: string;
};

const TEXT: Family = {
  regular: 'NotoSans-Regular.ttf',
  bold: 'NotoSans-Bold.ttf',
  italic: 'NotoSans-Italic.ttf',
  boldItalic: 'NotoSans-BoldItalic.ttf',
};
const MONO: Family = { regular: 'DejaVuSansMono.ttf', bold: 'DejaVuSansMono-Bold.ttf' };
const SIGNS: ReadonlySet<string> = new Set(['DejaVuSans.ttf', 'NotoEmoji-Regular.ttf']);
const OTHERS: readonly Family[] = [
  { regular: 'NotoSansHebrew-Regular.ttf', bold: 'NotoSansHebrew-Bold.ttf' },
  { regular: 'DejaVuSansArabic.ttf', bold: 'DejaVuSansArabic-Bold.ttf' },
  { regular: 'NotoSansDevanagari-Regular.ttf', bold: 'NotoSansDevanagari-Bold.ttf' },
  { regular: 'NotoSansThai-Regular.ttf', bold: 'NotoSansThai-Bold.ttf' },
  { regular: 'DejaVuSans.ttf' },
  { regular: 'NotoEmoji-Regular.ttf' },
];

/** Characters that change how their neighbours look and need no glyph of their own. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** How many system fonts are opened in search of one script. */
const MOST_TRIES = 12;

/**
 * The fonts of one document. Lectern's own come first; the system's are looked through for what those lack. Characters are made
 * ready before they are laid out ({@link prepare}), so that layout never waits.
 */
export class FontShelf {
  private readonly folder: string;
  private readonly systemFolders: readonly string[];
  private readonly faces = new Map<string, Face>();
  private readonly broken = new Set<string>();
  private readonly systemFaces: Face[] = [];
  private readonly searched = new Set<Script>();
  private readonly prepared = new Set<string>();
  private readonly chosen = new Map<string, Face | null>();
  private systemFiles: Promise<readonly string[]> | undefined;
  private openFont: ((bytes: Buffer) => Font | FontCollection) | undefined;

  /**
   * @param folder where Lectern's fonts are
   * @param systemFolders where to look for others; see systemFontFolders
   */
  constructor(folder: string, systemFolders: readonly string[]) {
    this.folder = folder;
    this.systemFolders = systemFolders;
  }

  /** Opens Lectern's own fonts. Rejects if the two that everything falls back to cannot be read. */
  async open(): Promise<void> {
    const { openFont } = await import('../pdf/pdfLibraries.ts');
    this.openFont = (bytes) => openFont(bytes);
    const names = [TEXT, MONO, ...OTHERS].flatMap((family) => Object.values(family));
    for (const name of names) {
      const bytes = await readFile(join(this.folder, name));
      const face = this.faceOf(name, bytes);
      if (face) this.faces.set(name, face);
    }
  }

  /** Sees to it that the characters of a text have fonts, as far as this computer has any. */
  async prepare(text: string, signal: AbortSignal): Promise<void> {
    for (const character of text) {
      if (character < '\u00a0' || this.prepared.has(character)) continue;
      this.prepared.add(character);
      if (INVISIBLE.test(character) || this.own(character)) continue;
      if (this.systemFaces.some((face) => has(face, character))) continue;
      await this.search(character, signal);
    }
  }

  /**
   * The font for a character and what is joined to it, or undefined if there is none. `current` is kept where it can be: a run
   * that goes on is better than one that is cut.
   */
  faceFor(cluster: string, style: FaceStyle, current?: Face): Face | undefined {
    if (current?.forText === true && isCommon(cluster) && hasAll(current, cluster)) return current;
    const key = `${style.bold ? 'b' : ''}${style.italic ? 'i' : ''}${style.mono ? 'm' : ''} ${cluster}`;
    let face = this.chosen.get(key);
    if (face === undefined) {
      const candidates = this.candidates(style);
      // An accent that no font has over its letter is better lost than the letter.
      face =
        candidates.find((candidate) => hasAll(candidate, cluster)) ??
        candidates.find((candidate) => has(candidate, String.fromCodePoint(cluster.codePointAt(0) ?? 0))) ??
        null;
      this.chosen.set(key, face);
    }
    return face ?? undefined;
  }

  private candidates({ bold, italic, mono }: FaceStyle): readonly Face[] {
    const pick = (family: Family): Face | undefined => {
      const name =
        (bold ? (italic ? family.boldItalic : family.bold) : italic ? family.italic : undefined) ??
        (bold ? family.bold : undefined) ??
        family.regular;
      return this.faces.get(name) ?? this.faces.get(family.regular);
    };
    const families = mono ? [MONO, TEXT, ...OTHERS] : [TEXT, ...OTHERS, MONO];
    return [...families.flatMap((family) => pick(family) ?? []), ...this.systemFaces];
  }

  private own(character: string): boolean {
    return [...this.faces.values()].some((face) => has(face, character));
  }

  private async search(character: string, signal: AbortSignal): Promise<void> {
    const script = scriptOf(character);
    if (this.searched.has(script)) return;
    const files = await (this.systemFiles ??= fontFilesIn(this.systemFolders, signal));
    let tries = 0;
    for (const file of filesForScript(files, script)) {
      if (this.broken.has(file) || this.systemFaces.some(({ id }) => id === file)) continue;
      signal.throwIfAborted();
      if (++tries > MOST_TRIES) break;
      const bytes = await readFile(file).catch(() => undefined);
      const face = bytes && this.faceOf(file, bytes);
      if (!face || !drawsOutline(face, character)) {
        if (!face) this.broken.add(file);
        continue;
      }
      this.systemFaces.push(face);
      return;
    }
    this.searched.add(script);
  }

  private faceOf(id: string, bytes: Buffer): Face | undefined {
    try {
      const opened = this.openFont?.(bytes);
      if (!opened) return undefined;
      const forText = !SIGNS.has(id);
      if (!('fonts' in opened)) return { id, font: opened, bytes, forText };
      const [first] = opened.fonts;
      return first && { id, font: first, bytes, member: first.postscriptName, forText };
    } catch {
      return undefined; // a font that cannot be read is no font
    }
  }
}

function has(face: Face, character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return face.font.hasGlyphForCodePoint(point);
}

function hasAll(face: Face, cluster: string): boolean {
  for (const character of cluster) if (!INVISIBLE.test(character) && !has(face, character)) return false;
  return true;
}

/** Letters choose their font; spaces, digits and punctuation go with their neighbours. */
function isCommon(cluster: string): boolean {
  return !/\p{L}|\p{M}|\p{Extended_Pictographic}/u.test(cluster);
}

/** False for fonts of bitmaps, which a PDF cannot hold, and for fonts without the character. */
function drawsOutline(face: Face, character: string): boolean {
  if (!has(face, character)) return false;
  try {
    return face.font.glyphForCodePoint(character.codePointAt(0) ?? 0).path.commands.length > 0;
  } catch {
    return false; // an outline of a kind that the library does not read
  }
}
