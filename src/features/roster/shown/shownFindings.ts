import * as vscode from 'vscode';
import type { Finding } from '../../../core/roster/findings/finding.ts';
import {
  findingsAround,
  type FindingsWindow,
  type TextSpan,
} from '../../../core/roster/findings/findingsAround.ts';
import type { LiveRoster } from '../table/liveRoster.ts';

/** So many more are shown before and after what is in sight. */
const AHEAD = 100;

/**
 * The findings of a roster that the editor shows: all, or where there are too many the gravest and those near what is in sight, so that
 * nothing that somebody looks at is without its underline.
 */
export class ShownFindings {
  readonly #live: LiveRoster;
  #windows: readonly FindingsWindow[] = [];

  constructor(live: LiveRoster) {
    this.#live = live;
  }

  /** What is to be shown now, in the order of the file. */
  list(): readonly Finding[] {
    const { report, roster } = this.#live;
    if (report === undefined) return [];
    if (!this.isPartial || roster === undefined) return report.findings;
    this.#windows = this.#inSight().map((span) => findingsAround(roster, span, AHEAD));
    const shown = new Map<string, Finding>();
    for (const finding of [report, ...this.#windows].flatMap(({ findings }) => findings))
      shown.set(`${finding.start} ${finding.end} ${finding.code}`, finding);
    return [...shown.values()].sort((a, b) => a.start - b.start);
  }

  /** True if something is in sight whose findings are not shown. */
  get isBehind(): boolean {
    return (
      this.isPartial &&
      this.#inSight().some(
        ({ start, end }) => !this.#windows.some((window) => window.start <= start && end <= window.end),
      )
    );
  }

  /** True if there are too many to show them all. */
  get isPartial(): boolean {
    const { report } = this.#live;
    return report !== undefined && report.total > report.findings.length;
  }

  #inSight(): readonly TextSpan[] {
    const { document } = this.#live;
    return (
      vscode.window.visibleTextEditors
        .filter((editor) => editor.document === document)
        // Where the cursor has just been put the view may not have come yet.
        .flatMap(({ visibleRanges, selection }) => [...visibleRanges, selection])
        .map(({ start, end }) => ({
          start: document.offsetAt(new vscode.Position(start.line, 0)),
          end: document.offsetAt(new vscode.Position(end.line + 1, 0)),
        }))
    );
  }
}
