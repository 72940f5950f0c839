import * as vscode from 'vscode';
import { FailureError, type Failure } from '../../core/platform/failure.ts';
import type { Place } from '../../core/platform/place.ts';
import type { PortalSyncs } from '../portal/portalSyncs.ts';
import type { Services } from '../services.ts';
import { Branch } from './branch.ts';
import {
  isLeaf,
  placeKey,
  type BranchNode,
  type ConnectionNode,
  type CourseNode,
  type PlaceNode,
} from './courseNode.ts';
import { connectionTooltip } from './connectionTooltip.ts';
import { QuietRows } from './quietRows.ts';
import { courseRow } from './courseRow.ts';

type Sources = Pick<Services, 'connections' | 'clients' | 'syncs' | 'log'>;

/** The rows of the Courses view: connections, and below them what their platforms list, fetched when a row is opened. */
export class CourseTree implements vscode.TreeDataProvider<CourseNode>, vscode.Disposable {
  readonly #connections: Services['connections'];
  readonly #clients: Services['clients'];
  readonly #syncs: PortalSyncs;
  readonly #endSyncs: vscode.Disposable;
  readonly #log: vscode.LogOutputChannel;
  readonly #quiet: QuietRows;
  readonly #branches = new Map<string, Branch>();
  /** The rows that the branches hang from, by the same ids. */
  readonly #opened = new Map<string, BranchNode>();
  /** Rows that change by themselves, as the editor has them: it knows a row by the object that it was given. */
  readonly #given = new Map<string, PlaceNode>();
  /** Lists of facilities with which the server was asked about their syncs. */
  readonly #asked = new WeakSet<Branch>();
  readonly #changed = new vscode.EventEmitter<CourseNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #archived = false;
  #disposed = false;

  constructor({ connections, clients, syncs, log }: Sources) {
    this.#connections = connections;
    this.#clients = clients;
    this.#syncs = syncs;
    this.#endSyncs = syncs.onDidChange(() => this.#redrawFacilities());
    this.#log = log;
    this.#quiet = new QuietRows(clients, (line) => log.warn(line));
  }

  /** Whether archived courses are listed too. */
  set archived(shown: boolean) {
    this.#archived = shown;
    this.refresh();
  }

