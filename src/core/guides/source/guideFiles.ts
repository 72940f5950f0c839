import type { GuideFinding } from '../guide.ts';
import { visitArchive, type OpenArchive } from './archiveFiles.ts';

/** The files that make the Guides, by their path from the root of the workspace (`.guides/…`). */
export type GuideFiles = {
  readonly texts: ReadonlyMap<string, string>;
  /** What stands before `.guides` in the archive: nothing, or a folder with its slash. */
  readonly root: string;
  readonly findings: readonly GuideFinding[];
};

/** Bytes. Guides are written by people: what is larger was not. */
const LARGEST_TEXT = 4 * 1024 * 1024;
const LARGEST_TOTAL = 64 * 1024 * 1024;

const TEXT_FILE =
  /^(.*?)(\.guides\/(?:metadata\.json|book\.json|content\/.+\.(?:json|md)|assessments\/[^/]+\.json))$/;

/** Reads the texts of the Guides from an archive whose prefix is not known (Codio protocol, section 8.2). */
export async function guideFiles(open: OpenArchive, signal: AbortSignal): Promise<GuideFiles> {
  const byRoot = new Map<string, Map<string, string>>();
  const findings: GuideFinding[] = [];
  let total = 0;
  const whole = await visitArchive(
    open,
    {
      keep: (path, size) => {
        if (!TEXT_FILE.test(path)) return false;
        const fits = size <= LARGEST_TEXT && total + size <= LARGEST_TOTAL;
        if (!fits) findings.push({ kind: 'tooLarge', file: path });
        else total += size;
        return fits;
      },
      take: (path, bytes) => {
        const [, root = '', file = path] = TEXT_FILE.exec(path) ?? [];
        const texts = byRoot.get(root) ?? new Map<string, string>();
        texts.set(file, new TextDecoder().decode(bytes));
        byRoot.set(root, texts);
      },
    },
    signal,
  );
  if (!whole) findings.push({ kind: 'damagedArchive' });
  // A project may hold copies of other guides further down.
  const [nearest] = [...byRoot].sort(
    ([a], [b]) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1),
  );
  const [root, texts] = nearest ?? ['', new Map<string, string>()];
  return { texts, root, findings };
}
