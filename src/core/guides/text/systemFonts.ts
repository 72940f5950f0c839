import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type { Script } from './scripts.ts';

const CJK =
  /^(?:NotoSansCJK|NotoSans(?:SC|TC|HK|JP|KR)|SourceHanSans|wqy|DroidSansFallback|msyh|YuGoth|meiryo|msgothic|msjh|simhei|simsun|malgun|PingFang|Hiragino|ヒラギノ|AppleSDGothicNeo|STHeiti|AppleGothic|Nanum|ipag|TakaoGothic|VL-Gothic|uming|ukai)/i;
const KOREAN =
  /^(?:malgun|AppleSDGothicNeo|AppleGothic|Nanum|Baekmuk|un-?dotum|NotoSansCJK|NotoSansKR|SourceHanSans)/i;
const JAPANESE =
  /^(?:YuGoth|meiryo|msgothic|Hiragino|ヒラギノ|ipag|TakaoGothic|VL-Gothic|NotoSansJP|NotoSansCJK|SourceHanSans)/i;
const INDIC = /^(?:Nirmala|Kohinoor|Lohit|Mukta|Arial ?Unicode|FreeSans)/i;

/** File names that tell of a script, the likeliest first. Fonts that hold nearly everything are tried for every script. */
const BY_SCRIPT: Partial<Readonly<Record<Script, readonly RegExp[]>>> = {
  Han: [CJK],
  Bopomofo: [CJK],
  Hiragana: [JAPANESE, CJK],
  Katakana: [JAPANESE, CJK],
  Hangul: [KOREAN, CJK],
  Bengali: [INDIC, /^(?:vrinda|bangla)/i],
  Gurmukhi: [INDIC, /^(?:raavi|gurmukhi)/i],
  Gujarati: [INDIC, /^(?:shruti|gujarati)/i],
  Oriya: [INDIC, /^(?:kalinga|oriya)/i],
  Tamil: [INDIC, /^(?:latha|tamil|InaiMathi)/i],
  Telugu: [INDIC, /^(?:gautami|telugu)/i],
  Kannada: [INDIC, /^(?:tunga|kannada)/i],
  Malayalam: [INDIC, /^(?:kartika|malayalam)/i],
  Sinhala: [INDIC, /^(?:iskpota|sinhala)/i],
  Ethiopic: [/^(?:nyala|ebrima|kefa)/i],
  Khmer: [/^(?:LeelawUI|khmerui|daunpenh)/i],
  Lao: [/^(?:LeelawUI|laoui|dokchamp)/i],
  Myanmar: [/^(?:mmrtext|myanmar|padauk)/i],
  Tibetan: [/^(?:himalaya|kailasa|jomolhari)/i],
  Mongolian: [/^monbaiti/i],
  Emoji: [/^(?:NotoEmoji|Symbola|seguisym)/i],
  Symbols: [/^(?:NotoSansSymbols|NotoSansMath|Symbola|seguisym|Apple Symbols|STIX)/i],
};
const WIDE = [/^(?:Arial ?Unicode|FreeSans\.|FreeSerif\.|DejaVuSans\.|unifont)/i];

const FONT_FILE = /\.(?:ttf|otf|ttc|otc)$/i;
/** Weights and slants that would stand out in running text. */
const STYLED = /(?:bold|black|heavy|thin|light|italic|oblique|medium|semi|extra|mono|serif)/i;
const DEEPEST = 5;
const MOST_FILES = 20_000;

/** Where this kind of computer keeps its fonts. */
export function systemFontFolders(platform = process.platform): readonly string[] {
  const home = homedir();
  if (platform === 'win32')
    return [
      join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts'),
      join(process.env['LOCALAPPDATA'] ?? home, 'Microsoft', 'Windows', 'Fonts'),
    ];
  if (platform === 'darwin')
    return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')];
  const shared = ['/usr/share/fonts', '/usr/local/share/fonts'];
  return [...shared, join(home, '.local', 'share', 'fonts'), join(home, '.fonts')];
}

/** The font files below some folders, sorted. A folder that is not there has none. */
export async function fontFilesIn(
  folders: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const files: string[] = [];
  const look = async (folder: string, depth: number): Promise<void> => {
    signal.throwIfAborted();
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (files.length >= MOST_FILES) return;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST) await look(path, depth + 1);
      else if (FONT_FILE.test(entry.name)) files.push(path);
    }
  };
  for (const folder of folders) await look(folder, 0);
  return files.sort();
}

/** The files that may hold a script, the likeliest first. */
export function filesForScript(files: readonly string[], script: Script): readonly string[] {
  const own = new RegExp(`^NotoSans${script}[-.[]`, 'i');
  const patterns = [own, ...(BY_SCRIPT[script] ?? []), new RegExp(`^Noto\\w*${script}`, 'i'), ...WIDE];
  const found = patterns.flatMap((pattern) =>
    files.filter((file) => pattern.test(basename(file))).sort((a, b) => plainness(a) - plainness(b)),
  );
  return [...new Set(found)];
}

function plainness(file: string): number {
  const name = basename(file);
  return (/regular/i.test(name) ? 0 : 1) + (STYLED.test(name) ? 2 : 0);
}
