import * as vscode from 'vscode';
import { isActive, type Job } from '../../core/exports/job/job.ts';
import type { JobEngine } from '../../core/exports/run/jobEngine.ts';
import { nextLinkChange } from '../../core/exports/linkLife.ts';
import type { WaitingFiles } from '../adopt/waitingFiles.ts';
import { waitingNode, waitingRow, type WaitingNode } from '../adopt/waitingRow.ts';
import type { ContentNode, NoteNode } from '../browse/contentNode.ts';
import type { ExportContent } from '../browse/exportContent.ts';
import type { CloseOuts } from '../../core/closeout/closeOuts.ts';
import { RunContent } from '../closeout/runContent.ts';
import { runNode, type RunNode } from '../closeout/runNode.ts';
import { runRow } from '../closeout/runRow.ts';
import { MissingFiles } from './missingFiles.ts';
import { jobNode, jobRow, type JobNode } from './jobRow.ts';

const HOUR_MS = 3_600_000;

/** A day's ended jobs. `day` is a local date, `2026-03-05`. */
export type DayNode = { readonly id: string; readonly day: string };
export type ExportNode = JobNode | DayNode | ContentNode | RunNode | WaitingNode;

/** The rows of the Exports view: files that the browser is to make, what runs, then what has ended, by day, newest first, and below an archive its content. */
export class JobTree implements vscode.TreeDataProvider<ExportNode>, vscode.Disposable {
  readonly #jobs: JobEngine;
  readonly #loadContent: () => Promise<ExportContent>;
  readonly #closeOuts: CloseOuts;
  readonly #runs: RunContent;
  readonly #changed = new vscode.EventEmitter<ExportNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #missing: MissingFiles;
  readonly #waiting: WaitingFiles;
  readonly #endWaiting: () => void;
  readonly #ends: () => void;
  readonly #endRuns: () => void;
  #timer: NodeJS.Timeout | undefined;
  #due = Infinity;

  /** @param loadContent what shows the insides of exports; asked for with the first one that is looked into */
  constructor(
    jobs: JobEngine,
    loadContent: () => Promise<ExportContent>,
    closeOuts: CloseOuts,
    waiting: WaitingFiles,
  ) {
    this.#waiting = waiting;
    this.#endWaiting = waiting.onDidChange(() => this.#changed.fire(undefined));
    this.#jobs = jobs;
    this.#loadContent = loadContent;
    this.#closeOuts = closeOuts;
    this.#runs = new RunContent(closeOuts);
    this.#endRuns = closeOuts.onDidChange(() => this.#changed.fire(undefined));
    this.#missing = new MissingFiles(jobs, () => this.#changed.fire(undefined));
    this.#ends = jobs.onDidChange(() => {
      this.#changed.fire(undefined);
      this.#await();
    });
  }

  getTreeItem(node: ContentNode): Promise<vscode.TreeItem>;
  getTreeItem(node: Exclude<ExportNode, ContentNode>): vscode.TreeItem;
  getTreeItem(node: ExportNode): vscode.TreeItem | Promise<vscode.TreeItem>;
  getTreeItem(node: ExportNode): vscode.TreeItem | Promise<vscode.TreeItem> {
    if ('day' in node) return dayRow(node);
    if ('type' in node) return rowOf(node);
    if ('waitingId' in node) {
      const waiting = this.#waiting.get(node.waitingId);
      return waiting ? waitingRow(waiting) : new vscode.TreeItem('');
    }
    if ('level' in node) return runRow(node, this.#closeOuts.run(node.runId));
    const view = this.#jobs.job(node.jobId);
    // Removed between the listing and this call.
    return view ? jobRow(view, this.#missing.has(node.jobId)) : new vscode.TreeItem('');
  }

  getChildren(node?: DayNode): ExportNode[];
  getChildren(node?: ExportNode): ExportNode[] | Promise<ExportNode[]>;
  getChildren(node?: ExportNode): ExportNode[] | Promise<ExportNode[]> {
    if (node && 'type' in node && node.type === 'note') return [];
    if (node && 'waitingId' in node) return [];
    if (node && 'level' in node && node.level !== 'export') return this.#runs.children(node);
    if (node && !('day' in node)) return this.#loadContent().then((content) => content.children(node));
    const jobs = this.#jobs.jobs.map(({ job }) => job);
    if (node) return jobs.filter((job) => dayOf(job) === node.day).map(jobNode);
    const running = jobs.filter(({ state }) => isActive(state));
    const days = new Set(jobs.map(dayOf).filter((day) => day !== undefined));
    const sorted = [...days].sort().reverse();
    const runs = this.#closeOuts.runs.map(runNode);
    const waiting = this.#waiting.all.map(waitingNode);
    return [
      ...waiting,
      ...running.map(jobNode),
      ...runs,
      ...sorted.map((day) => ({ id: `day:${day}`, day })),
    ];
  }

  getParent(node: ExportNode): ExportNode | undefined {
    if ('day' in node || 'waitingId' in node) return undefined;
    if ('type' in node) return node.parent;
    if ('level' in node) return this.#runs.parent(node);
    const job = this.#jobs.job(node.jobId)?.job;
    const day = job && dayOf(job);
    return day === undefined ? undefined : { id: `day:${day}`, day };
  }

  /** Shows more of a long level of an archive. */
  async more(node: NoteNode): Promise<void> {
    (await this.#loadContent()).more(node);
    this.#changed.fire(node.parent);
  }

  /** Shows more courses of a large close-out. */
  moreCourses(node: RunNode): void {
    this.#runs.more(node);
    this.#changed.fire(this.#runs.parent(node));
  }

  /** Looks again at what changes without Lectern: the files on disk, the day, and how long links still live. */
  async look(): Promise<void> {
    if (Date.now() >= this.#due) this.#changed.fire(undefined);
    this.#await();
    await this.#missing.look();
  }

  /** Rows say "today" and "link ends in 3 days": no server has to be asked to know when that changes. */
  #await(): void {
    clearTimeout(this.#timer);
    const now = new Date();
    const jobs = this.#jobs.jobs.map(({ job }) => job);
    this.#due = nextLinkChange(jobs, now).getTime();
    // A timer does not count the hours that a computer sleeps.
    this.#timer = setTimeout(
      () => void this.look(),
      Math.min(this.#due - now.getTime() + 1, HOUR_MS),
    ).unref();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#missing.dispose();
    this.#ends();
    this.#endRuns();
    this.#endWaiting();
    this.#changed.dispose();
  }
}

async function rowOf(node: ContentNode): Promise<vscode.TreeItem> {
  const { contentRow } = await import('../browse/contentRow.ts');
  return contentRow(node);
}

/** The day on which an ended job ended; undefined while it runs. */
function dayOf({ state }: Job): string | undefined {
  return isActive(state) ? undefined : localDay(new Date(state.finishedAt));
}

function localDay(date: Date): string {
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function dayRow({ id, day }: DayNode): vscode.TreeItem {
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  const isToday = day === localDay(new Date());
  const label = isToday
    ? vscode.l10n.t('Today')
    : day === localDay(yesterday)
      ? vscode.l10n.t('Yesterday')
      : new Date(`${day}T12:00:00`).toLocaleDateString(vscode.env.language, { dateStyle: 'long' });
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const row = new vscode.TreeItem(label, isToday ? Expanded : Collapsed);
  row.id = id;
  return row;
}
