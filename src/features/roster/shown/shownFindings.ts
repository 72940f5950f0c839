import * as vscode from 'vscode';
import type { Finding } from '../../../core/roster/findings/finding.ts';
import {
  findingsAround,
  type FindingsWindow,
  type TextSpan,
} from '../../../core/roster/findings/findingsAround.ts';
import type { Severity } from '../../../core/roster/findings/severity.ts';
import type { LiveRoster } from '../table/liveRoster.ts';

/** So many more are shown before and after what is in sight. */
const AHEAD = 100;
/** VS Code underlines the first 500 that it is told of in a file, and no more; the note that there are more is one of them. */
const MOST = 499;
/** The gravest first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];

/**
 * The findings of a roster that the editor shows: all, or where there are too many those near what is in sight and the gravest, so that
 * nothing that somebody looks at is without its underline.
 */
export class ShownFindings {
  readonly #live: LiveRoster;
  #windows: readonly FindingsWindow[] = [];

  constructor(live: LiveRoster) {
    this.#live = live;
  }

  /** What is to be shown now: all in the order of the file, or those first that are in sight. */
  list(): readonly Finding[] {
    const { report, roster } = this.#live;
    if (report === undefined) return [];
    if (!this.isPartial || roster === undefined) return report.findings;
    const spans = this.#inSight();
    const inSight = spans.map((span) => findingsAround(roster, span, 0));
    const around = spans.map((span) => findingsAround(roster, span, AHEAD));
    const near = unique([...inSight, ...around]);
    // What is left out of a window is not shown when it comes into sight.
    this.#windows = near.length > MOST ? inSight : around;
    const grave = SEVERITIES.flatMap((wanted) =>
      report.findings.filter(({ severity }) => severity === wanted),
    );
    return unique([{ findings: near }, { findings: grave }]).slice(0, MOST);
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
        .flatMap(({ visibleRanges, selection: { active } }) => [
          new vscode.Range(active, active),
          ...visibleRanges,
        ])
        .map(({ start, end }) => ({
          start: document.offsetAt(new vscode.Position(start.line, 0)),
          end: document.offsetAt(new vscode.Position(end.line + 1, 0)),
        }))
    );
  }
}

/** Each finding of some lists once, in their order. */
function unique(lists: readonly { readonly findings: readonly Finding[] }[]): readonly Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of lists.flatMap(({ findings }) => findings)) {
    const key = `${finding.start} ${finding.end} ${finding.code}`;
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}