  getTreeItem(node: CourseNode): vscode.TreeItem {
    const news =
      node.type === 'place' && node.place.kind === 'facility'
        ? this.#syncs.of(node.connection.id, node.place.id)
        : undefined;
    return courseRow(node, this.#failure(node), { quiet: this.#quiet.of(node), news });
  }

  /** What is left of the request limits goes into a connection's tooltip; it is asked for when the tooltip is. */
  async resolveTreeItem(row: vscode.TreeItem, node: CourseNode): Promise<vscode.TreeItem> {
    if (node.type !== 'connection') return row;
    const failure = this.#failure(node);
    const budget = failure ? undefined : (await this.#clients.client(node.connection.id)).requestBudget?.();
    row.tooltip = connectionTooltip(node.connection, failure, budget);
    return row;
  }

  getParent(node: CourseNode): CourseNode | undefined {
    return node.parent;
  }

  async getChildren(node?: CourseNode): Promise<CourseNode[]> {
    if (!node) return this.#connections.all.map(connectionNode);
    if (node.type === 'notice' || (node.type === 'place' && isLeaf(node.place))) return [];
    const branch = this.#branch(node);
    await branch.ready;
    // Refreshed meanwhile: what this branch had is not what there is.
    if (this.#branches.get(node.id) !== branch) return this.#disposed ? [] : this.getChildren(node);
    const rows: CourseNode[] = branch.places.map((place) => placeNode(node, place));
    for (const row of rows)
      if (row.type === 'place' && (row.place.kind === 'facility' || row.place.kind === 'serverJobs'))
        this.#given.set(row.id, row);
    if (!this.#asked.has(branch) && branch.places.some((place) => place.kind === 'facility')) {
      this.#asked.add(branch);
      void this.#syncs.adopt(node.connection.id);
    }
    const notice = noticeOf(branch);
    if (node.type === 'place' && branch.state.step === 'done')
      void this.#quiet.ask(node).then((any) => any && this.#changed.fire(node));
    if (notice) rows.push({ type: 'notice', id: `${node.id}/${notice.kind}`, notice, parent: node });
    return rows;
  }

  /** Fetches anew what is below `node`, or everything. */
  refresh(node?: BranchNode): void {
    for (const [id, branch] of this.#branches) {
      if (node && id !== node.id && !id.startsWith(`${node.id}/`)) continue;
      branch.dispose();
      this.#branches.delete(id);
      this.#opened.delete(id);
    }
    this.#quiet.forget(node);
    this.#changed.fire(node && (this.#given.get(node.id) ?? node));
  }

  /** What has been listed below `node` so far; nothing is fetched for that. */
  listed(node: BranchNode): readonly Place[] {
    return this.#branches.get(node.id)?.places ?? [];
  }

  /** Whether something has been fetched below `node`, or is on its way. */
  isOpened(node: BranchNode): boolean {
    return this.#branches.has(node.id);
  }

  /** Why the list below `node` is not whole; undefined when nothing went wrong. */
  failureBelow(node: BranchNode): Failure | undefined {
    return this.#failure(node);
  }

  /** The rows below which nothing came because the server could not be reached, the uppermost first. */
  get unreached(): readonly BranchNode[] {
    return [...this.#opened.values()].filter((node) => {
      const kind = this.#failure(node)?.kind;
      return kind === 'offline' || kind === 'timedOut';
    });
  }

  /** Fetches more of a long list. */
  more(node: BranchNode): void {
    this.#branches.get(node.id)?.more();
  }

  dispose(): void {
    this.#disposed = true;
    this.#endSyncs.dispose();
    for (const branch of this.#branches.values()) branch.dispose();
    this.#branches.clear();
    this.#opened.clear();
    this.#quiet.forget();
    this.#changed.dispose();
  }

  #branch(node: BranchNode): Branch {
    let branch = this.#branches.get(node.id);
    if (!branch) {
      const place = node.type === 'place' ? node.place : undefined;
      branch = new Branch(
        async (signal) =>
          (await this.#clients.client(node.connection.id)).children(
            place,
            { archived: this.#archived },
            signal,
          ),
        (error) => this.#onChange(node, error),
      );
      this.#branches.set(node.id, branch);
      this.#opened.set(node.id, node);
    }
    return branch;
  }

  /** Rows of facilities show what their syncs do; nothing is fetched for that. */
  #redrawFacilities(): void {
    for (const node of this.#given.values()) if (node.place.kind === 'facility') this.#changed.fire(node);
  }

  #onChange(node: BranchNode, error: unknown): void {
    if (error !== undefined)
      this.#log.warn(
        `a list could not be fetched: ${error instanceof FailureError ? error.message : error instanceof Error ? (error.stack ?? '') : 'unknown'}`,
      );
    this.#changed.fire(node);
  }

  #failure(node: CourseNode): Failure | undefined {
    const state = this.#branches.get(node.id)?.state;
    return state?.step === 'failed' ? state.failure : undefined;
  }
}

/** The row of a connection. */
export function connectionNode(connection: ConnectionNode['connection']): ConnectionNode {
  return { type: 'connection', id: connection.id, connection };
}

/** The row of a place below `parent`. */
export function placeNode(parent: BranchNode, place: Place): PlaceNode {
  return {
    type: 'place',
    id: `${parent.id}/${placeKey(place)}`,
    connection: parent.connection,
    place,
    parent,
  };
}

function noticeOf({ state, places }: Branch): Extract<CourseNode, { type: 'notice' }>['notice'] | undefined {
  switch (state.step) {
    case 'loading':
      return { kind: 'loading' };
    case 'paused':
      return { kind: 'more', shown: places.length };
    case 'failed':
      return { kind: 'failed', failure: state.failure };
    case 'done':
      return places.length === 0 ? { kind: 'empty' } : undefined;
  }
}
