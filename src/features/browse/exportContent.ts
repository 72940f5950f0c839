import type * as vscode from 'vscode';
import { failureOf } from '../../core/platform/failure.ts';
import type { JobNode } from '../exports/jobRow.ts';
import type { ContentNode, EntryNode, NoteNode } from './contentNode.ts';
import type { ExportArchives } from './exportArchives.ts';
import { openingText } from './refusalText.ts';

/** How many rows come without being asked for; after them a row offers more. */
const ROWS_AT_ONCE = 500;

/** The rows below a finished export: what is in its archive, level by level. */
export class ExportContent {
  readonly #archives: ExportArchives;
  readonly #log: vscode.LogOutputChannel;
  /** How many rows are shown where the user has asked for more. */
  readonly #shown = new Map<string, number>();

  constructor(archives: ExportArchives, log: vscode.LogOutputChannel) {
    this.#archives = archives;
    this.#log = log;
  }

  /** What is below a job or an entry. Never fails: what goes wrong is a row. */
  async children(parent: JobNode | EntryNode): Promise<ContentNode[]> {
    const { jobId } = parent;
    const note = (key: string, what: NoteNode['note']): NoteNode => ({
      type: 'note',
      id: `${parent.id}//${key}`,
      jobId,
      note: what,
      parent,
    });
    const path = 'entry' in parent ? parent.entry.path : '';
    if (path === undefined) return [];
    try {
      const archive = await this.#archives.archive(jobId);
      const count = this.#shown.get(parent.id) ?? ROWS_AT_ONCE;
      const { entries, total, problems } = await archive.list(path, { from: 0, count });
      const rows: ContentNode[] = [
        ...problems.map((refusal, i) => note(`problem${i}`, { kind: 'problem', refusal })),
        ...entries.map((entry, i): EntryNode => ({
          type: 'entry',
          // Names are not unique where some are refused; a slash is in none that is not.
          id: entry.path === undefined ? `${parent.id}//refused${i}` : `${parent.id}/${entry.name}`,
          jobId,
          entry,
          parent,
        })),
      ];
      if (entries.length < total) rows.push(note('more', { kind: 'more', shown: entries.length, total }));
      return rows.length === 0 ? [note('empty', { kind: 'empty' })] : rows;
    } catch (error) {
      this.#log.warn(`an archive cannot be listed: ${failureOf(error).kind}`);
      return [note('failed', { kind: 'failed', text: openingText(error) })];
    }
  }

  /** Shows more of a long level. */
  more({ parent, note }: NoteNode): void {
    if (note.kind === 'more') this.#shown.set(parent.id, note.shown + ROWS_AT_ONCE);
  }
}
