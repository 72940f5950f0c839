import * as vscode from 'vscode';
import type { RosterReport } from '../../../core/roster/findings/collectFindings.ts';
import { type FindingKindCount, findingKinds } from '../../../core/roster/findings/findingKinds.ts';
import { hasSafeFix } from '../../../core/roster/fixes/hasSafeFix.ts';
import { Roster } from '../../../core/roster/roster.ts';
import type { RosterContext } from '../../../core/roster/rosterContext.ts';
import { worstFindings } from '../../../core/roster/findings/worstFindings.ts';
import { type FixChoice, type FixTally, tallyFixes } from '../../../core/roster/fixes/tallyFixes.ts';
import { breathe } from '../mend/breathe.ts';
import { inSlices } from '../mend/inSlices.ts';

/** The editor shows no more problems of one file beside those in sight: nobody reads more of them at a time. */
const SHOWN_FINDINGS = 500;
/** How long the keyboard rests before findings are shown anew. */
const PAUSE_MS = 150;
/** The extension host is never held up for longer than a slice and one step of it. */
const SLICE_MS = 8;
const READ_LINES = 2_000;
/** Above this, reading anew in steps is better than one long edit. */
const LARGE_CHANGE = 131_072;
const MANY_CHANGES = 50;

/**
 * A {@link Roster} that follows an open document: edits go into it at once, findings are collected when the keyboard rests. Reading
 * and checking a long file is done in slices, so that typing goes on.
 */
export class LiveRoster implements vscode.Disposable {
  readonly document: vscode.TextDocument;
  readonly #checked = new vscode.EventEmitter<void>();
  /** Findings, or that there are none yet, are others. */
  readonly onDidCheck = this.#checked.event;
  #context: RosterContext;
  #roster: Roster | undefined;
  #report: RosterReport | undefined;
  #kinds: readonly FindingKindCount[] = [];
  /** Counts what was begun, so that what is superseded can tell. */
  #run = 0;
  /** Whether there was something to mend in a run. */
  #mendable: { readonly run: number; readonly is: boolean } | undefined;
  /** What was counted in a run. */
  #tallies: { readonly run: number; readonly known: Map<string, FixTally> } | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #waiting = new Set<() => void>();

  /** Nothing is looked at before {@link begin}. */
  constructor(document: vscode.TextDocument, context: RosterContext) {
    this.document = document;
    this.#context = context;
  }

  /** Begins to look, unless that has begun: once what the text does not tell is known, so that nothing is found that is taken back. */
  begin(): void {
    if (this.#run === 0) this.#start(0);
  }

  /** The roster as the document is; undefined while it is being read. */
  get roster(): Roster | undefined {
    return this.#roster;
  }

  /** The worst findings; undefined until the whole file has been looked at. */
  get report(): RosterReport | undefined {
    return this.#report;
  }

  /** How many findings there are of each kind, if there are more than {@link report} names. */
  get kinds(): readonly FindingKindCount[] {
    return this.#kinds;
  }

  /** True if there is something that is safe to mend; false, too, if nobody wants to know any more. */
  async hasSafeFix(token?: vscode.CancellationToken): Promise<boolean> {
    const roster = this.#roster;
    const run = this.#run;
    if (roster === undefined) return false;
    if (this.#mendable?.run === run) return this.#mendable.is;
    const isWanted = (): boolean => run === this.#run && token?.isCancellationRequested !== true;
    const is = await inSlices(hasSafeFix(roster), isWanted);
    if (is !== undefined) this.#mendable = { run, is };
    return is ?? false;
  }

  /** What some fixes come to in the whole file; undefined if nobody wants to know any more. Counted once for each state of the text. */
  async tally(choice: FixChoice, token: vscode.CancellationToken): Promise<FixTally | undefined> {
    const roster = this.#roster;
    const run = this.#run;
    if (roster === undefined) return undefined;
    if (this.#tallies?.run !== run) this.#tallies = { run, known: new Map() };
    const { known } = this.#tallies;
    const key = JSON.stringify([choice.code, choice.kind, choice.becomes]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const isWanted = (): boolean => run === this.#run && !token.isCancellationRequested;
    const tally = await inSlices(tallyFixes(roster, choice), isWanted);
    if (tally !== undefined) known.set(key, tally);
    return tally;
  }

  /** The findings, once the whole file has been looked at; undefined if nobody waits for them any more. */
  whenChecked(token: vscode.CancellationToken): Promise<RosterReport | undefined> {
    return new Promise((done) => {
      const end = (): void => {
        listening.dispose();
        this.#waiting.delete(end);
        done(this.#report);
      };
      const listening = token.onCancellationRequested(end);
      this.#waiting.add(end);
      if (this.#report !== undefined) end();
    });
  }

  setContext(context: RosterContext): void {
    this.#context = context;
    if (this.#run === 0) return;
    this.#roster?.setContext(context);
    this.#report = undefined;
    this.#start(0);
  }

  change({ contentChanges }: vscode.TextDocumentChangeEvent): void {
    const roster = this.#roster;
    const isLarge =
      contentChanges.length > MANY_CHANGES || contentChanges.some(({ text }) => text.length > LARGE_CHANGE);
    this.#report = undefined;
    if (roster === undefined || isLarge) this.#roster = undefined;
    else {
      for (const { rangeOffset, rangeLength, text } of contentChanges)
        roster.edit(rangeOffset, rangeOffset + rangeLength, text);
      // A change of all line ends says nothing of it.
      if (roster.length !== lengthOf(this.document)) this.#roster = undefined;
    }
    this.#start(PAUSE_MS);
  }

  dispose(): void {
    this.#run++;
    clearTimeout(this.#timer);
    this.#checked.dispose();
    for (const end of [...this.#waiting]) end();
  }

  #start(delay: number): void {
    const run = ++this.#run;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(run), delay);
  }

  async #check(run: number): Promise<void> {
    const roster = this.#roster ?? (await this.#read(run));
    if (roster === undefined || run !== this.#run) return;
    for (let until = performance.now() + SLICE_MS; !roster.advance(1);) {
      if (performance.now() < until) continue;
      await breathe();
      if (run !== this.#run) return;
      until = performance.now() + SLICE_MS;
    }
    await breathe();
    if (run !== this.#run) return;
    const report = worstFindings(roster, SHOWN_FINDINGS);
    const isPartial = report.total > report.findings.length;
    const kinds = isPartial ? await inSlices(findingKinds(roster), () => run === this.#run) : [];
    if (kinds === undefined || run !== this.#run) return;
    this.#report = report;
    this.#kinds = kinds;
    this.#checked.fire();
    for (const end of [...this.#waiting]) end();
  }

  /** A few thousand lines at a time: the text as a whole takes the editor long to put together. */
  async #read(run: number): Promise<Roster | undefined> {
    const { document } = this;
    const roster = new Roster(this.#lines(0), this.#context);
    for (let line = READ_LINES; line < document.lineCount; line += READ_LINES) {
      await breathe();
      if (run !== this.#run) return undefined;
      const { length } = roster;
      roster.edit(length, length, this.#lines(line));
    }
    return (this.#roster = roster);
  }

  /** The lines that are read in one step, from a line on, with their ends. */
  #lines(from: number): string {
    return this.document.getText(new vscode.Range(from, 0, from + READ_LINES, 0));
  }
}

function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
